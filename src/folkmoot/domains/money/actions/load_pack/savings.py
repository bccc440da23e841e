"""Load `savings.csv` with `saving_updates.csv`, and `staff.csv`."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report, Row, read_csv
from folkmoot_core.values import Invalid

from ...adapters.rows import posts_in, pounds_in, unit_in
from ...enums import Delivery, Route
from ...models import Budget, Saving
from ..savings import Told, put_saving, tell_saving
from ..staffing import Counted, enter_staff
from .references import BUDGETS, all_budgets, all_lines, line_in, named, told_by

Updates = dict[tuple[str, str], list[tuple[Row, Told]]]


def load_savings(path: Path, report: Report, by: Actor) -> int:
    rows = read_csv(
        path, report, ("budget", "key", "title"), ("line", "owner", "about", "source"), unique=("budget", "key")
    )
    budgets, lines = all_budgets(), all_lines()
    updates = _updates(path.with_name("saving_updates.csv"), report, budgets)
    here = {
        (each.budget.key, each.key): each for each in Saving.objects.select_related("budget__body", "budget__keeper")
    }
    for row in rows:
        budget, key = named(row, "budget", budgets, BUDGETS), row.key("key")
        fields = {
            "title": row.text("title", 200),
            "line": line_in(row, "line", budget, lines),
            "owner_name": row.text("owner", 200),
            "about": row.text("about", 5000),
            "source": row.text("source", 300),
        }
        if budget is None:
            continue
        told = updates.pop((budget.key, key), [])
        if not told:
            mend = _("Add a row for it to saving_updates.csv.")
            row.fault("key", _("Nothing says how much this saves."), mend)
        if not report.ok:
            continue
        known = here.get((budget.key, key))
        try:
            first = told[0][1] if known is None else None
            saving = put_saving(budget=budget, fields=fields, saving=known, key=key, first=first, by=by)
        except Invalid as problem:
            told_by(row, problem)
        else:
            _tell(saving, told, by)
    for left in updates.values():
        left[0][0].fault("saving", _("There is no such saving."), _("Add it to savings.csv, or mend the key."))
    return len(rows)


def _updates(path: Path, report: Report, budgets: dict[str, Budget]) -> Updates:
    found: Updates = {}
    if not path.exists():
        return found
    columns, optional = ("budget", "saving", "on", "planned", "delivery", "words"), ("delivered", "unit")
    for row in read_csv(path, report, columns, optional):
        budget, key, on = named(row, "budget", budgets, BUDGETS), row.key("saving"), row.date("on")
        delivery, words = row.choice("delivery", Delivery.values), row.text("words", 5000)
        if budget is None or on is None or not delivery:
            continue
        unit = unit_in(row, budget)
        planned, delivered = pounds_in(row, "planned", unit), pounds_in(row, "delivered", unit) or 0
        if planned is not None:
            found.setdefault((budget.key, key), []).append((row, Told(on, planned, delivered, delivery, words)))
    return found


def _tell(saving: Saving, told: list[tuple[Row, Told]], by: Actor) -> None:
    known = {(each.on, each.planned, each.delivered, each.delivery, each.words) for each in saving.updates.all()}
    for row, each in told:
        if (each.on, each.planned, each.delivered, each.delivery, each.words.strip()) not in known:
            try:
                tell_saving(saving=saving, told=each, by=by)
            except Invalid as problem:
                told_by(row, problem)


def load_staff(path: Path, report: Report, by: Actor) -> int:
    optional = ("external", "total", "source", "reason")
    rows = read_csv(path, report, ("budget", "on", "grade", "fte"), optional, unique=("budget", "on", "grade"))
    budgets = all_budgets()
    by_budget: dict[str, list[tuple[Row, Counted]]] = {}
    for row in rows:
        budget, on = named(row, "budget", budgets, BUDGETS), row.date("on")
        fte, external = posts_in(row, "fte"), posts_in(row, "external")
        if budget is None or on is None or fte is None:
            continue
        reason = row.text("reason", 300) or _("The pack of data has another number now.")
        total, source = row.flag("total", default=False), row.text("source", 300)
        counted = Counted(on, row.text("grade", 120), fte, external, total, reason, source)
        by_budget.setdefault(budget.key, []).append((row, counted))
    if not report.ok:
        return len(rows)
    for key, read in by_budget.items():
        try:
            enter_staff(budget=budgets[key], counted=[each for _row, each in read], route=Route.PACK, by=by)
        except Invalid as problem:
            for fault in problem.faults:
                read[fault.line or 0][0].fault(fault.where, fault.message, fault.mend)
    return len(rows)
