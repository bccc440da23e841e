"""Files for officers to fill in: a row for each amount that comes next, and what each column means."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import write_row

from ..actions.files import COLUMNS


def meanings() -> list[tuple[str, str]]:
    """(column, what stands in it)."""
    return [
        ("budget", _("The key of the budget, as its page has it.")),
        ("line", _("The key of the line, or its title.")),
        ("kind", _("budget, profile, actual or forecast. Empty: actual.")),
        ("period", _("A month such as 2026-04, a quarter such as 2026/27 Q1, or the year: 2026/27.")),
        ("gross", _("What is spent.")),
        ("income", _("What comes in, without a minus.")),
        ("net", _("Only where a net is printed. It is compared with gross less income.")),
        ("unit", _("pounds, thousands or millions. Empty: as the budget is kept.")),
        ("reason", _("Only where another amount stands there: why it changes.")),
        ("explanation", _("With a forecast: why it is far from the budget, and what is done about it.")),
        ("source", _("Where the amount is from. Empty: this file and the line.")),
    ]


def as_workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """The first sheet is to be filled in; the second says what each column means."""
    # Here and not above: large, and seldom needed.
    from xlsxwriter import Workbook  # noqa: PLC0415

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        bold, amounts = book.add_format({"bold": True}), book.add_worksheet(_("Amounts"))
        write_row(amounts, 0, COLUMNS, bold)
        for place, row in enumerate(rows, 1):
            write_row(amounts, place, row)
        amounts.freeze_panes(1, 0)
        amounts.set_column(0, len(COLUMNS) - 1, 16)
        about = book.add_worksheet(_("What the columns mean"))
        for place, row in enumerate(meanings()):
            write_row(about, place, row)
        about.set_column(1, 1, 90)
    return content.getvalue()
