"""A calendar date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from folkmoot_core.questionnaires.answers import first_line
from folkmoot_core.questionnaires.kinds.base import Abilities, FormFields, Kind, Read, wrong_shape
from folkmoot_core.values import Fault

if TYPE_CHECKING:
    from folkmoot_core.questionnaires.model import Question

PARTS = ("day", "month", "year")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_BY_START = {month[:3].casefold(): place for place, month in enumerate(_MONTHS, start=1)}
_EXAMPLE = "For example 27 3 2011."


class Date(Kind):
    """Value: an ISO 8601 date, "2011-07-08"."""

    key = "date"
    label = "Date"
    abilities = Abilities(personal=True)
    settings = frozenset({"min", "max"})

    def fields(self, question: Question) -> tuple[str, ...]:
        return (question.key, *(f"{question.key}.{part}" for part in PARTS))

    def read(self, question: Question, form: FormFields) -> Read:
        typed = {part: first_line(form.get(f"{question.key}.{part}", ())) for part in PARTS}
        if not any(typed.values()):
            return Read()
        missing = [part for part in PARTS if not typed[part]]
        if missing:
            where = f"{question.key}.{missing[0]}"
            return Read(faults=(Fault(where, f"The date must include a {' and a '.join(missing)}.", _EXAMPLE),))
        if len(typed["year"]) != 4 or not _whole(typed["year"]):
            return Read(faults=(Fault(f"{question.key}.year", "The year must have 4 figures.", _EXAMPLE),))
        day, month = _whole(typed["day"]), _month(typed["month"])
        found = _real_date(_whole(typed["year"]), month, day)
        if found is None:
            worst = "month" if not 1 <= month <= 12 else "day"
            return Read(faults=(Fault(f"{question.key}.{worst}", "This must be a real date.", _EXAMPLE),))
        return Read(found.isoformat())

    def write(self, question: Question, value: Any) -> dict[str, list[str]]:
        year, month, day = value.split("-")
        return {
            f"{question.key}.day": [str(int(day))],
            f"{question.key}.month": [str(int(month))],
            f"{question.key}.year": [year],
        }

    def check(self, question: Question, value: Any) -> Iterator[Fault]:
        found = _from_iso(value) if isinstance(value, str) else None
        if found is None:
            yield wrong_shape(question, "a real date as year-month-day, like 2011-03-27")
            return
        if question.earliest is not None and found < question.earliest:
            yield Fault(question.key, f"The date must be {_in_words(question.earliest)} or later.")
        if question.latest is not None and found > question.latest:
            yield Fault(question.key, f"The date must be {_in_words(question.latest)} or earlier.")

    def ask_for(self, question: Question) -> str:
        return "Enter a date."

    def from_cells(self, question: Question, cells: Mapping[str, str]) -> Read:
        cell = cells[question.key]
        british = _BRITISH.fullmatch(cell)
        if british:
            day, month, year = (int(part) for part in british.groups())
            found = _real_date(year, month, day)
        else:
            found = _from_iso(cell)
        if found is None:
            return Read(faults=(Fault(question.key, "This must be a real date.", "Write it as 2011-03-27."),))
        return Read(found.isoformat())

    def to_cells(self, question: Question, value: Any) -> dict[str, str]:
        return {question.key: value}


def _whole(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else 0


def _month(typed: str) -> int:
    return _BY_START.get(typed.casefold()[:3], 0) if typed.isalpha() else _whole(typed)


def _real_date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _from_iso(text: str) -> datetime.date | None:
    if not text.isascii() or not _ISO.fullmatch(text):
        return None
    return _real_date(*(int(part) for part in text.split("-")))


def _in_words(day: datetime.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
