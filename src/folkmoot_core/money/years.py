"""The financial year of a council, twelve months from 1 April (Local Government Finance Act 1992, section 69), with its
months and quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from folkmoot_core.indicators.spans import parse_of_kind, span_of, text_of
from folkmoot_core.spc import Kind, Period

MONTHS, QUARTERS = 12, 4


@dataclass(frozen=True, slots=True)
class FinancialYear:
    """`begins`: the calendar year of its first day."""

    begins: int

    @property
    def text(self) -> str:
        """2011/12."""
        return self.period.text

    @property
    def period(self) -> Period:
        return _written(Kind.FINANCIAL_YEAR, self.begins)

    @property
    def first(self) -> date:
        return date(self.begins, 4, 1)

    @property
    def last(self) -> date:
        return date(self.begins + 1, 3, 31)

    def periods(self, kind: Kind) -> tuple[Period, ...]:
        """Its months or its quarters, in order."""
        if kind is Kind.MONTH:
            return tuple(_written(kind, self.begins * 12 + 3 + month) for month in range(MONTHS))
        return tuple(_written(Kind.FINANCIAL_QUARTER, self.begins * 4 + quarter) for quarter in range(QUARTERS))

    def holds(self, period: Period) -> bool:
        first, last = span_of(period)
        return self.first <= first and last <= self.last

    def through(self, quarter: int) -> date:
        """The last day of a quarter from 1 to 4; the first day of the year for 0, the budget before anything is
        spent."""
        return self.first if quarter == 0 else span_of(self.periods(Kind.FINANCIAL_QUARTER)[quarter - 1])[1]


def read_year(text: str) -> FinancialYear | None:
    """2011/12 or 2011-12; None for what is no financial year."""
    found = parse_of_kind(text.strip(), Kind.FINANCIAL_YEAR)
    return FinancialYear(found.number) if found else None


def _written(kind: Kind, number: int) -> Period:
    return Period(text_of(Period("", kind, number)), kind, number)
