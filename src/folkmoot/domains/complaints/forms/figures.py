"""The forms of reports over cases."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    answer = forms.CharField(
        label=_("What the governing body says to it"),
        help_text=_("The Complaint Handling Code asks for it beside the report. You can leave it out for a quarter."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        required=False,
    )


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("Whoever comes to its address reads this."),
        max_length=300,
        error_messages={"required": _("Say why it is withdrawn.")},
    )
