"""What we ask beside the questions: may we publish it, and do you want to hear what happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.notify.policies import can_be_a_mobile, is_email_address

from ..actions.submit import ContactDetails
from ..enums import Consent

MEDIA = {
    "email": _("Yes, by e-mail"),
    "text": _("Yes, by text message"),
    "letter": _("Yes, by post"),
    "": _("No, thank you"),
}
LONGEST = {"name": 200, "email": 254, "telephone": 30, "address": 500}


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What somebody sends beside their answers."""

    consent: str = ""
    tell: str = ""
    name: str = ""
    email: str = ""
    telephone: str = ""
    address: str = ""
    copy: bool = False

    def faults(self) -> Iterator[tuple[str, str]]:
        """(field, what is wrong with it) of what does not go together."""
        name = self.name.strip()
        if (self.tell == "email" or self.copy) and not is_email_address(self.email):
            yield "email", gettext("Enter an e-mail address, like name@example.org.")
        if self.tell == "text" and not can_be_a_mobile(self.telephone):
            yield "telephone", gettext("Enter a mobile number, like 07700 900982.")
        if self.tell == "letter" and not (self.address.strip() and name):
            yield "address", gettext("Enter your name and your whole address, so that a letter reaches you.")
        if self.consent == Consent.NAMED and not name and self.tell != "letter":
            yield "name", gettext("Enter the name to publish, or let us publish your answer without it.")

    def contact(self) -> ContactDetails:
        """The details, with the one address that fits the medium."""
        address = {"email": self.email, "text": self.telephone, "letter": self.address}.get(self.tell, "")
        return ContactDetails(
            name=self.name if self.tell or self.chosen_consent == Consent.NAMED else "",
            medium=self.tell,
            address=address.strip(),
            wants_outcome=bool(self.tell),
            copy_to=self.email.strip() if self.copy else "",
        )

    @property
    def chosen_consent(self) -> str:
        return self.consent or Consent.NONE


class SendingForm(forms.Form):
    """Consent, contact, copy. All of it is optional; no consent given means that nothing is published."""

    consent = forms.ChoiceField(
        label=_("May we publish what you wrote?"),
        choices=Consent.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Figures never name anybody. This is about your own words."),
    )
    tell = forms.ChoiceField(
        label=_("Shall we tell you what happens?"),
        choices=list(MEDIA.items()),
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "We write when something is decided, and when there is an outcome. We use your details for nothing else."
        ),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST["name"],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        help_text=_("Needed for a letter, and to publish your answer with your name."),
    )
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=LONGEST["email"],
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        help_text=_("Needed for an e-mail, and for a copy of your answers."),
    )
    telephone = forms.CharField(
        label=_("Mobile number"),
        max_length=LONGEST["telephone"],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("Needed for a text message."),
    )
    address = forms.CharField(
        label=_("Postal address"),
        max_length=LONGEST["address"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
        help_text=_("Needed for a letter."),
    )
    copy = forms.BooleanField(label=_("Send a copy of my answers to my e-mail address"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "email", "telephone", "address"):
            # Each says itself when it is needed.
            self.fields[name].needed_later = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, message in self.sending.faults():
            self.add_error(name, message)
        return data

    @property
    def sending(self) -> Sending:
        """What was entered, where it is fit for its field."""
        data = self.cleaned_data
        words = {name: data.get(name) or "" for name in ("consent", "tell", *LONGEST)}
        return Sending(**words, copy=bool(data.get("copy")))


def read_sending(posted: QueryDict) -> Sending | None:
    """What the form says of a post that it finds no fault with, or None; at a tenth of its cost, since every response
    is read twice. Whoever must be told what is wrong is told by the form."""
    words = {name: posted.get(name, "").strip() for name in LONGEST}
    consent, tell, copy = (posted.get(name, "") for name in ("consent", "tell", "copy"))
    if consent not in ("", *Consent) or tell not in MEDIA or copy not in ("", "on"):
        return None
    if any(len(text) > LONGEST[name] or "\0" in text for name, text in words.items()):
        return None
    sending = Sending(consent=consent, tell=tell, copy=copy == "on", **words)
    return None if any(True for _fault in sending.faults()) else sending
