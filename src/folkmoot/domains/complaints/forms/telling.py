"""The forms of residents: tell us something, and go on with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import reference_field, secret_field
from folkmoot.ground.documents.public import ALL_ENDINGS
from folkmoot.ground.notify.policies import fault_of_address, is_email_address

from ..actions.log import Said, Whose
from ..enums import KINDS_TO_SEND, Kind
from ..queries.arrangements import live_units
from .person import whose_of

TELL = [
    ("email", _("By e-mail")),
    ("text", _("By text message")),
    ("letter", _("By post")),
    ("", _("I shall look on this site")),
]


class HearingForm(forms.Form):
    """How somebody wishes to be told."""

    medium = forms.ChoiceField(
        label=_("How shall we tell you what happens?"),
        choices=TELL,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("You get a reference and a code at once, so that you can follow it here without an account."),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        help_text=_("Leave it empty to stay anonymous. Then we can look into it, but perhaps not answer all of it."),
    )
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        help_text=_("Needed for an e-mail."),
    )
    telephone = forms.CharField(
        label=_("Telephone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("Needed for a text message; useful if we may ring you."),
    )
    postal = forms.CharField(
        label=_("Postal address"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
        help_text=_("Needed for a letter. Each line of it on its own line; the postcode last."),
    )
    adjustments = forms.CharField(
        label=_("What would make it easier for you to deal with us?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Large print, an interpreter, somebody to ring instead of write: tell us what you need."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "email", "telephone", "postal"):
            # Each says itself when it is needed.
            self.fields[name].needed_later = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        medium, email = data.get("medium", ""), data.get("email", "").strip()
        if (email or medium == "email") and not is_email_address(email):
            self.add_error("email", _("Enter an e-mail address, like name@example.org."))
        if medium == "text" and fault_of_address("text", data.get("telephone", "")):
            self.add_error("telephone", _("Enter a mobile number, like 07700 900982."))
        if medium == "letter":
            name, postal = data.get("name", "").strip(), data.get("postal", "").strip()
            if not name or fault_of_address("letter", f"{name}\n{postal}"):
                self.add_error("postal", _("Enter your name and your whole address, so that a letter reaches you."))
        return data

    def whose(self) -> Whose:
        return whose_of(self.cleaned_data)


class TellUsForm(HearingForm):
    """All of it on one page. Only what happened is needed."""

    kind = forms.ChoiceField(
        label=_("What would you like to do?"),
        choices=[
            (Kind.COMPLAINT, _("Complain")),
            (Kind.COMMENT, _("Comment or suggest something")),
            (Kind.COMPLIMENT, _("Praise or thank somebody")),
            (Kind.SERVICE_REQUEST, _("Ask us to do or mend something")),
        ],
        widget=forms.RadioSelect,
        help_text=_("If you are not sure, choose what comes nearest. We sort it out."),
    )
    words = forms.CharField(
        label=_("What happened?"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("In your own words: what, when and where."),
    )
    wanted = forms.CharField(
        label=_("What would put it right?"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    unit = forms.ChoiceField(label=_("Which service is it about?"), required=False)
    place_words = forms.CharField(
        label=_("Where was it?"), max_length=200, required=False, help_text=_("A street, a building, a bus stop …")
    )
    postcode = forms.CharField(
        label=_("Postcode of the place, or yours"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )
    on_behalf_of = forms.CharField(
        label=_("If you speak for somebody else, who is it?"),
        max_length=200,
        required=False,
        help_text=_("Your mother, your tenants, your club … We may ask them whether you speak for them."),
    )
    may_speak = forms.CharField(
        label=_("How do you come to speak for them?"),
        max_length=200,
        required=False,
        help_text=_("They asked me to, I have power of attorney, I am a councillor …"),
    )
    file = forms.FileField(
        label=_("A photo, letter or other file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ALL_ENDINGS)}),
    )
    is_confidential = forms.BooleanField(
        label=_("Only whoever deals with it may see that it came from me"), required=False
    )

    field_order = (
        *("kind", "words", "wanted", "unit", "place_words", "postcode", "medium", "name", "email", "telephone"),
        *("postal", "on_behalf_of", "may_speak", "adjustments", "is_confidential"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = live_units()
        choices = [("", _("I do not know")), *((key, unit.name) for key, unit in self.units.items())]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if not words.strip():
            raise forms.ValidationError(_("Tell us what happened."))
        return words

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        return kind if kind in KINDS_TO_SEND else Kind.UNDECIDED

    def said(self) -> Said:
        data = self.cleaned_data
        words = data["words"].strip()
        return Said(
            words=words,
            kind=data["kind"],
            summary=first_words(words),
            wanted=data["wanted"].strip(),
            unit=self.units.get(data["unit"]),
            place_words=data["place_words"].strip(),
            is_confidential=data["is_confidential"],
            is_anonymous=not self.whose_is_known(),
        )

    def whose_is_known(self) -> bool:
        data = self.cleaned_data
        return any(data.get(name, "").strip() for name in ("name", "email", "telephone", "postal"))


def first_words(words: str, most: int = 80) -> str:
    """The beginning of what was said, whole words of its first line: a title until an officer gives a better one."""
    line = " ".join(next((line for line in words.splitlines() if line.strip()), "").split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0] + " …"


class AddForm(forms.Form):
    words = forms.CharField(
        label=_("What would you like to add?"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    file = forms.FileField(
        label=_("A photo, letter or other file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ALL_ENDINGS)}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # One of the two will do.
            field.needed_later = True  # type: ignore[attr-defined]


class FindCaseForm(forms.Form):
    reference = reference_field(_("Like 7K3M-9QXW-4. Small letters and spaces will do."))
    secret = secret_field(_("It stands beside the reference in what we sent you."))
