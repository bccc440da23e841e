"""Working days and clear days, counted on dates only: no clock and no office hours.

Source of the counting: day 0 is the day something is received, day 1 the next working day, as in the Freedom of
Information Act 2000 s10(1) ("not later than the twentieth working day following the date of receipt") and the Local
Government and Social Care Ombudsman's Complaint Handling Code. Dates are local dates (see `local_days`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from types import MappingProxyType

_DAY = timedelta(days=1)
_SATURDAY = 5  # date.weekday()


class CalendarEnds(LookupError):
    """A count ran out of the days for which the holidays are known, so its result would be a guess."""

    def __init__(self, calendar: Calendar, day: str) -> None:
        self.calendar = calendar.name
        self.first = calendar.first
        self.last = calendar.last
        super().__init__(
            f"The calendar '{calendar.name}' knows its holidays from {calendar.first} to {calendar.last}, and {day} "
            "lies outside. Add the holidays of that year to the calendar."
        )


@dataclass(frozen=True)
class Calendar:
    """The days on which offices are closed besides Saturdays and Sundays, and the span for which they are known.

    Without `first` and `last` the span is the whole years from the first holiday to the last.
    Raises ValueError without any holiday and without a span, or if a holiday lies outside the span.
    """

    holidays: Mapping[date, str] = field(hash=False)
    name: str
    first: date = field(default=date.max)
    last: date = field(default=date.min)

    def __post_init__(self) -> None:
        days = sorted(map(_plain, self.holidays))
        if not days and (self.first == date.max or self.last == date.min):
            raise ValueError(f"The calendar '{self.name}' has no holidays and no span. Give it its first and last day.")
        first = date(days[0].year, 1, 1) if self.first == date.max else _plain(self.first)
        last = date(days[-1].year, 12, 31) if self.last == date.min else _plain(self.last)
        outside = [day for day in days if not first <= day <= last]
        if outside or first > last:
            raise ValueError(
                f"The calendar '{self.name}' runs from {first} to {last}, which leaves out "
                f"{outside[0] if outside else 'every day'}. Widen its span."
            )
        object.__setattr__(self, "holidays", MappingProxyType({day: self.holidays[day] for day in days}))
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open. Raises `CalendarEnds` outside the span."""
        if not self.first <= _plain(day) <= self.last:
            raise CalendarEnds(self, day.isoformat())
        return day.weekday() < _SATURDAY and day not in self.holidays

    def add_working_days(self, start: date, days: int) -> date:
        """The day that is `days` working days after `start` (before it, if negative); `start` itself for 0.

        Raises `CalendarEnds` if the count leaves the span.
        """
        before, open_days, first_ordinal = self._table
        first = _plain(start).toordinal() - first_ordinal
        if 0 <= first < len(before) - 1:
            if not days:
                return start
            # The open days up to and with `start`, or up to the day before it when counting back.
            place = before[first + 1] + days - 1 if days > 0 else before[first] + days
            if 0 <= place < len(open_days):
                return open_days[place]
        raise CalendarEnds(self, f"{abs(days)} working days {'after' if days > 0 else 'before'} {start}")

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days `end` lies after `start`: those after `start`, up to and with `end`.

        Negative where `end` comes first, so that it undoes `add_working_days`. Raises `CalendarEnds` outside the span.
        """
        before = self._table[0]
        from_, to = self._place(start, str(start)), self._place(end, str(end))
        return before[to + 1] - before[from_ + 1] if to >= from_ else before[to] - before[from_]

    def clear_days_before(self, meeting: date, days: int, *, working: bool = True) -> date:
        """The last day to publish so that `days` clear days lie between publishing and the meeting.

        Clear days leave out the day of publishing and the day of the meeting. With `working`, only working days count
        and the day of publishing is one too; without it every day counts, as a body's own rules may have it.
        Source: Local Government Act 1972 s100B(3), five clear days for agenda and reports; SI 2012/2089 regulation 9,
        28 clear days for key decisions. Raises ValueError for negative `days`, `CalendarEnds` outside the span.
        """
        if days < 0:
            raise ValueError(f"Clear days cannot be {days}. Give 0 or more.")
        if working:
            return self.add_working_days(meeting, -(days + 1))
        return _plain(meeting) - (days + 1) * _DAY

    def joined(self, other: Calendar, name: str) -> Calendar:
        """A calendar on which a day is a holiday if it is one in either, for the days both know.

        For laws that count a holiday in any part of the United Kingdom (Freedom of Information Act 2000 s10(6)).
        """
        first, last = max(self.first, other.first), min(self.last, other.last)
        both = {**other.holidays, **self.holidays}
        return Calendar({day: title for day, title in both.items() if first <= day <= last}, name, first, last)

    def with_closures(self, closures: Mapping[date, str]) -> Calendar:
        """The same calendar with more days off: late proclamations, or an office's own closures."""
        return Calendar({**closures, **self.holidays}, self.name, self.first, self.last)

    @cached_property
    def _table(self) -> tuple[list[int], list[date], int]:
        """For each day of the span how many open days lie before it (and one more entry, for all of them); those open
        days; and the ordinal of the first day. A hundred thousand clocks are counted without walking the days."""
        before: list[int] = []
        open_days: list[date] = []
        first = self.first.toordinal()
        for day in map(date.fromordinal, range(first, self.last.toordinal() + 1)):
            before.append(len(open_days))
            if day.weekday() < _SATURDAY and day not in self.holidays:
                open_days.append(day)
        before.append(len(open_days))
        return before, open_days, first

    def _place(self, day: date, asked: str) -> int:
        """Which day of the span it is, from 0. Raises `CalendarEnds`."""
        before, _open_days, first = self._table
        place = _plain(day).toordinal() - first
        if not 0 <= place < len(before) - 1:
            raise CalendarEnds(self, asked)
        return place


def _plain(day: date) -> date:
    # A datetime is a date to Python, but never equals one, so it would miss every holiday in silence.
    if type(day) is date:
        return day
    if isinstance(day, datetime):
        raise TypeError("Working days are counted on dates. Turn the instant into a local date first.")
    return day
