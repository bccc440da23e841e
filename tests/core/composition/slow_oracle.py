"""The same questions answered in the plainest way, day by day and seat by seat, for the tests to hold the rules to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from folkmoot_core.composition import Seat

ONE_DAY = timedelta(days=1)


def sits(seat: Seat, day: date) -> bool:
    """By comparing what is written: 2011 and 2011-03 begin at their first day and end at their last."""
    text = day.isoformat()
    begins = "" if seat.starts is None else str(seat.starts)
    ends = "" if seat.ends is None else str(seat.ends)
    return begins <= text and (not ends or text[: len(ends)] <= ends)


def number_of(seats: Sequence[Seat], day: date, wanted: dict[str, tuple[str, ...]]) -> int:
    number = 0
    for seat in seats:
        if not seat.person or not sits(seat, day):
            continue
        if all(not values or getattr(seat, trait) in values for trait, values in wanted.items()):
            number += 1
    return number


def months_after(day: date, months: int) -> date:
    """Walk day by day until the month is right, then to the same number of the day or the month's last."""
    at = day
    for _month in range(months):
        this = (at.year, at.month)
        while (at.year, at.month) == this:
            at += ONE_DAY
    # `at` is the first of the month that is meant.
    while at.day < day.day and (at + ONE_DAY).month == at.month:
        at += ONE_DAY
    return at if months else day


def has_gap(days: Sequence[date], begins: date, ends: date, months: int) -> bool:
    """Whether some day from `begins` to `ends` is later than `months` after everything before it."""
    marks = {begins, *days}
    at = begins
    while at <= ends:
        last = max(mark for mark in marks if mark < at or mark == begins)
        if at > months_after(last, months):
            return True
        at += ONE_DAY
    return False
