"""Dates as packs write them: whole (2011-06-20), partial (2011-03, 2011) or counted from today (today+84)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_RELATIVE = re.compile(r"today(?:\s*([+-])\s*(\d{1,5}))?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month or the day, as in Popolo memberships.

    Source: ISO 8601 reduced precision, as the Popolo specification uses for `start_date` and `end_date`.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("A day needs a month.")
        date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def parse_partial(text: str) -> PartialDate | None:
    """`2011`, `2011-03` or `2011-03-07`; None for anything else, and for days that do not exist."""
    match = _PARTIAL.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return PartialDate(year or 0, month, day)
    except ValueError:
        return None


def parse_day(text: str) -> date | None:
    """A whole ISO date, `2011-06-20`; None for anything else, and for days that do not exist."""
    partial = parse_partial(text)
    return partial.first if partial is not None and partial.day is not None else None


def is_relative(text: str) -> bool:
    """Whether the text is written as days from today."""
    return _RELATIVE.fullmatch(text.strip()) is not None


def parse_relative(text: str, today: date) -> date | None:
    """`today`, `today+84` or `today-7`, counted in days from `today`; None for anything else."""
    match = _RELATIVE.fullmatch(text.strip())
    if match is None:
        return None
    sign, days = match.groups()
    try:
        return today + timedelta(days=int(f"{sign or '+'}{days or 0}"))
    except OverflowError:
        return None
