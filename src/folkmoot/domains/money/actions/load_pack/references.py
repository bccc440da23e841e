"""What cells name: bodies, budgets and their lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from folkmoot_core.packfiles import Row
from folkmoot_core.values import Invalid

from ...models import Budget, Line

Found = TypeVar("Found")
ORGANISATIONS, BUDGETS, LINES = "bodies/organisations.csv", "money/budgets.csv", "money/lines.csv"


def named(row: Row, column: str, known: Mapping[str, Found], file: str) -> Found | None:
    """What the cell names; None with a fault where there is no such thing, None for an empty cell."""
    key = row.text(column, 120)
    if key and key not in known:
        row.fault(column, _("'%(key)s' is not in %(file)s.") % {"key": key, "file": file}, _("Add it or mend the key."))
    return known.get(key)


def all_budgets() -> dict[str, Budget]:
    return {each.key: each for each in Budget.objects.select_related("body", "keeper")}


def all_lines() -> dict[tuple[str, str], Line]:
    """{(key of the budget, key of the line): the line}."""
    rows = Line.objects.select_related("budget__body", "budget__keeper")
    return {(each.budget.key, each.key): each for each in rows}


def line_in(row: Row, column: str, budget: Budget | None, lines: Mapping[tuple[str, str], Line]) -> Line | None:
    """The line of the budget that the cell names."""
    if budget is None:
        return None
    return named(row, column, {key: line for (of, key), line in lines.items() if of == budget.key}, LINES)


def told_by(row: Row, problem: Invalid) -> None:
    """What an action refused, as faults of the row."""
    for fault in problem.faults:
        row.fault(fault.where, fault.message, fault.mend)
