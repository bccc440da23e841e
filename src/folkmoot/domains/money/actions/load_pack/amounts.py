"""Load `amounts.csv` and `changes.csv`."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report, Row, read_csv
from folkmoot_core.values import Invalid

from ...adapters.rows import kind_in, period_in, pounds_in, three_in, unit_in
from ...enums import Route
from ...models import BudgetChange, Line
from ..amounts import Given, enter_amounts
from ..changing import Moved, change_budget, explain
from .references import BUDGETS, all_budgets, all_lines, line_in, named, told_by


def load_amounts(path: Path, report: Report, by: Actor) -> int:
    columns = ("budget", "line", "kind")
    optional = ("period", "gross", "income", "net", "unit", "source", "reason", "explanation")
    rows = read_csv(path, report, columns, optional, unique=("budget", "line", "kind", "period"))
    budgets, lines = all_budgets(), all_lines()
    read = [
        (row, given)
        for row in rows
        if (given := _given(row, line_in(row, "line", named(row, "budget", budgets, BUDGETS), lines)))
    ]
    if not report.ok:
        return len(rows)
    try:
        enter_amounts(given=[given for _row, given in read], route=Route.PACK, by=by)
    except Invalid as problem:
        for fault in problem.faults:
            read[fault.line or 0][0].fault(fault.where, fault.message, fault.mend)
        return len(rows)
    for row, given in read:
        if words := row.text("explanation", 3000):
            explain(line=given.line, period=given.period, words=words, by=by)
    return len(rows)


def _given(row: Row, line: Line | None) -> Given | None:
    kind = kind_in(row)
    if line is None or not kind:
        return None
    period, amounts = period_in(row, kind, line.budget), three_in(row, unit_in(row, line.budget))
    reason = row.text("reason", 300) or _("The pack of data has another amount now.")
    if period is None:
        return None
    return Given(line, kind, period, amounts, reason, row.text("source", 300))


def load_changes(path: Path, report: Report, by: Actor) -> int:
    rows = read_csv(path, report, ("budget", "title", "reason", "on", "gross"), ("income", "out_of", "into", "unit"))
    budgets, lines = all_budgets(), all_lines()
    known = {
        (each.budget_id, each.title, each.on, each.out_of_id, each.into_id, each.gross, each.income)
        for each in BudgetChange.objects.all()
    }
    for row in rows:
        budget = named(row, "budget", budgets, BUDGETS)
        out_of, into = line_in(row, "out_of", budget, lines), line_in(row, "into", budget, lines)
        on = row.date("on")
        if budget is None or on is None:
            continue
        unit = unit_in(row, budget)
        gross, income = pounds_in(row, "gross", unit), pounds_in(row, "income", unit) or 0
        if gross is None or not report.ok:
            continue
        moved = Moved(row.text("title", 200), row.text("reason", 5000), on, gross, income, out_of, into)
        pks = (out_of.pk if out_of else None, into.pk if into else None)
        if (budget.pk, moved.title, on, *pks, gross, income) in known:
            continue
        try:
            change_budget(budget=budget, moved=moved, by=by)
        except Invalid as problem:
            told_by(row, problem)
    return len(rows)
