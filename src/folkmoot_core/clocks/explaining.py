"""A clock that tells how it came to its dates, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from folkmoot_core.calendars import Calendar
from folkmoot_core.clocks.policy import Policy
from folkmoot_core.clocks.reckoning import Clock, Due, pause_on, unrolled_end

_DAY = timedelta(days=1)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """One day of one count: its number, or None where it does not count, and why."""

    stage: str
    limit: str
    day: date
    number: int | None
    says: str


def explain(clock: Clock, calendar: Calendar) -> tuple[ExplainedDay, ...]:
    """Every day of every limit, from day 0 to the due date, then its extensions. Spans in weeks and months are told in
    two lines, since every day of them counts."""
    return tuple(line for due in clock.dues for line in _days_of(clock.policy, due, calendar))


def _days_of(policy: Policy, due: Due, calendar: Calendar) -> Iterator[ExplainedDay]:
    def line(day: date, number: int | None, says: str) -> ExplainedDay:
        return ExplainedDay(due.stage.key, due.limit.key, day, number, says)

    yield line(due.counted_from, 0, f"Day 0: {due.because}. {due.limit.name}: {due.limit.within}.")
    if due.limit.within.unit == "working days":
        yield from _working_days(policy, due, calendar)
    if due.original is None:
        began = next(began for began, ended in due.pauses if ended is None)
        yield line(began, None, "Paused from here on. The date is set when the clock goes on.")
        return
    if due.limit.within.unit != "working days":
        for began, ended in due.pauses:
            if ended is not None and began < due.original:
                out = (ended - max(began, due.counted_from)).days
                yield line(ended, None, f"{out} days of a pause that began on {began.isoformat()} are added.")
        yield line(due.original, due.limit.within.count, f"{due.limit.within} on.{_rolled(due, calendar)}")
    for event in due.extensions:
        yield line(event.on, None, f"Extended to {event.until}.")
    if due.beyond:
        yield line(due.current or due.original, None, "Further than the policy allows without good reason.")
    if due.met_on is not None:
        late = "too early" if due.limit.earliest else "late"
        verdict = "on time" if due.on_time() else late
        yield line(due.met_on, None, f"{due.limit.met_by.capitalize()}, {verdict}.")


def _rolled(due: Due, calendar: Calendar) -> str:
    """A remark where the end fell on a day off."""
    end = unrolled_end(due.limit, due.counted_from, due.pauses, calendar)
    return f" {end} is a day off, so the next working day." if end != due.original else ""


def _working_days(policy: Policy, due: Due, calendar: Calendar) -> Iterator[ExplainedDay]:
    day, number = due.counted_from, 0
    while number < due.limit.within.count:
        day += _DAY
        pause = pause_on(day, due.pauses, policy.pauses) if policy.pauses else None
        if not calendar.is_working_day(day):
            yield ExplainedDay(due.stage.key, due.limit.key, day, None, _day_off(day, calendar))
        elif pause is not None:
            if pause[1] is None:
                return
            yield ExplainedDay(due.stage.key, due.limit.key, day, None, "Paused.")
        else:
            number += 1
            last = " The last day." if number == due.limit.within.count else ""
            yield ExplainedDay(due.stage.key, due.limit.key, day, number, f"{_WEEKDAYS[day.weekday()]}.{last}")


def _day_off(day: date, calendar: Calendar) -> str:
    holiday = calendar.holidays.get(day)
    return f"{holiday}: offices are closed." if holiday else f"{_WEEKDAYS[day.weekday()]}: not a working day."
