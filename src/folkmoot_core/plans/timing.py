"""By when: a day, a month, a year, “twice a year”, “after each meeting of a board”, or simply ongoing.

Plans print such things in many ways; what we understand by them is written in one small notation, so that both stand
side by side and an officer can mend the second:

    2011-12-31 · 2011-12 · 2011                     once, by the end of it
    every 6 months from 2011-08-17 [until 2012-12-31]
    2 times in 2012                                 evenly over the year
    after each meeting of KEY [within 14 days] [until 2012-12-31]
    ongoing                                         no day; only silence is noticed

A timing gives days on which something is due (`due_days`), and the next that nothing has met (`next_due`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from folkmoot_core.packfiles import parse_partial
from folkmoot_core.values import Fault, Invalid

WITHIN_DAYS = 14
MOST = 12_000
_DATE = r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)"
_EVERY = re.compile(rf"every (\d{{1,3}}) (months?|weeks?) from {_DATE}(?: until {_DATE})?")
_TIMES = re.compile(r"(\d{1,2}) times in (\d{4})")
_MEETINGS = re.compile(rf"after each meeting of ([a-z0-9][a-z0-9_-]*)(?: within (\d{{1,3}}) days?)?(?: until {_DATE})?")
MEND = "Write a day (2011-12-31), a month, a year, “every 6 months from 2011-08-17”, “2 times in 2012”, “after each"
MEND += " meeting of KEY” or “ongoing”."


@dataclass(frozen=True, slots=True)
class Timing:
    """`form`: once, every, times, meetings, ongoing, or unknown. `months` or `weeks` between for every; `number` of
    times in the year that ends on `last`; `body` is the key of whose meetings, `within` days after each."""

    form: str
    notation: str = ""
    first: date | None = None
    last: date | None = None
    months: int = 0
    weeks: int = 0
    number: int = 0
    body: str = ""
    within: int = WITHIN_DAYS

    @property
    def repeats(self) -> bool:
        return self.form in ("every", "times", "meetings")


UNKNOWN = Timing("unknown")


def parse_timing(notation: str) -> Timing:
    """Raises Invalid (field `understood`) for what is none of the forms above; "" is not known."""
    text = " ".join(notation.split()).lower()
    if not text:
        return UNKNOWN
    if text == "ongoing":
        return Timing("ongoing", text)
    partial = parse_partial(text)
    if partial is not None:
        return Timing("once", text, partial.first, partial.last)
    try:
        found = _parse_repeating(text)
    except (ValueError, OverflowError) as problem:
        raise _unreadable(notation) from problem
    if found is None:
        raise _unreadable(notation)
    return found


def _parse_repeating(text: str) -> Timing | None:
    if match := _EVERY.fullmatch(text):
        number, unit, first, until = match.groups()
        step = int(number)
        if not step:
            return None
        months, weeks = (step, 0) if unit.startswith("month") else (0, step)
        last = _day(until) if until else None
        return Timing("every", text, _day(first, end=False), last, months=months, weeks=weeks)
    if match := _TIMES.fullmatch(text):
        number, year = int(match[1]), int(match[2])
        return Timing("times", text, date(year, 1, 1), date(year, 12, 31), number=number) if number else None
    if match := _MEETINGS.fullmatch(text):
        body, within, until = match.groups()
        last = _day(until) if until else None
        return Timing("meetings", text, last=last, body=body, within=int(within or WITHIN_DAYS))
    return None


def due_days(timing: Timing, first: date, last: date, meetings: Iterable[date] = ()) -> list[date]:
    """The days from `first` to `last`, both counted, on which something is due. `meetings`: of the timing's body."""
    match timing.form:
        case "once":
            days = [timing.last] if timing.last else []
        case "every":
            days = _steps(timing, last)
        case "times":
            days = _evenly(timing)
        case "meetings":
            days = [day + timedelta(days=timing.within) for day in sorted(set(meetings))]
        case _:
            days = []
    end = min(filter(None, (last, timing.last if timing.form != "once" else None)))
    return [day for day in days if day is not None and first <= day <= end]


def next_due(
    timing: Timing, begins: date, met: date | None, horizon: date, meetings: Iterable[date] = ()
) -> date | None:
    """The first due day after `met` (the latest that was met; None: none yet) and not before `begins`; None where no
    day until `horizon` is known. What is due once stays due whenever the plan begins."""
    if timing.form == "once":
        return timing.last if met is None else None
    days = due_days(timing, begins, horizon, meetings)
    return next((day for day in days if met is None or day > met), None)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month; never beyond the calendar."""
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    if year >= date.max.year:
        return date.max
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _steps(timing: Timing, last: date) -> list[date]:
    """From one step after the first day."""
    days: list[date] = []
    if timing.first is None:
        return days
    for place in range(1, MOST):
        step = _step(timing.first, timing, place)
        if step > last or step == date.max:
            break
        days.append(step)
    return days


def _step(first: date, timing: Timing, place: int) -> date:
    if timing.months:
        return add_months(first, timing.months * place)
    ahead = timedelta(weeks=timing.weeks * place)
    return first + ahead if ahead <= date.max - first else date.max


def _evenly(timing: Timing) -> list[date]:
    """The ends of as many equal parts of the year."""
    if timing.first is None or timing.last is None:
        return []
    length = (timing.last - timing.first).days + 1
    return [timing.first + timedelta(days=length * place // timing.number - 1) for place in range(1, timing.number + 1)]


def _day(text: str, *, end: bool = True) -> date:
    partial = parse_partial(text)
    if partial is None:
        raise ValueError(text)
    return partial.last if end else partial.first


def _unreadable(notation: str) -> Invalid:
    return Invalid([Fault("understood", f"“{notation[:80]}” is no timing that can be understood.", MEND)])
