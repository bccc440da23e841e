"""What a resident fills in: where it is, what is wrong, a photograph, and whether to be told."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.notify.policies import can_be_a_mobile, is_email_address
from folkmoot.ground.places.public import districts, find_postcode

from ..actions.report import LONGEST_WORDS, Reporter
from ..adapters.geometry import Point
from ..adapters.photos import TAKEN
from ..enums import PointFrom
from ..queries.routing import Where, where_at, where_of_postcode

DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d{1,18})?")
ACCEPT = ",".join(f"image/{kind.lower()}" for kind in TAKEN)


def known_districts() -> list[tuple[str, str]]:
    return [("", _("I do not know")), *((str(place.pk), place.name) for place in districts())]


class PlaceForm(forms.Form):
    """Where it is. One of these is enough: a position, a postcode, or a district with words."""

    postcode = forms.CharField(
        label=gettext_lazy("Postcode"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-10", "spellcheck": "false"}),
        help_text=gettext_lazy("The nearest one that you know."),
    )
    place_words = forms.CharField(
        label=gettext_lazy("Where exactly?"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("In words: the road, which side, a house number, what is near."),
    )
    district = forms.ChoiceField(
        label=gettext_lazy("District"),
        required=False,
        help_text=gettext_lazy("Only if you know no postcode."),
    )
    latitude = forms.CharField(
        label=gettext_lazy("Latitude"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    longitude = forms.CharField(
        label=gettext_lazy("Longitude"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, photo_position: Point | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.photo_position = photo_position
        self.where = Where()
        # Asked of the database only when they are drawn, or one of them was chosen.
        self.fields["district"].choices = known_districts  # type: ignore[attr-defined]
        for name in ("postcode", "place_words", "district", "latitude", "longitude"):
            self.fields[name].needed_later = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        words = " ".join(data.get("place_words", "").split())
        if data.get("latitude") or data.get("longitude"):
            self._from_position(data, words)
        elif data.get("postcode"):
            self._from_postcode(data["postcode"], words)
        elif self.photo_position is not None:
            self.where = where_at(self.photo_position.longitude, self.photo_position.latitude, words, PointFrom.PHOTO)
            if not self.where.is_known:
                self._outside("postcode", _("The photo was taken outside the area that this site is for."))
        elif words and data.get("district"):
            self.where = Where(words, district=int(data["district"]))
        elif words:
            self.add_error("district", _("Choose the district, or give a postcode, so that we know who is in charge."))
        elif not self.errors:
            self.add_error("postcode", _("Say where it is: a postcode, or the place in words with its district."))
        return data

    def _from_position(self, data: dict[str, Any], words: str) -> None:
        numbers: dict[str, float] = {}
        for name, limit in (("latitude", 90), ("longitude", 180)):
            plain = data.get(name, "").strip().replace("−", "-")
            if not plain:
                self.add_error(name, _("A position needs both its numbers."))
            elif not (plain.isascii() and DEGREES.fullmatch(plain)) or abs(float(plain)) > limit:
                self.add_error(name, _("Enter degrees as a number, for example 51.27."))
            else:
                numbers[name] = round(float(plain), 6)
        if len(numbers) == 2:
            self.where = where_at(numbers["longitude"], numbers["latitude"], words)
            if not self.where.is_known:
                self._outside("latitude", _("This position lies outside the area that this site is for."))

    def _from_postcode(self, text: str, words: str) -> None:
        self.where = where_of_postcode(text, words)
        if not self.where.is_known:
            found = find_postcode(text)
            likely = ", ".join(found.suggestions)
            self._outside("postcode", f"{found.sentence} {likely}".strip())

    def _outside(self, field: str, sentence: str) -> None:
        self.where = Where()
        self.add_error(field, sentence)


class ReportForm(PlaceForm):
    words = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Only the officers in charge read your words. They are not published."),
    )
    photo = forms.FileField(
        label=gettext_lazy("A photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy(
            "JPEG or PNG, up to 12 megabytes. Please show no faces or number plates unless they matter."
        ),
    )
    keeps_position = forms.BooleanField(
        label=gettext_lazy("The photo may tell the officers where it was taken"),
        required=False,
        help_text=gettext_lazy(
            "Telephones write the place into a photo. We take it out, with all else hidden in it, unless you tick this."
        ),
    )
    tell = forms.ChoiceField(
        label=gettext_lazy("Shall we tell you what happens?"),
        choices=[
            ("email", gettext_lazy("Yes, by e-mail")),
            ("text", gettext_lazy("Yes, by text message")),
            ("", gettext_lazy("No, I keep the link that you give me")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("Nobody but the officers in charge sees who you are."),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        help_text=gettext_lazy("Needed for an e-mail."),
    )
    telephone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=gettext_lazy("Needed for a text message."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("tell", "")
        for name in ("email", "telephone"):
            self.fields[name].needed_later = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("tell") == "email":
            self._check_email(data.get("email", "").strip())
        elif data.get("tell") == "text" and not can_be_a_mobile(data.get("telephone", "")):
            self.add_error("telephone", _("Enter your mobile number, for example 07700 900123."))
        return data

    def _check_email(self, address: str) -> None:
        if not is_email_address(address):
            self.add_error("email", _("Enter your e-mail address, for example name@example.org."))

    @property
    def reporter(self) -> Reporter:
        data = self.cleaned_data
        medium = data.get("tell", "")
        address = {"email": data.get("email", ""), "text": data.get("telephone", "")}.get(medium, "").strip()
        return Reporter(" ".join(data.get("name", "").split()), medium, address)
