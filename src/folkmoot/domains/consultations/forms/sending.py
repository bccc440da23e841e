"""What we ask beside the questions: may we publish it, and do you want to hear what happens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.notify.policies import can_be_a_mobile, is_email_address

from ..actions.submit import ContactDetails
from ..enums import Consent


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
        choices=[
            ("email", _("Yes, by e-mail")),
            ("text", _("Yes, by text message")),
            ("letter", _("Yes, by post")),
            ("", _("No, thank you")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "We write when something is decided, and when there is an outcome. We use your details for nothing else."
        ),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        help_text=_("Needed for a letter, and to publish your answer with your name."),
    )
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        help_text=_("Needed for an e-mail, and for a copy of your answers."),
    )
    telephone = forms.CharField(
        label=_("Mobile number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("Needed for a text message."),
    )
    address = forms.CharField(
        label=_("Postal address"),
        max_length=500,
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
        tell = data.get("tell", "")
        if tell == "email" or data.get("copy"):
            self._check_email(data.get("email", ""))
        if tell == "text" and not can_be_a_mobile(data.get("telephone", "")):
            self.add_error("telephone", _("Enter a mobile number, like 07700 900982."))
        if tell == "letter" and not (data.get("address", "").strip() and data.get("name", "").strip()):
            self.add_error("address", _("Enter your name and your whole address, so that a letter reaches you."))
        if data.get("consent") == Consent.NAMED and not data.get("name", "").strip() and tell != "letter":
            self.add_error("name", _("Enter the name to publish, or let us publish your answer without it."))
        return data

    def _check_email(self, value: str) -> None:
        if not is_email_address(value):
            self.add_error("email", _("Enter an e-mail address, like name@example.org."))

    def contact(self) -> ContactDetails:
        """The details, with the one address that fits the medium."""
        data = self.cleaned_data
        tell = data.get("tell", "")
        address = {"email": data["email"], "text": data["telephone"], "letter": data["address"]}.get(tell, "")
        return ContactDetails(
            name=data["name"] if tell or self.chosen_consent == Consent.NAMED else "",
            medium=tell,
            address=address.strip(),
            wants_outcome=bool(tell),
            copy_to=data["email"].strip() if data.get("copy") else "",
        )

    @property
    def chosen_consent(self) -> str:
        return self.cleaned_data.get("consent") or Consent.NONE
