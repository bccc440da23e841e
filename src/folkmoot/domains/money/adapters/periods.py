"""The periods of a budget's year."""

from __future__ import annotations

from datetime import date

from folkmoot_core.indicators import parse_of_kind, span_of
from folkmoot_core.spc import Kind as PeriodKind
from folkmoot_core.spc import Period

from ..enums import Kind
from ..models import Budget


def periods_of(budget: Budget) -> tuple[Period, ...]:
    """Its months or quarters, in order."""
    return budget.financial_year.periods(PeriodKind(budget.cycle))


def period_given(text: str, kind: str, budget: Budget) -> Period | None:
    """The period that a cell or field means, within the year of the budget; None where it means none. A budget is of
    the whole year, also where nothing is written; spending may be."""
    year = budget.financial_year
    whole = parse_of_kind(text, PeriodKind.FINANCIAL_YEAR) if text.strip() else None
    if kind == Kind.BUDGET:
        return year.period if not text.strip() or whole == year.period else None
    found = parse_of_kind(text, PeriodKind(budget.cycle))
    if found is not None and year.holds(found):
        return found
    return year.period if kind == Kind.ACTUAL and whole == year.period else None


def last_day(period: Period) -> date:
    return span_of(period)[1]
