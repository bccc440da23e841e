"""The register as a table: CSV and a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from folkmoot.ground.base.public import write_row

from ..models import ContinuityFunction
from ..queries.reading import Line

COLUMNS = (
    *("number", "body", "plan", "title", "cause", "event", "consequence", "owner", "without_controls", "now", "band"),
    *("scored_on", "target", "review_by", "taken_up_to", "asked_for", "controls", "source"),
)
FUNCTIONS = ("body", "title", "tolerable_hours", "owner", "fallback", "tested_on", "next_test_on", "test_result")


def register_rows(lines: Iterable[Line]) -> Iterator[list[str]]:
    """Wants `controls` fetched along."""
    for line in lines:
        risk = line.risk
        scored, up = getattr(risk, "scored_on", None), risk.escalated_to
        yield [
            str(risk.pk), risk.body.name, risk.plan, risk.title, risk.cause, risk.event, risk.consequence, risk.owner,
            str(risk.inherent.value), str(line.value), line.band.name, scored.isoformat() if scored else "",
            "" if line.target is None else str(line.target), risk.review_by.isoformat() if risk.review_by else "",
            up.name if up else "", risk.escalated_because,
            "; ".join(f"{each.words} ({each.owner}): {each.get_state_display()}" for each in risk.controls.all()),
            risk.source,
        ]  # fmt: skip


def function_rows(functions: Iterable[ContinuityFunction]) -> Iterator[list[str]]:
    for each in functions:
        tested = each.tested_on.isoformat() if each.tested_on else ""
        known = [each.body.name, each.title, str(each.tolerable_hours), each.owner, each.fallback]
        yield [*known, tested, each.next_test_on.isoformat(), each.test_result]


def register_workbook(lines: Iterable[Line], functions: Iterable[ContinuityFunction]) -> bytes:
    """Two sheets: risks, and what must go on."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    bold = book.add_format({"bold": True})
    sheets = (
        (_("Risks"), COLUMNS, register_rows(lines)),
        (_("What must go on"), FUNCTIONS, function_rows(functions)),
    )
    for name, columns, rows in sheets:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        write_row(sheet, 0, columns, bold)
        for number, row in enumerate(rows, start=1):
            write_row(sheet, number, row)
    book.close()
    return target.getvalue()
