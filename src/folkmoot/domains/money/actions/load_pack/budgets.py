"""Load `budgets.csv` and `lines.csv`, and publish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.money import Unit as CoreUnit
from folkmoot_core.money import read_year
from folkmoot_core.packfiles import Report, Row, read_csv
from folkmoot_core.values import Invalid

from ...adapters.books import Sight
from ...adapters.rows import pounds_in
from ...enums import Cycle, Unit
from ...models import Budget
from ...queries.books import book_of
from ...queries.reporting import report_input
from ..budgets import begin_budget, edit_budget, put_line
from ..publishing import publish
from .references import BUDGETS, ORGANISATIONS, all_budgets, all_lines, named, told_by

REQUIRED = ("key", "body", "year")
OPTIONAL = (
    *(
        "title",
        "keeper",
        "cycle",
        "unit",
        "decimals",
        "reason_above",
        "reason_above_percent",
        "about",
        "note",
        "source",
    ),
    *("synthetic", "published"),
)


def load_budgets(path: Path, report: Report, by: Actor) -> int:
    rows = read_csv(path, report, REQUIRED, OPTIONAL, unique=("key",))
    bodies = {each.key: each for each in Organisation.objects.all()}
    here = all_budgets()
    for row in rows:
        key, body, keeper = (
            row.key("key"),
            named(row, "body", bodies, ORGANISATIONS),
            named(row, "keeper", bodies, ORGANISATIONS),
        )
        year = read_year(row.text("year", 10))
        if year is None:
            row.fault("year", _("This is no financial year."), _("Write it like 2026/27."))
        fields = _fields(row)
        if body is None or year is None or not report.ok:
            continue
        fields |= {"title": row.text("title", 200) or body.name, "keeper": keeper or body}
        known = here.get(key)
        if known is not None and (known.body_id, known.year) != (body.pk, year.begins):
            row.fault("key", _("This key is that of another body or year."), _("Choose another key."))
            continue
        try:
            if known is None:
                begin_budget(key=key, body=body, year=year, by=by, **fields)
            else:
                edit_budget(budget=known, values=fields, by=by)
        except Invalid as problem:
            told_by(row, problem)
    return len(rows)


def _fields(row: Row) -> dict[str, Any]:
    percent = row.number("reason_above_percent", 0, 1000)
    return {
        "cycle": row.choice("cycle", Cycle.values) or Cycle.MONTH.value,
        "unit": row.choice("unit", Unit.values) or Unit.THOUSANDS.value,
        "decimals": row.whole("decimals", 0, 3) or 0,
        "reason_above": pounds_in(row, "reason_above", CoreUnit.POUNDS),
        "reason_above_percent": None if percent is None else round(percent, 1),
        "about": row.text("about", 5000),
        "note": row.text("note", 5000),
        "source": row.text("source", 300),
        "is_synthetic": row.flag("synthetic", default=False),
    }


def load_lines(path: Path, report: Report, by: Actor) -> int:
    columns, optional = ("budget", "key", "title"), ("heading", "total", "about", "source")
    rows = read_csv(path, report, columns, optional, unique=("budget", "key"))
    budgets, here = all_budgets(), all_lines()
    positions: dict[str, int] = {}
    for row in rows:
        budget, key = named(row, "budget", budgets, BUDGETS), row.key("key")
        fields = {
            "title": row.text("title", 200),
            "heading": row.text("heading", 120),
            "is_total": row.flag("total", default=False),
            "about": row.text("about", 5000),
            "source": row.text("source", 300),
        }
        if budget is None or not report.ok:
            continue
        fields["position"] = positions[budget.key] = positions.get(budget.key, 0) + 1
        try:
            put_line(budget=budget, fields=fields, key=key, line=here.get((budget.key, key)), by=by)
        except Invalid as problem:
            told_by(row, problem)
    return len(rows)


def publish_as_told(path: Path, report: Report, by: Actor) -> None:
    """The quarter that the pack says is published, where there is no edition of it that says the same."""
    budgets = all_budgets()
    for row in read_csv(path, Report(), REQUIRED, OPTIONAL):
        quarter, budget = row.whole("published", 0, 4), budgets.get(row["key"].strip())
        if quarter is None or budget is None or _is_out(budget, quarter):
            continue
        try:
            publish(budget=budget, quarter=quarter, by=by)
        except Invalid as problem:
            for fault in problem.faults:
                report.fault(path, row.line, fault.message, fault.mend, where="published")


def _is_out(budget: Budget, quarter: int) -> bool:
    last = budget.editions.filter(quarter=quarter, published_at__isnull=False).order_by("number").last()
    if last is None:
        return False
    if last.withdrawn_at is not None:
        # An officer took it back; a pack does not overrule that.
        return True
    book = book_of(budget, Sight(timezone.now(), budget.financial_year.through(quarter)))
    today = timezone.localdate()
    return report_input(book, quarter, last.number, introduction=last.introduction, today=today).digest == last.digest
