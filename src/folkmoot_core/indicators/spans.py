"""Which days a period spans, how it is written in one way only, and when its figure is due."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta

from folkmoot_core.spc import Kind, Period, parse_period

_YEARS = range(1900, 2201)


def span_of(period: Period) -> tuple[date, date]:
    """Its first and last day. A financial year begins in April."""
    number = period.number
    if period.kind is Kind.DAY:
        return date.fromordinal(number), date.fromordinal(number)
    if period.kind is Kind.WEEK:
        return date.fromordinal(number), date.fromordinal(number) + timedelta(days=6)
    if period.kind is Kind.MONTH:
        return _months(number // 12, number % 12 + 1, 1)
    if period.kind is Kind.QUARTER:
        return _months(number // 4, number % 4 * 3 + 1, 3)
    if period.kind is Kind.FINANCIAL_QUARTER:
        year, quarter = divmod(number, 4)
        return _months(year + (quarter == 3), (quarter * 3 + 3) % 12 + 1, 3)
    return _months(number, 4 if period.kind is Kind.FINANCIAL_YEAR else 1, 12)


def text_of(period: Period) -> str:
    """As we keep it: 2010-04, 2010 Q2, 2010/11 Q1, 2010, 2010/11, 2010-04-30."""
    number = period.number
    if period.kind in (Kind.DAY, Kind.WEEK):
        return date.fromordinal(number).isoformat()
    if period.kind is Kind.MONTH:
        return f"{number // 12:04}-{number % 12 + 1:02}"
    if period.kind is Kind.QUARTER:
        return f"{number // 4:04} Q{number % 4 + 1}"
    if period.kind is Kind.FINANCIAL_QUARTER:
        return f"{_financial(number // 4)} Q{number % 4 + 1}"
    return _financial(number) if period.kind is Kind.FINANCIAL_YEAR else f"{number:04}"


def parse_of_kind(text: str, kind: Kind) -> Period | None:
    """One period of an indicator that is measured by `kind`, written in our one way; None where the text is no such
    period. A day stands for the month or quarter that it is the first or last day of; a week is named by its first
    day."""
    found = parse_period(text)
    if found is None:
        return None
    if kind is Kind.FINANCIAL_YEAR and found.kind is Kind.MONTH and text.strip()[:4].isdigit():
        year, second = divmod(found.number, 12)
        # 2010-11 is November 2010, or in a column of financial years 2010/11.
        if (year + 1) % 100 == second + 1:
            found = Period(text, Kind.FINANCIAL_YEAR, year)
    if found.kind is Kind.DAY and kind is Kind.WEEK:
        found = replace(found, kind=Kind.WEEK)
    if found.kind is Kind.DAY and kind is not Kind.DAY:
        found = _around(date.fromordinal(found.number), kind)
    if found is None or found.kind is not kind or _year_of(found) not in _YEARS:
        return None
    return replace(found, text=text_of(found))


def next_period(period: Period) -> Period:
    """The one after."""
    step = 7 if period.kind is Kind.WEEK else 1
    after = replace(period, number=period.number + step)
    return replace(after, text=text_of(after))


def due_on(period: Period, lag_days: int) -> date:
    """The day by which the figure of a period should be here: so many days after its last one."""
    return span_of(period)[1] + timedelta(days=lag_days)


def _year_of(period: Period) -> int:
    if period.kind in (Kind.DAY, Kind.WEEK):
        return date.fromordinal(period.number).year
    parts = {Kind.MONTH: 12, Kind.QUARTER: 4, Kind.FINANCIAL_QUARTER: 4}
    return period.number // parts.get(period.kind, 1)


def _around(day: date, kind: Kind) -> Period | None:
    """The month, quarter or year of which the day is the first or the last."""
    if not date(_YEARS.start, 1, 1) <= day <= date(_YEARS.stop, 1, 1):
        return None
    financial = day.year - (day.month < 4)
    number = {
        Kind.MONTH: day.year * 12 + day.month - 1,
        Kind.QUARTER: day.year * 4 + (day.month - 1) // 3,
        Kind.FINANCIAL_QUARTER: financial * 4 + (day.month - 4) % 12 // 3,
        Kind.YEAR: day.year,
        Kind.FINANCIAL_YEAR: financial,
    }[kind]
    around = Period("", kind, number)
    return around if day in span_of(around) else None


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    last = year * 12 + month - 1 + length - 1
    last_year, last_month = divmod(last, 12)
    days = calendar.monthrange(last_year, last_month + 1)[1]
    return date(year, month, 1), date(last_year, last_month + 1, days)


def _financial(year: int) -> str:
    return f"{year:04}/{(year + 1) % 100:02}"
