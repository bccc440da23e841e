"""How it was: one question, and room for words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

ANSWERS = (
    (5, _("Very happy")),
    (4, _("Happy")),
    (3, _("Neither")),
    (2, _("Unhappy")),
    (1, _("Very unhappy")),
)


class HandlingForm(forms.Form):
    content = forms.TypedChoiceField(
        label=_("How happy are you with how we dealt with your case?"),
        help_text=_("Whether or not you got what you wanted."),
        choices=ANSWERS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers."), "invalid_choice": _("Choose one of the answers.")},
    )
    words = forms.CharField(
        label=_("What could we have done better?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
