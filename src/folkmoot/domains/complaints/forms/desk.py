"""The forms of the desk: narrow the list, do one thing with many, write down what came in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.public import TakesFaults, day_field, new_key

from ..actions.log import Origin, Said, Whose
from ..enums import Kind, State
from ..models import Reason, Unit
from ..queries.arrangements import live_units
from ..queries.case_page import handlers
from ..queries.desk import Narrowed
from .person import PersonFields, lines_field
from .telling import first_words

ANY = ("", _("Any"))
# How a case reaches an officer who writes it down.
BY_HAND = [
    (Channel.TELEPHONE.value, Channel.TELEPHONE.label),
    (Channel.LETTER.value, Channel.LETTER.label),
    (Channel.EMAIL.value, Channel.EMAIL.label),
    (Channel.FACE_TO_FACE.value, Channel.FACE_TO_FACE.label),
    (Channel.PAPER.value, _("Comment card or paper form")),
    (Channel.TEXT_MESSAGE.value, Channel.TEXT_MESSAGE.label),
]
# A stack of comment cards is typed so many at a time.
ROWS = 8


class BareForm(forms.Form):
    """A form whose labels do not say "(optional)": nobody takes its fields for needed ones."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.needed_later = True  # type: ignore[attr-defined]


class NarrowForm(BareForm):
    words = forms.CharField(label=_("Search"), required=False, max_length=200)
    unit = forms.ChoiceField(label=_("Service"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *Kind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *State.choices])
    reason = forms.ChoiceField(label=_("Reason"), required=False)
    # Where somebody comes from a report, these two say from which figure.
    came = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    late = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [ANY, *Unit.objects.values_list("key", "name")]  # type: ignore[attr-defined]
        self.fields["reason"].choices = [ANY, *Reason.objects.values_list("key", "name")]  # type: ignore[attr-defined]

    def narrowed(self) -> Narrowed:
        """What was asked; a form with a fault narrows nothing and shows the fault."""
        return Narrowed(**self.cleaned_data) if self.is_valid() else Narrowed()


class ManyForm(BareForm):
    """What to do with those that are ticked."""

    handler = forms.ChoiceField(label=_("Give them to"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in handlers()}
        choices = [("", _("Nobody")), *((key, person.name) for key, person in self.people.items())]
        self.fields["handler"].choices = choices  # type: ignore[attr-defined]


class LogForm(TakesFaults, PersonFields):
    """A call, a letter, a visit: written down by an officer."""

    channel = forms.ChoiceField(label=_("How did it come?"), choices=BY_HAND, widget=forms.RadioSelect)
    received_on = day_field(_("Which day did it come?"), help_text=_("For a letter, the day it was delivered."))
    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices, widget=forms.RadioSelect)
    words = lines_field(_("What was said or written"), 8, help_text=_("In the person's own words as far as you can."))
    wanted = lines_field(_("What would put it right?"), 2, required=False)
    summary = forms.CharField(label=_("In a few words"), max_length=200, required=False)
    unit = forms.ChoiceField(label=_("Which service is it about?"), required=False)
    place_words = forms.CharField(label=_("Where was it?"), max_length=200, required=False)
    is_confidential = forms.BooleanField(label=_("Confidential"), required=False)
    is_safeguarding = forms.BooleanField(label=_("Safeguarding: somebody may be at risk"), required=False)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    # Who it is from comes after what it is about; the rest follows as it stands here.
    field_order = (
        *("channel", "received_on", "kind", "words", "wanted", "summary", "unit", "place_words"),
        *PersonFields.base_fields,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = live_units()
        choices = [("", _("Nobody knows yet")), *((key, unit.name) for key, unit in self.units.items())]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("received_on", timezone.localdate())
        self.initial.setdefault("kind", Kind.COMPLAINT)
        self.initial.setdefault("key", new_key())

    def said(self) -> Said:
        given = self.cleaned_data
        flags = {name: given[name] for name in ("is_confidential", "is_safeguarding")}
        return Said(
            words=given["words"],
            kind=given["kind"],
            summary=given["summary"] or first_words(given["words"]),
            wanted=given["wanted"],
            unit=self.units.get(given["unit"]),
            place_words=given["place_words"],
            is_anonymous=self.whose().is_empty,
            **flags,
        )

    def origin(self) -> Origin:
        given = self.cleaned_data
        return Origin(channel=given["channel"], key=given["key"], received_on=given["received_on"])


class StackForm(BareForm):
    """What all cards of a stack have in common."""

    channel = forms.ChoiceField(label=_("How did they come?"), choices=BY_HAND, initial=Channel.PAPER)
    received_on = day_field(_("Which day?"))
    unit = forms.ChoiceField(label=_("About which service?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = live_units()
        self.fields["unit"].choices = [("", _("Different ones")), *((k, u.name) for k, u in self.units.items())]  # type: ignore[attr-defined]
        self.initial.setdefault("received_on", timezone.localdate())


# One key each; what is left empty is a comment, as most cards are.
LETTERS = {"m": Kind.COMMENT, "c": Kind.COMPLAINT, "p": Kind.COMPLIMENT, "r": Kind.SERVICE_REQUEST, "": Kind.COMMENT}


class CardForm(BareForm):
    """One card. `kind` is a letter: c complaint, m comment, p praise, r request."""

    kind = forms.CharField(
        label=_("Kind"), max_length=1, required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-2"})
    )
    words = forms.CharField(
        label=_("What it says"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    reach = forms.CharField(label=_("E-mail or telephone"), max_length=254, required=False)
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def clean_kind(self) -> str:
        letter = str(self.cleaned_data["kind"]).strip().lower()
        if letter not in LETTERS:
            raise forms.ValidationError(_("Type c, m, p or r."))
        return str(LETTERS[letter])

    @property
    def is_empty(self) -> bool:
        return not self.cleaned_data.get("words", "").strip()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        typed = any(given.get(name, "").strip() for name in ("name", "reach"))
        if typed and not given.get("words", "").strip():
            self.add_error("words", _("This card has a sender and says nothing."))
        return given

    def card(self, stack: StackForm) -> tuple[Said, Origin, Whose]:
        given, common = self.cleaned_data, stack.cleaned_data
        reach = given["reach"].strip()
        whose = Whose(
            name=given["name"],
            medium=("email" if "@" in reach else "text") if reach else "",
            email=reach if "@" in reach else "",
            telephone="" if "@" in reach else reach,
        )
        said = Said(
            words=given["words"],
            kind=given["kind"],
            summary=first_words(given["words"]),
            unit=stack.units.get(common["unit"]),
            is_anonymous=whose.is_empty,
        )
        received: date = common["received_on"]
        return said, Origin(channel=common["channel"], key=given["key"], received_on=received), whose


def cards(data: Any = None) -> list[CardForm]:
    """The empty rows of the screen, or those that were sent."""
    return [CardForm(data, prefix=f"card{number}", initial={"key": new_key()}) for number in range(1, ROWS + 1)]
