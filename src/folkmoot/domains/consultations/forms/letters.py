"""Letters, e-mails, calls and talks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.public import TakesFaults, day_field, new_key
from folkmoot.ground.documents.public import ALL_ENDINGS
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import email_of
from folkmoot.ground.notify.enums import Medium

from ..actions.letters import Letter
from ..actions.submit import ContactDetails
from ..enums import IN_OWN_WORDS, Consent

# The officer chooses for somebody else, so not in the words that a resident reads.
AS_THEY_SAID = [
    (Consent.NONE, _("No, or they did not say")),
    (Consent.UNNAMED, _("Yes, without their name")),
    (Consent.NAMED, _("Yes, with their name")),
]


class LetterForm(TakesFaults, forms.Form):
    channel = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[(channel.value, channel.label) for channel in map(Channel, IN_OWN_WORDS)],
        widget=forms.RadioSelect,
    )
    received_on = day_field(
        _("Which day did it come?"),
        required=False,
        help_text=_("Leave it empty for an e-mail file: we take the date from the file."),
        input_formats=None,
    )
    words = forms.CharField(
        label=_("What was written or said"),
        help_text=_(
            "In their own words as far as you can. Leave empty for an e-mail file: its words are taken from it."
        ),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    upload = forms.FileField(
        label=_("A scan, or the e-mail as a file"),
        help_text=_("PDF, picture, Word, e-mail (.eml) or text. Only officers can open it."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ALL_ENDINGS)}),
    )
    name = forms.CharField(
        label=_("Name of the sender"),
        help_text=_("Kept apart from the words, and shown to engagement officers only."),
        max_length=200,
        required=False,
    )
    medium = forms.ChoiceField(
        label=_("How can we reach them?"), choices=[("", _("We cannot, or need not")), *Medium.choices], required=False
    )
    address = forms.CharField(
        label=_("E-mail address, telephone number or postal address"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wants_outcome = forms.BooleanField(label=_("They wish to hear what comes of it"), required=False)
    consent = forms.ChoiceField(label=_("May their words be published?"), choices=AS_THEY_SAID, initial=Consent.NONE)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, arrival: Arrival | None = None, **kwargs: Any) -> None:
        """`arrival`: what was logged by hand, to be taken in as this letter; its own file is the file."""
        super().__init__(*args, **kwargs)
        self.arrival = arrival
        self.initial.setdefault("key", new_key())
        if arrival is None:
            return
        if arrival.source is not None:
            del self.fields["upload"]
        for name, value in self._known_of(arrival).items():
            self.initial.setdefault(name, value)

    @staticmethod
    def _known_of(arrival: Arrival) -> dict[str, object]:
        known: dict[str, object] = {
            "channel": arrival.channel,
            "received_on": arrival.received_on,
            "words": arrival.words,
        }
        mail = email_of(arrival)
        if mail and mail.sender_address:
            known |= {"name": mail.sender_name, "medium": Medium.EMAIL, "address": mail.sender_address}
        return known

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        has_file = bool(data.get("upload"))
        if data.get("wants_outcome") and not (data.get("address", "").strip() and data.get("medium")) and not has_file:
            self.add_error("address", _("Enter how they can be reached, so that they can be told."))
        if not data.get("received_on") and not has_file and "received_on" not in self.errors:
            self.add_error("received_on", _("Enter the day it came."))
        return data

    def letter(self) -> Letter:
        data = self.cleaned_data
        sender = ContactDetails(
            name=data["name"],
            medium=data["medium"],
            address=data["address"].strip(),
            wants_outcome=data["wants_outcome"],
        )
        return Letter(
            channel=data["channel"],
            received_on=data["received_on"],
            words=data["words"],
            key=data["key"],
            upload=data.get("upload"),
            sender=sender,
            consent=data["consent"],
            arrival=self.arrival,
        )
