"""What the clerk fills in about minutes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models import Meeting
from .room import LONGEST, OneOfMany


class MinuteForm(OneOfMany):
    text = forms.CharField(
        label=_("Text"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8})
    )
    exempt_text = forms.CharField(
        label=_("Exempt part"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Members and clerks read it; nobody else."),
    )
    reason = forms.CharField(
        label=_("What do you change, and why?"),
        required=False,
        max_length=500,
        help_text=_("It stands under the minutes."),
    )


class ApproveForm(OneOfMany):
    at = forms.ModelChoiceField(
        label=_("Approved at the meeting of"), queryset=Meeting.objects.none(), empty_label=None
    )
    corrections = forms.CharField(
        label=_("Corrections"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As that meeting made them. Change the texts first, then write here what was changed."),
    )


class ReopenForm(OneOfMany):
    reason = forms.CharField(
        label=_("Why are they opened again?"),
        max_length=500,
        help_text=_("It stands under the minutes for ever."),
    )
