"""Weighted tables as files: a long CSV, and a workbook with its notes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from ..models import Consultation
from ..queries.results import POLICY
from ..queries.tabulating import MadeTable, NumberTable
from .marks import KEPT_BACK, NOT_SHOWN, Cell, count_cell, legend
from .workbook import OPTIONS

COLUMNS = (
    "question",
    "by",
    "group",
    "letter",
    "answer",
    "count",
    "unweighted_percent",
    "percent",
    "low",
    "high",
    "more_than",
    "base",
    "effective_base",
)
NUMBER_COLUMNS = ("mean", "low", "high", "lower_quartile", "median", "upper_quartile")


def csv_rows(tables: Sequence[MadeTable | NumberTable]) -> Iterator[list[Cell]]:
    """Every figure, a row each; of numbers, a row for each measure. The notes stand in the workbook and on the page."""
    for table in tables:
        yield from _numbers(table) if isinstance(table, NumberTable) else _made(table)


def _made(table: MadeTable) -> Iterator[list[Cell]]:
    for place, group in enumerate(table.groups):
        for text, cells in table.rows:
            cell = cells[place]
            yield [
                table.title,
                table.by,
                group.text,
                group.letter,
                text,
                count_cell(cell.count),
                *(_share(value, cell.suppressed) for value in (cell.plain, cell.share, cell.low, cell.high)),
                cell.letters,
                count_cell(group.base),
                KEPT_BACK if group.effective is None else round(group.effective, 1),
            ]
    for name, count in (("no reply", table.no_reply), ("do not wish to say", table.declined)):
        yield [table.title, table.by, "", "", f"base: {name}", count_cell(count), "", "", "", "", "", "", ""]


def _numbers(table: NumberTable) -> Iterator[list[Cell]]:
    for text, summary in table.rows:
        for name in NUMBER_COLUMNS:
            value = getattr(summary, name)
            shown = _share(value, summary.suppressed)
            base = count_cell(summary.base)
            yield [table.title, table.by, text, "", name.replace("_", " "), shown, "", "", "", "", "", base, ""]


def _share(value: float | None, suppressed: bool) -> Cell:  # noqa: FBT001 – which mark it takes
    if value is None:
        return KEPT_BACK if suppressed else NOT_SHOWN
    return round(value, 2)


def tables_workbook(
    consultation: Consultation, tables: Sequence[MadeTable | NumberTable], notes: Sequence[str]
) -> bytes:
    """A sheet of notes, then one table a sheet, after the Government Analysis Function's guidance on spreadsheets."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, OPTIONS)
    book.set_properties({"title": consultation.title, "company": consultation.organisation.name})
    looks = {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "bold": book.add_format({"bold": True, "text_wrap": True}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "share": book.add_format({"num_format": "0.0"}),
    }
    sheet = book.add_worksheet(_("Notes"))
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, _("Tables: %(title)s") % {"title": consultation.title}, looks["title"])
    marks = [f"{mark} {meaning}" for mark, meaning in legend(POLICY.threshold, POLICY.percent_base)]
    lines = [*notes, *marks]
    for place, line in enumerate(lines, start=1):
        sheet.write_string(place, 0, line, looks["wrapped"])
    sheet.write_string(len(lines) + 2, 0, _("Sheets"), looks["bold"])
    for number, table in enumerate(tables, start=1):
        sheet.write_url(len(lines) + 2 + number, 0, f"internal:'T{number}'!A1", string=f"T{number}: {_title(table)}")
        _write(book.add_worksheet(f"T{number}"), looks, number, table)
    book.close()
    return content.getvalue()


def _title(table: MadeTable | NumberTable) -> str:
    return f"{table.title} – {table.by}" if table.by else table.title


def _write(sheet: Any, looks: dict[str, Any], number: int, table: MadeTable | NumberTable) -> None:
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 30, 14)
    sheet.write_string(0, 0, f"T{number}: {_title(table)}", looks["title"])
    if isinstance(table, NumberTable):
        header = [_("Group"), _("Answered"), *(name.replace("_", " ").capitalize() for name in NUMBER_COLUMNS)]
        rows: list[list[Cell]] = [
            [text, count_cell(each.base), *(_share(getattr(each, name), each.suppressed) for name in NUMBER_COLUMNS)]
            for text, each in table.rows
        ]
    else:
        header, rows = _sheet_rows(table)
    for place, sentence in enumerate(getattr(table, "differences", ())):
        sheet.write_string(4 + len(rows) + place, 0, sentence, looks["wrapped"])
    columns = [{"header": name} for name in header]
    options = {"name": f"table_{number}", "columns": columns, "autofilter": False, "style": "Table Style Light 1"}
    sheet.add_table(2, 0, 2 + len(rows), len(header) - 1, options)
    for place, row in enumerate(rows, start=3):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(place, column, cell, looks["wrapped"] if column == 0 else None)
            else:
                sheet.write_number(place, column, cell, looks["share"] if isinstance(cell, float) else None)


def _sheet_rows(table: MadeTable) -> tuple[list[str], list[list[Cell]]]:
    """Five columns a group. Headers must differ, so each has the letter or the name of its group."""
    header = [_("Answer")]
    for group in table.groups:
        name = f"{group.letter} {group.text}".strip()
        header += [
            _("%(group)s: number") % {"group": name},
            _("%(group)s: unweighted %%") % {"group": name},
            _("%(group)s: %%") % {"group": name},
            _("%(group)s: 95%% interval from") % {"group": name},
            _("%(group)s: to") % {"group": name},
            _("%(group)s: more than") % {"group": name},
        ]
    rows: list[list[Cell]] = []
    for text, cells in table.rows:
        row: list[Cell] = [text]
        for cell in cells:
            shares = [_share(value, cell.suppressed) for value in (cell.plain, cell.share, cell.low, cell.high)]
            row += [count_cell(cell.count), *shares, cell.letters]
        rows.append(row)
    bases: list[Cell] = [_("Base: answered")]
    for group in table.groups:
        bases += [count_cell(group.base), "", "", "", "", ""]
    return header, [*rows, bases]
