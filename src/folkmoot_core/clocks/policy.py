"""A policy of deadlines as a value: stages, each with limits, and what may stop or lengthen them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from folkmoot_core.calendars import Calendar
from folkmoot_core.clocks.events import KNOWN, STOPS

Unit = Literal["working days", "days", "weeks", "months"]
# Between a stage and the number of its run; no key of a policy holds it.
_RUN = "~"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in law's units. Day 0 is the day of the event; day 1 the next (working) day.

    A month ends on the day of the same number, or on the last day of a shorter month: 31 January and one month is
    28 or 29 February (Dodds v Walker [1981] 1 WLR 1027). With `rolls`, an end on a day off moves to the next working
    day, as the Information Commissioner's Office counts.
    """

    count: int
    unit: Unit
    rolls: bool = False

    def __str__(self) -> str:
        return f"{self.count} {self.unit[:-1] if self.count == 1 else self.unit}"

    def after(self, start: date, calendar: Calendar) -> date:
        """The last day of the span that begins with `start` as day 0. Raises `CalendarEnds`."""
        if self.unit == "working days":
            return calendar.add_working_days(start, self.count)
        if self.unit == "months":
            end = _months_after(start, self.count)
        else:
            end = start + timedelta(days=self.count * (7 if self.unit == "weeks" else 1))
        return calendar.add_working_days(end - timedelta(days=1), 1) if self.rolls else end


@dataclass(frozen=True, slots=True)
class Limit:
    """Something due `within` a span after `counted_from`: the stage's beginning, or an event in it.

    Where that event has its own limit, `counted_from` is taken as no later than that limit, so that doing the first
    thing late does not buy time for the second. `restarts` are events that begin the count anew (a clarified request).
    `earliest` turns the limit round: the thing may not happen before the date (a period of notice).
    """

    key: str
    name: str
    within: Span
    counted_from: str
    met_by: str
    extension: Span | None = None
    extendable: bool = False
    restarts: tuple[str, ...] = ()
    earliest: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage begins with an event, and its limits run from there. `times`: how often a case may go through it, where a
    local policy lets a case be reopened more than once."""

    key: str
    name: str
    begins: str
    limits: tuple[Limit, ...]
    times: int = 1

    def again(self, number: int) -> Stage:
        """Its run of that number as a stage of its own, with a key that no policy can name; the first is itself."""
        if number == 1:
            return self
        return replace(self, key=f"{self.key}{_RUN}{number}", name=f"{self.name} ({number})")


def once_stage(key: str) -> str:
    """The key of the stage of which this is that of any run."""
    return key.partition(_RUN)[0]


@dataclass(frozen=True, slots=True)
class Pauses:
    """What a pause takes out of the count: the days after it began up to and with the day it ended; with
    `from_first_day`, also the day on which it began, as for a fees notice (Freedom of Information Act 2000 s10(2)).
    A pause that ends on the day it began takes out nothing. `remind_after`: how old a pause may get before somebody is
    asked whether it is still needed (None: whoever keeps the cases decides)."""

    reason: str
    from_first_day: bool = False
    remind_after: Span | None = None


@dataclass(frozen=True)
class Policy:
    """A named set of stages, its source in law or practice, its calendar, and the receipts it is meant for."""

    name: str
    title: str
    source: str
    calendar: str
    stages: tuple[Stage, ...]
    pauses: Pauses | None = None
    first: date | None = None
    last: date | None = None

    def is_for(self, received: date) -> bool:
        """Whether the policy was in force on that day."""
        return (self.first is None or self.first <= received) and (self.last is None or received <= self.last)

    @cached_property
    def begins(self) -> dict[str, Stage]:
        """The stage that each event begins."""
        return {stage.begins: stage for stage in self.stages}

    @cached_property
    def plain_kinds(self) -> frozenset[str]:
        """Those events that cannot be wrong beside others: all it listens to or everybody knows, but pauses."""
        return (self.event_kinds | frozenset(KNOWN)) - frozenset(STOPS)

    @cached_property
    def event_kinds(self) -> frozenset[str]:
        """All events that this policy listens to."""
        limits = [limit for stage in self.stages for limit in stage.limits]
        named = {kind for limit in limits for kind in (limit.met_by, *limit.restarts)}
        named |= {limit.counted_from for limit in limits if limit.counted_from != "begin"}
        return frozenset(named | {stage.begins for stage in self.stages})


def _months_after(start: date, months: int) -> date:
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(years, month + 1, min(start.day, monthrange(years, month + 1)[1]))
