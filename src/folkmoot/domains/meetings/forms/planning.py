"""What a clerk fills in to plan, alter, move and cancel meetings."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults
from folkmoot.ground.bodies.models import Organisation, Person
from folkmoot_core.agendas import Pattern
from folkmoot_core.agendas.repeating import LAST

from ..enums import DaysCounted, MeetingState, Numbering
from ..models import Meeting, MeetingRules
from .fields import day_field, lines_field, time_field

TURNS = (
    (1, _("The first of the month")), (2, _("The second of the month")), (3, _("The third of the month")),
    (4, _("The fourth of the month")), (LAST, _("The last of the month")), (0, _("By weeks, not by months")),
)  # fmt: skip
ON_CLOSED = (
    ("after", _("Put it off to the next working day")),
    ("leave", _("Leave that meeting out")),
    ("keep", _("Keep the date")),
)
LONGEST_YEARS = 3


class PatternForm(TakesFaults, forms.Form):
    """A row of dates: by a rule, by hand, or both."""

    weekday = forms.TypedChoiceField(label=_("Day"), choices=list(WEEKDAYS.items()), coerce=int, initial=3)
    turn = forms.TypedChoiceField(label=_("Which one"), choices=TURNS, coerce=int, initial=2)
    every = forms.IntegerField(
        label=_("Every how many months or weeks"), min_value=1, max_value=52, initial=2,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )  # fmt: skip
    first = day_field(_("From"))
    last = day_field(_("To"))
    leave_out = forms.TypedMultipleChoiceField(
        label=_("Months without a meeting"), choices=list(MONTHS.items()), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    on_closed = forms.ChoiceField(label=_("If offices are closed that day"), choices=ON_CLOSED, initial="after")
    starts_at = time_field(_("Starts at"))
    venue = forms.CharField(label=_("Place"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The row ends before it begins."))
        elif first and last and (last - first).days > 366 * LONGEST_YEARS:
            self.add_error("last", _("Plan up to three years at once."))
        return cleaned

    def pattern(self) -> Pattern:
        held = self.cleaned_data
        return Pattern(
            weekday=held["weekday"], turn=held["turn"], every=held["every"],
            leave_out=frozenset(held["leave_out"]), on_closed=held["on_closed"],
        )  # fmt: skip


class ChosenDatesForm(forms.Form):
    """The dates that were ticked among those proposed, and one more by hand."""

    days = forms.MultipleChoiceField(required=False)
    one_more = day_field(_("One more date"), required=False)
    starts_at = time_field(_("Starts at"))
    venue = forms.CharField(max_length=200, required=False)
    state = forms.ChoiceField(
        label=_("How sure are they?"),
        choices=[
            (MeetingState.TENTATIVE.value, _("Planned: only you and members see them")),
            (MeetingState.CONFIRMED.value, _("Confirmed: everybody sees them")),
        ],
        initial=MeetingState.TENTATIVE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, offered: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [(day.isoformat(), day.isoformat()) for day in offered]  # type: ignore[attr-defined]

    def chosen(self) -> list[date]:
        days = [date.fromisoformat(day) for day in self.cleaned_data["days"]]
        return [*days, *([self.cleaned_data["one_more"]] if self.cleaned_data["one_more"] else [])]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("days") and not cleaned.get("one_more"):
            self.add_error("days", _("Tick at least one date."))
        return cleaned


class MeetingForm(TakesFaults, forms.ModelForm):
    webcast_url = forms.URLField(
        label=_("Address of the webcast"), max_length=500, required=False, assume_scheme="https"
    )
    captions_url = forms.URLField(
        label=_("Address of its captions or transcript"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = Meeting
        fields = [
            "name",
            "ends_at",
            "chair",
            "contact",
            "is_public",
            "is_special",
            "webcast_url",
            "captions_url",
            "note",
        ]
        labels = {
            "chair": _("In the chair"),
            "contact": _("Whom to ask"),
            "is_public": _("Open to the public"),
            "is_special": _("Outside the usual row of meetings"),
        }
        help_texts = {"contact": _("Name, telephone and e-mail, as everybody may read them.")}
        widgets = {
            "ends_at": forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "govuk-input--width-5"}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Person.objects.filter(memberships__organisation=self.instance.body_id)
        self.fields["chair"].queryset = seats.distinct()  # type: ignore[attr-defined]


class MoveForm(TakesFaults, forms.Form):
    date = day_field(_("New date"))
    starts_at = time_field(_("Starts at"))
    venue = forms.CharField(label=_("Place"), max_length=200, required=False)
    reason = forms.CharField(
        label=_("Why?"), max_length=500, required=False, help_text=_("Everybody who has the date reads this.")
    )
    anyway = forms.BooleanField(label=_("Move it although diaries clash"), required=False)


class ReasonForm(TakesFaults, forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=500,
        help_text=_("Everybody reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RulesForm(TakesFaults, forms.Form):
    """How a body calls its meetings."""

    clear_days = forms.IntegerField(
        label=_("Clear days between publishing and meeting"), min_value=0, max_value=60, initial=5,
        help_text=_("Councils: five, by the Local Government Act 1972, section 100B."),
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )  # fmt: skip
    days_counted = forms.ChoiceField(label=_("Which days count"), choices=DaysCounted.choices, widget=forms.RadioSelect)
    law_binds = forms.BooleanField(
        label=_("This body is bound by the Act"), required=False,
        help_text=_("If not, the days above are its own rule."),
    )  # fmt: skip
    takes_key_decisions = forms.BooleanField(
        label=_("This body is a council's executive and takes key decisions"), required=False,
        help_text=_("Its items can then have notices of 28 days (SI 2012/2089), and the forward plan shows them."),
    )  # fmt: skip
    numbering = forms.ChoiceField(label=_("Numbers of items"), choices=Numbering.choices, widget=forms.RadioSelect)
    sections = lines_field(
        _("Sections"), 4, help_text=_("One a line: its letter, then its title, such as “A Committee business”.")
    )
    standing = lines_field(
        _("What stands on every agenda"), 7,
        help_text=_("One a line. With sections, begin with the letter, such as “A Apologies”."),
    )  # fmt: skip
    usual_time = time_field(_("Usual time"))
    usual_venue = forms.CharField(label=_("Usual place"), max_length=200, required=False)

    @classmethod
    def begins(cls, rules: MeetingRules, standing: list[tuple[str, str]]) -> dict[str, Any]:
        return {
            "clear_days": rules.clear_days,
            "days_counted": rules.days_counted,
            "law_binds": rules.law_binds,
            "takes_key_decisions": rules.takes_key_decisions,
            "numbering": rules.numbering,
            "sections": "\n".join(f"{letter} {title}" for letter, title in rules.sections),
            "standing": "\n".join(f"{section} {title}".strip() for section, title in standing),
            "usual_time": rules.usual_time,
            "usual_venue": rules.usual_venue,
        }

    def clean_sections(self) -> list[list[str]]:
        found = []
        for line in self.cleaned_data["sections"].splitlines():
            letter, _space, title = line.strip().partition(" ")
            if not letter:
                continue
            if len(letter) > 2 or not letter.isalpha() or not title.strip():
                raise ValidationError(_("“%(line)s” is not a letter and a title."), params={"line": line[:60]})
            found.append([letter.upper(), title.strip()[:120]])
        if len({letter for letter, _title in found}) != len(found):
            raise ValidationError(_("A letter stands twice."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("numbering") == Numbering.SECTIONS and not cleaned.get("sections") and "sections" in cleaned:
            self.add_error("sections", _("Name the sections, or number in one row."))
        cleaned["standing_items"] = self._standing(cleaned)
        return cleaned

    def _standing(self, cleaned: dict[str, Any]) -> list[tuple[str, str]]:
        letters = {letter for letter, _title in cleaned.get("sections") or []}
        by_section = cleaned.get("numbering") == Numbering.SECTIONS
        found = []
        for line in map(str.strip, (cleaned.get("standing") or "").splitlines()):
            if not line:
                continue
            letter, _space, title = line.partition(" ")
            if not by_section:
                found.append(("", line))
            elif letter.upper() in letters and title.strip():
                found.append((letter.upper(), title.strip()))
            else:
                self.add_error("standing", _("“%(line)s” begins with no section.") % {"line": line[:60]})
        return found


class BodyChoiceForm(forms.Form):
    body = forms.ModelChoiceField(label=_("Body"), queryset=Organisation.objects.none(), to_field_name="key")
