from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import Medium, MessageState
from .queries import OutboxFilter

ANY = ("", _("Any"))


class OutboxFilterForm(forms.Form):
    words = forms.CharField(label=_("Address or subject"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *MessageState.choices])
    medium = forms.ChoiceField(label=_("Sent as"), required=False, choices=[ANY, *Medium.choices])
    batch = forms.CharField(label=_("Batch"), required=False, max_length=120)

    def narrowed(self) -> OutboxFilter:
        """What was asked; a form with a fault narrows nothing and shows the fault."""
        return OutboxFilter(**self.cleaned_data) if self.is_valid() else OutboxFilter()


class RetryForm(forms.Form):
    to = forms.CharField(
        label=_("Address"),
        help_text=_("Mend it if that is what went wrong."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
