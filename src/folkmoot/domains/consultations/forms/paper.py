"""What the typing screen shows and takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.documents.public import ALL_ENDINGS
from folkmoot.ground.notify.enums import Medium
from folkmoot_core.questionnaires import Question, Questionnaire, TypingField, typing_plan
from folkmoot_core.values import Fault, Invalid

from ..actions.submit import ContactDetails
from ..enums import Consent, ResponseState
from ..models import PaperSettings
from ..queries.paper import LedgerFilter

# Keeps the keys of questions apart from the other fields of the page.
PREFIX = "typed."
ANY = ("", _("Any"))
CODES = ("one", "many", "order")


@dataclass(frozen=True)
class TypingBox:
    """One stop of the cursor, with what was typed and what is wrong with it."""

    stop: TypingField
    question: Question
    value: str
    errors: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"t-{self.stop.name}"

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.stop.name}"

    @property
    def takes_codes(self) -> bool:
        return self.stop.takes in CODES

    @property
    def has_lines(self) -> bool:
        return self.stop.takes == "lines"

    @property
    def is_the_question(self) -> bool:
        """Whether the question's own text names this box; lines of a grid and words beside an option have their own."""
        return self.stop.text == self.question.text


@dataclass(frozen=True)
class TypingQuestion:
    """One question of the screen: its number in print, and its boxes."""

    number: int
    question: Question
    section: str
    boxes: tuple[TypingBox, ...]

    @property
    def is_wide(self) -> bool:
        return len(self.boxes) > 2

    @property
    def ticks(self) -> tuple[TypingField, ...]:
        """The boxes that show options: all rows of a grid have the same, so they are shown once."""
        return tuple(box.stop for box in self.boxes if box.stop.ticks)[:1]


def typing_questions(
    questionnaire: Questionnaire,
    entered: Mapping[str, Sequence[str]] | None = None,
    faults: Iterable[Fault] = (),
    only: Collection[str] | None = None,
) -> list[TypingQuestion]:
    """The questions in print order; those that cannot be typed, such as a file, keep their number and are left out."""
    entered = entered or {}
    wrong: dict[str, list[str]] = {}
    for fault in faults:
        wrong.setdefault(fault.where, []).append(" ".join(filter(None, [fault.message, fault.mend])))
    boxes: dict[str, list[TypingBox]] = {}
    for stop in typing_plan(questionnaire):
        question = questionnaire.question(stop.question)
        value = next(iter(entered.get(stop.name, ())), "")
        boxes.setdefault(stop.question, []).append(TypingBox(stop, question, value, tuple(wrong.get(stop.name, ()))))
    return [
        TypingQuestion(number, question, questionnaire.section_of(question.key).title, tuple(boxes[question.key]))
        for number, question in enumerate(questionnaire.questions, start=1)
        if question.key in boxes and (only is None or question.key in only)
    ]


def typed_fields(data: QueryDict) -> dict[str, list[str]]:
    """{typing field: posted values} of a post of the typing screen."""
    return {name[len(PREFIX) :]: values for name, values in data.lists() if name.startswith(PREFIX)}


class PaperOriginForm(forms.Form):
    """What stands on the form besides the answers, and where it came from."""

    received_on = forms.DateField(label=_("Came on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    batch = forms.CharField(label=_("Bundle"), max_length=40, required=False)
    note = forms.CharField(
        label=_("Anything odd about the form"),
        help_text=_("Torn, unreadable, written across. It stays with the answers."),
        max_length=500,
        required=False,
    )
    consent = forms.ChoiceField(
        label=_("What the form says about publishing"), choices=Consent.choices, required=False, initial=Consent.NONE
    )
    name = forms.CharField(label=_("Name on the form"), max_length=200, required=False)
    medium = forms.ChoiceField(
        label=_("Asks to be told of the outcome"), choices=[("", _("No")), *Medium.choices], required=False
    )
    address = forms.CharField(
        label=_("E-mail address, mobile number or postal address"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    scan = forms.FileField(
        label=_("A scan of the form"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ALL_ENDINGS)}),
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seconds = forms.IntegerField(min_value=0, max_value=86_400, required=False, widget=forms.HiddenInput)

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        if self.cleaned_data.get("medium") and not address:
            raise forms.ValidationError(_("Enter the address or number that they are told at."))
        return address

    def contact(self) -> ContactDetails:
        data = self.cleaned_data
        return ContactDetails(
            name=data["name"],
            medium=data["medium"],
            address=data["address"],
            wants_outcome=bool(data["medium"]),
        )

    @property
    def chosen_consent(self) -> str:
        return self.cleaned_data.get("consent") or Consent.NONE

    @property
    def more_is_open(self) -> bool:
        """Whether the folded part holds something to see."""
        folded = [self[name] for name in ("note", "consent", "name", "medium", "address", "scan")]
        empty = ("", None, Consent.NONE)
        return self.is_bound and any(field.errors or field.value() not in empty for field in folded)

    def take(self, problem: Invalid) -> None:
        """Put the faults of an action beside the fields they belong to; those of answers are shown at the questions."""
        for fault in problem.faults:
            if fault.where in self.fields:
                self.add_error(fault.where, f"{fault.message} {fault.mend}".strip())


class ShareForm(forms.ModelForm):
    class Meta:
        model = PaperSettings
        fields = ["percent"]
        widgets = {"percent": forms.NumberInput(attrs={"class": "govuk-input--width-3", "min": 0, "max": 100})}


class LedgerForm(forms.Form):
    words = forms.CharField(label=_("Reference, bundle or typist"), required=False, max_length=200)
    channel = forms.ChoiceField(label=_("How it came"), required=False, choices=[ANY, *Channel.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *ResponseState.choices])

    def narrowed(self) -> LedgerFilter:
        """What was asked; a form with a fault narrows nothing and shows the fault."""
        return LedgerFilter(**self.cleaned_data) if self.is_valid() else LedgerFilter()


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("A few words. They stay in the history."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
