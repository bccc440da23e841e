"""Reporting years that begin in any month, and their quarters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from folkmoot_core.values import Fault, Invalid

APRIL = 4
QUARTERS = (1, 2, 3, 4)
_KEY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-q([1-4]))?")


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` to `last`, both included. `quarter` 0: the whole year that begins in the calendar year `year`."""

    year: int
    quarter: int
    first: date
    last: date

    @property
    def name(self) -> str:
        """2010/11, 2010/11 Q1; a year that is the calendar's: 2010."""
        whole = f"{self.year}" if self.first.month == 1 and self._starts == 1 else f"{self.year}/{self._next:02d}"
        return f"{whole} Q{self.quarter}" if self.quarter else whole

    @property
    def key(self) -> str:
        """For addresses: 2010-11, 2010-11-q1."""
        return self.name.lower().replace("/", "-").replace(" ", "-")

    @property
    def _next(self) -> int:
        return (self.year + 1) % 100

    @property
    def _starts(self) -> int:
        """The month in which the year begins."""
        return (self.first.month - 1 - 3 * max(self.quarter - 1, 0)) % 12 + 1

    def before(self, years: int = 1) -> Span:
        """The same span so many years earlier."""
        start = self._starts
        return quarter_of(self.year - years, self.quarter, start) if self.quarter else year_of(self.year - years, start)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def year_of(year: int, starts: int = APRIL) -> Span:
    """The reporting year that begins in the calendar year `year`."""
    last = date(year + 1, starts, 1) - timedelta(days=1)
    return Span(year, 0, date(year, starts, 1), last)


def quarter_of(year: int, quarter: int, starts: int = APRIL) -> Span:
    """Quarter 1 to 4 of it."""
    return Span(year, quarter, _month(year, starts + 3 * (quarter - 1)), _month(year, starts + 3 * quarter, -1))


def quarters_in(year: int, starts: int = APRIL) -> tuple[Span, ...]:
    return tuple(quarter_of(year, quarter, starts) for quarter in QUARTERS)


def year_holding(day: date, starts: int = APRIL) -> Span:
    return year_of(day.year if day.month >= starts else day.year - 1, starts)


def read_span(key: str, starts: int = APRIL) -> Span:
    """2010-11, 2010-11-q1 (or 2010, where years begin in January). Raises Invalid."""
    found = _KEY.fullmatch(key.strip().lower().replace("/", "-").replace(" ", "-"))
    if found is not None and 1 < int(found[1]) < date.max.year:
        year = int(found[1])
        span = quarter_of(year, int(found[3]), starts) if found[3] else year_of(year, starts)
        if span.key == found[0]:
            return span
    example = year_of(2010, starts)
    mend = f"Write a year as {example.key}, or a quarter as {quarter_of(2010, 1, starts).key}."
    raise Invalid([Fault("period", f"“{key[:40]}” is no reporting year or quarter.", mend)])


def _month(year: int, month: int, days: int = 0) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) + timedelta(days=days)
