"""What anybody fills in, without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import (
    FaultsForm,
    day_field,
    email_field,
    line_field,
    reference_field,
    secret_field,
    words_field,
)

from ..actions.concerns import Raised
from ..actions.evidence import Showing
from ..enums import Shown, Side
from ..models import Agreement, Commitment, Party


class RaiseConcernForm(FaultsForm):
    """Only what happened is needed."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    words = words_field(
        _("What happened?"),
        8,
        most=20_000,
        help_text=_("What was promised, and what was done instead. Only those who look after the agreement read it."),
    )
    wanted = words_field(_("What would put it right?"), 3, required=False)
    commitment = forms.ModelChoiceField(
        label=_("Which promise is it about?"),
        queryset=Commitment.objects.none(),
        required=False,
        empty_label=_("I do not know"),
    )
    about = forms.ModelChoiceField(
        label=_("Which organisation is it about?"),
        queryset=Party.objects.none(),
        required=False,
        empty_label=_("I do not wish to say"),
    )
    name = line_field(_("Your name"), required=False, help_text=_("Leave it empty to stay anonymous."))
    organisation = line_field(_("Your organisation"), required=False)
    email = email_field(
        _("Your e-mail address"),
        help_text=_(
            "We tell you at each step. Without it, keep your reference and your code: with them you follow it here."
        ),
    )

    def __init__(self, *args: Any, agreement: Agreement, version: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        commitments = Commitment.objects.filter(version=version) if version else Commitment.objects.none()
        self.fields["commitment"].queryset = commitments  # type: ignore[attr-defined]
        parties = Party.objects.filter(agreement=agreement).select_related("organisation")
        self.fields["about"].queryset = parties  # type: ignore[attr-defined]
        self.fields["about"].label_from_instance = lambda party: party.organisation.name  # type: ignore[attr-defined]

    def raised(self) -> Raised:
        data = self.cleaned_data
        return Raised(
            words=data["words"],
            wanted=data["wanted"],
            commitment=data["commitment"],
            about=data["about"].organisation if data["about"] else None,
            name=data["name"],
            organisation=data["organisation"],
            email=data["email"].strip(),
        )


class FindConcernForm(forms.Form):
    reference = reference_field()
    secret = secret_field()


class AddForm(FaultsForm):
    words = words_field(_("What would you like to add?"), 5, required=False, most=20_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].needed_later = True  # type: ignore[attr-defined]


class ShowKeepingForm(FaultsForm):
    """How a promise was kept, in somebody's eyes."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.ChoiceField(label=_("How was it kept?"), choices=Shown.choices, widget=forms.RadioSelect)
    happened_on = day_field(_("When?"))
    words = words_field(
        _("What shows it?"), 5, help_text=_("Everybody can read it once an officer has looked at it. Name nobody.")
    )
    link = forms.URLField(label=_("Address of a document that shows it"), required=False, assume_scheme="https")
    by_side = forms.ChoiceField(
        label=_("For whom do you speak?"),
        choices=[each for each in Side.choices if each[0] != Side.JOINT],
        widget=forms.RadioSelect,
    )
    by_name = line_field(_("Your organisation, or your name"), help_text=_("It is shown with what you say."))
    contact = email_field(_("Your e-mail address"), help_text=_("Only officers see it, should they have a question."))

    def said(self) -> Showing:
        data = self.cleaned_data
        return Showing(
            shown=data["shown"],
            happened_on=data["happened_on"],
            words=data["words"].strip(),
            by_name=" ".join(data["by_name"].split()),
            by_side=data["by_side"],
            organisation=data.get("organisation"),
            link=data["link"],
            contact=data.get("contact", ""),
        )
