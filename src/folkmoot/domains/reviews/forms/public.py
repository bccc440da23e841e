"""What anybody fills in, without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import FaultsForm, email_field, line_field, reference_field, secret_field, words_field
from folkmoot.ground.documents.public import ALL_ENDINGS

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
    file = forms.FileField(
        label=_("A file with it"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ALL_ENDINGS)}),
        help_text=_("Such as a report or a table, up to 20 megabytes. Only those who run the review open it."),
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

    def ask_for_the_file_again(self) -> None:
        """A browser does not keep a chosen file on a page that comes back."""
        if self.files.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the file again: all else you wrote is still here."))

    def said(self) -> Said:
        data = self.cleaned_data
        who = (data["name"], data["organisation"], data["email"].strip())
        return Said(data["words"], data["naming"], *who, data["file"])


class FindForm(forms.Form):
    reference = reference_field()
    secret = secret_field()
