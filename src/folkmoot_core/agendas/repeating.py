"""Rows of meeting dates for a year ahead: "the second Thursday of every other month, not in August"."""

from __future__ import annotations

import calendar as months
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from folkmoot_core.calendars import Calendar, CalendarEnds

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)
_LONGEST = 200
LAST = 5


@dataclass(frozen=True, slots=True)
class Pattern:
    """`weekday` counts from Monday, 0. By month: the `turn`th (1 to 4, or `LAST`) such weekday of each `every`th month.
    By week (`turn` 0): that weekday of each `every`th week. `leave_out` are months without a meeting."""

    weekday: int
    turn: int
    every: int = 1
    leave_out: Collection[int] = ()
    on_closed: Literal["keep", "after", "leave"] = "after"


@dataclass(frozen=True, slots=True)
class Placed:
    """A date of the row, and what was done to it, in words."""

    day: date
    note: str = ""


def place_dates(pattern: Pattern, first: date, last: date, calendar: Calendar) -> list[Placed]:
    """The dates from `first` to `last`. A day on which offices are closed is kept, put off to the next working day or
    left out, as the pattern says. Beyond the calendar's span days are taken as they come, and the note says so.
    Raises ValueError for a pattern or span that makes no row."""
    if not (0 <= pattern.weekday <= 6 and 0 <= pattern.turn <= LAST and pattern.every >= 1):
        raise ValueError("Choose a weekday, which one of the month, and how often.")
    placed = []
    for day in _days(pattern, first, last):
        if day.month in pattern.leave_out:
            continue
        found = _open(day, pattern, calendar)
        if found is not None:
            placed.append(found)
        if len(placed) >= _LONGEST:
            break
    return placed


def _days(pattern: Pattern, first: date, last: date) -> Iterator[date]:
    if pattern.turn == 0:
        day = first + _DAY * ((pattern.weekday - first.weekday()) % 7)
        while day <= last:
            yield day
            day += _WEEK * pattern.every
        return
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        found = _of_month(year, month, pattern)
        if first <= found <= last:
            yield found
        month += pattern.every
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1


def _of_month(year: int, month: int, pattern: Pattern) -> date:
    if pattern.turn == LAST:
        end = date(year, month, months.monthrange(year, month)[1])
        return end - _DAY * ((end.weekday() - pattern.weekday) % 7)
    begin = date(year, month, 1)
    return begin + _DAY * ((pattern.weekday - begin.weekday()) % 7) + _WEEK * (pattern.turn - 1)


def _open(day: date, pattern: Pattern, calendar: Calendar) -> Placed | None:
    try:
        if calendar.is_working_day(day) or pattern.on_closed == "keep":
            return Placed(day)
        if pattern.on_closed == "leave":
            return None
        moved = calendar.add_working_days(day, 1)
    except CalendarEnds:
        return Placed(day, f"Bank holidays are known only to {calendar.last:%B %Y}: look at this date again.")
    return Placed(moved, f"Put off from {day.day} {day:%B}, when offices are closed.")
