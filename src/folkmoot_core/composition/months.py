"""Months on the calendar, and how the law counts them.

Source: a period of months ends on the day of the month that bears the same number, or the last day of a shorter month
(the corresponding date rule: Dodds v Walker [1981] 1 WLR 1027).
"""

from __future__ import annotations

import calendar
from datetime import date


def months_after(day: date, months: int) -> date:
    """The corresponding date so many months later (or earlier, with a negative number).

    >>> months_after(date(2011, 12, 31), 2)
    datetime.date(2012, 2, 29)
    """
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if not date.min.year <= year <= date.max.year:
        # No calendar goes further; a day typed as 9999-12-31 means “never”.
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def leaving_day(notice: date, months: int) -> date:
    """The first day on which somebody who gave notice on `notice` may leave."""
    return months_after(notice, months)
