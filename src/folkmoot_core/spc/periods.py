"""The periods of a series, as people write them: days, weeks, months, quarters and years, calendar or financial.

A financial year is written 2010/11 and runs from April to March, as in English local government.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

HOW_TO_WRITE = "Write it like 2010-04, 2010-04-30, April 2010, 2010 Q2, 2010/11 Q1, 2010 or 2010/11."
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT = {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}


class Kind(StrEnum):
    """What a period is, and so what its number counts."""

    DAY = "day"  # days since 1 January of year 1
    WEEK = "week"  # a day, in a series that steps by sevens; numbered as days
    MONTH = "month"  # months since year 0
    QUARTER = "quarter"  # quarters since year 0
    FINANCIAL_QUARTER = "financial quarter"
    YEAR = "year"
    FINANCIAL_YEAR = "financial year"  # the year in which it begins


@dataclass(frozen=True, slots=True)
class Period:
    """One period: as it was written, its kind, and its number among those of its kind."""

    text: str
    kind: Kind
    number: int

    @property
    def name(self) -> str:
        """For a sentence: April 2010, 1 April 2010, week of 4 April 2010; the rest as written."""
        if self.kind is Kind.MONTH:
            year, month = divmod(self.number, 12)
            return f"{calendar.month_name[month + 1]} {year}"
        if self.kind in (Kind.DAY, Kind.WEEK):
            day = date.fromordinal(self.number)
            words = f"{day.day} {calendar.month_name[day.month]} {day.year}"
            return f"the week of {words}" if self.kind is Kind.WEEK else words
        return self.text

    @property
    def month_of_year(self) -> int | None:
        """Where in its year a month or quarter lies, from 0; None for other kinds."""
        if self.kind is Kind.MONTH:
            return self.number % 12
        return self.number % 4 if self.kind in (Kind.QUARTER, Kind.FINANCIAL_QUARTER) else None


def parse_period(text: str) -> Period | None:
    """One period by itself; None where the text is none. `2010-11` is November 2010 (see `parse_periods`)."""
    squeezed = re.sub(r"\s+", " ", text.strip())
    for pattern, build in _WAYS:
        found = pattern.fullmatch(squeezed)
        if found:
            made = build(*found.groups())
            if made is not None and made[1] > 0:
                return Period(text.strip(), *made)
    return None


def parse_periods(texts: Sequence[str]) -> list[Period | None]:
    """The periods of a whole column, read together, since its other rows say what `2010-11` means (a month, or in a
    column of 2008-09, 2009-10, 2010-11 a financial year) and whether dates stand for months or weeks."""
    if len(texts) > 1 and all(_is_hyphened_year(text.strip()) for text in texts):
        return [Period(text.strip(), Kind.FINANCIAL_YEAR, int(text.strip()[:4])) for text in texts]
    periods = [parse_period(text) for text in texts]
    known = [period for period in periods if period is not None]
    if len(known) < 2 or any(period.kind is not Kind.DAY for period in known):
        return periods
    days = [date.fromordinal(period.number) for period in known]
    if _stand_for_months(days):
        return [_as_month(period) if period else None for period in periods]
    steps = {later.number - earlier.number for earlier, later in pairwise(known)}
    if all(step and step % 7 == 0 for step in steps):
        return [replace(period, kind=Kind.WEEK) if period else None for period in periods]
    return periods


def usual_step(periods: Sequence[Period]) -> int:
    """By how much the number goes up from one period to the next, most often; the smaller where two tie."""
    steps = Counter(later.number - earlier.number for earlier, later in pairwise(periods))
    return min(steps, key=lambda step: (-steps[step], step), default=1)


def gaps(periods: Sequence[Period]) -> list[tuple[Period, Period, int]]:
    """Where periods are missing: the one before, the one after, and how many."""
    step = usual_step(periods)
    return [
        (earlier, later, (later.number - earlier.number) // step - 1)
        for earlier, later in pairwise(periods)
        if later.number - earlier.number >= 2 * step
    ]


def find_period(text: str, periods: Sequence[Period]) -> int | None:
    """Which of the periods is meant: as it is written there, or in other words (`2010-04` for 1 April 2010)."""
    for index, period in enumerate(periods):
        if period.text == text.strip():
            return index
    wanted = parse_period(text)
    if wanted is None:
        return None
    same = [wanted, _as_month(wanted)] if wanted.kind is Kind.DAY else [wanted]
    kinds = {(each.kind, each.number) for each in same}
    if wanted.kind is Kind.DAY:
        kinds.add((Kind.WEEK, wanted.number))
    return next((index for index, period in enumerate(periods) if (period.kind, period.number) in kinds), None)


def _as_month(period: Period) -> Period:
    day = date.fromordinal(period.number)
    return replace(period, kind=Kind.MONTH, number=day.year * 12 + day.month - 1)


def _stand_for_months(days: Sequence[date]) -> bool:
    """All on the same day of the month, or all on the last one; and no month twice."""
    same = len({day.day for day in days}) == 1
    last = all((day + timedelta(days=1)).day == 1 for day in days)
    return (same or last) and len({(day.year, day.month) for day in days}) == len(days)


def _is_hyphened_year(text: str) -> bool:
    found = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
    return found is not None and (int(text[:4]) + 1) % 100 == int(text[5:])


_Made = tuple[Kind, int] | None


def _day(year: str, month: str, day: str) -> _Made:
    try:
        return Kind.DAY, date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return None


def _month(year: str, month: str) -> _Made:
    return (Kind.MONTH, int(year) * 12 + int(month) - 1) if 1 <= int(month) <= 12 else None


def _named_month(name: str, year: str) -> _Made:
    number = _MONTHS.get(name.casefold()) or _SHORT.get(name.casefold())
    whole = year if len(year) == 4 else f"20{year}"
    return (Kind.MONTH, int(whole) * 12 + number - 1) if number else None


def _quarter(year: str, quarter: str) -> _Made:
    return Kind.QUARTER, int(year) * 4 + int(quarter) - 1


def _quarter_first(quarter: str, year: str) -> _Made:
    return _quarter(year, quarter)


def _follows(year: str, second: str) -> bool:
    return (int(year) + 1) % (100 if len(second) == 2 else 10_000) == int(second)


def _financial_quarter(year: str, second: str, quarter: str) -> _Made:
    return (Kind.FINANCIAL_QUARTER, int(year) * 4 + int(quarter) - 1) if _follows(year, second) else None


def _financial_quarter_first(quarter: str, year: str, second: str) -> _Made:
    return _financial_quarter(year, second, quarter)


def _financial_year(year: str, second: str) -> _Made:
    return (Kind.FINANCIAL_YEAR, int(year)) if _follows(year, second) else None


def _year(year: str) -> _Made:
    return Kind.YEAR, int(year)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII | re.IGNORECASE)


_WAYS: tuple[tuple[re.Pattern[str], Callable[..., _Made]], ...] = (
    (_pattern(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?"), _day),
    (_pattern(r"(\d{4})-(\d{2})"), _month),
    (_pattern(r"([a-z]{3,9})\.?[ -](\d{4}|\d{2})"), _named_month),
    (_pattern(r"(\d{4})[ -]?Q([1-4])"), _quarter),
    (_pattern(r"Q([1-4])[ -](\d{4})"), _quarter_first),
    (_pattern(r"(\d{4})[/-](\d{2}|\d{4})[ -]?Q([1-4])"), _financial_quarter),
    (_pattern(r"Q([1-4])[ -](\d{4})[/-](\d{2}|\d{4})"), _financial_quarter_first),
    (_pattern(r"(\d{4})[/-](\d{2}|\d{4})"), _financial_year),
    (_pattern(r"(\d{4})"), _year),
)
