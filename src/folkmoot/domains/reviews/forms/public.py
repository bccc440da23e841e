"""What anybody fills in, without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import FaultsForm, email_field, line_field, reference_field, secret_field, words_field

from ..actions.evidence import LONGEST, Said
from ..enums import Naming


class EvidenceForm(FaultsForm):
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
    email = email_field(
        _("Your e-mail address"),
        help_text=_("We tell you that we have it, and what becomes of it. Nobody else sees it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].needed_later = True  # type: ignore[attr-defined]

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(data["words"], data["naming"], data["name"], data["organisation"], data["email"].strip())


class FindForm(forms.Form):
    reference = reference_field()
    secret = secret_field()
