"""Whole months before a day."""

from __future__ import annotations

from datetime import date, timedelta

from folkmoot_core.calendars import national
from folkmoot_core.clocks import Span


def months_after(day: date, months: int) -> date:
    """As law counts them: the day of the same number, or the last of a shorter month (`clocks.Span`)."""
    return Span(months, "months").after(day, national())


def latest_start(end: date, months: int) -> date:
    """The last day on which `months` can begin that are over on `end`."""
    day = end - timedelta(days=28 * months)
    while months_after(day, months) > end:
        day -= timedelta(days=1)
    return day
