"""What anybody fills in, without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.evidence import LONGEST, Said
from ..enums import Naming
from .fields import DeskForm, line_field, words_field


class EvidenceForm(DeskForm):
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    words = words_field(
        _("Your evidence"),
        12,
        most=LONGEST,
        help_text=_("What you know, and how you know it. Leave out what would say who other people are."),
    )
    naming = forms.ChoiceField(label=_("May it be published?"), choices=Naming.choices, widget=forms.RadioSelect)
    name = line_field(_("Your name"), required=False)
    organisation = line_field(_("Your organisation"), required=False)
    email = forms.CharField(
        label=_("Your e-mail address"),
        required=False,
        max_length=254,
        help_text=_("We tell you that we have it, and what becomes of it. Nobody else sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].needed_later = True  # type: ignore[attr-defined]

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(data["words"], data["naming"], data["name"], data["organisation"], data["email"].strip())


class FindForm(forms.Form):
    reference = forms.CharField(
        label=_("Your reference"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false", "autocomplete": "off"}),
    )
    secret = forms.CharField(
        label=_("Your code"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false", "autocomplete": "off"}),
    )
