"""Cells of a file as amounts: the same reading for a file that an officer sends and for a pack."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from folkmoot_core.money import Amounts, Unit
from folkmoot_core.packfiles import Row
from folkmoot_core.spc import Period
from folkmoot_core.values import Invalid

from ..enums import Kind
from ..models import Budget
from .periods import period_given, periods_of
from .words import pence_of, posts_of

THREE = ("gross", "income", "net")


def three_in(row: Row, unit: Unit) -> Amounts:
    """Gross, income and net of a row; what is no figure is a fault of its cell."""
    gross, income, net = (pounds_in(row, name, unit) for name in THREE)
    return Amounts(gross, income, net)


def pounds_in(row: Row, column: str, unit: Unit) -> int | None:
    """Pence of a cell; None where it is empty, or with a fault where it is no figure."""
    try:
        return pence_of(row.text(column, 60), unit, column)
    except Invalid as problem:
        row.fault(column, problem.faults[0].message, problem.faults[0].mend)
        return None


def unit_in(row: Row, budget: Budget) -> Unit:
    """The unit that the row names, or that of the budget."""
    return Unit(row.choice("unit", [each.value for each in Unit]) or budget.unit)


def kind_in(row: Row) -> str:
    """Spending where the cell is empty; "" with a fault for no kind."""
    kind = row.text("kind", 20).casefold() or str(Kind.ACTUAL)
    if kind not in Kind.values:
        row.fault("kind", _("This is no kind of amount."), _("Use one of: %s.") % ", ".join(Kind.values))
        return ""
    return kind


def period_in(row: Row, kind: str, budget: Budget) -> Period | None:
    """The period of a row within the budget's year; None with a fault where it means none."""
    found = period_given(row.text("period", 40), kind, budget)
    if found is None:
        example = periods_of(budget)[0].text
        words = {"kind": budget.get_cycle_display(), "year": budget.financial_year.text}
        message = _("This budget is of %(year)s, told by: %(kind)s.") % words
        row.fault("period", message, _("Write a period such as %(example)s.") % {"example": example})
    return found


def posts_in(row: Row, column: str) -> Decimal | None:
    """Full-time equivalents: 118.15. None where the cell is empty, or with a fault."""
    try:
        return posts_of(row.text(column, 20), column)
    except Invalid as problem:
        row.fault(column, problem.faults[0].message, problem.faults[0].mend)
        return None
