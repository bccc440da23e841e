"""All tables as one spreadsheet, after the Government Analysis Function's guidance "Releasing statistics in
spreadsheets": a cover, a contents sheet with links, notes, one table a sheet, marked up as a table, no merged cells."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot_core.survey import QuestionTable

from ..models import Consultation
from ..queries.results import POLICY, Results
from .marks import Cell, count_cell, legend, share_cell

# Text is text, whatever it begins with: nothing anybody wrote is ever run as a formula or followed as a link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def results_workbook(consultation: Consultation, results: Results, told_by: str) -> bytes:
    """The workbook as bytes. `told_by`: the address where these results stand."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, OPTIONS)
    book.set_properties({"title": consultation.title, "company": consultation.organisation.name})
    looks = {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "bold": book.add_format({"bold": True}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0", "align": "right"}),
        "share": book.add_format({"num_format": "0.0", "align": "right"}),
    }
    cover, contents = book.add_worksheet(_("Cover")), book.add_worksheet(_("Contents"))
    _write_cover(cover, looks, consultation, results, told_by)
    tables = [(result.question.text, table) for result in results.questions for table in result.tables]
    if results.districts is not None:
        tables.append((str(results.districts.text), results.districts))
    sheets = [(f"Q{number}", text, table) for number, (text, table) in enumerate(tables, start=1)]
    _write_contents(contents, looks, sheets)
    for name, text, table in sheets:
        _write_table(book.add_worksheet(name), looks, name, text, table)
    book.close()
    return content.getvalue()


def _write_cover(sheet: Any, looks: dict[str, Any], consultation: Consultation, results: Results, told_by: str) -> None:
    lines: list[str] = [
        _("%(number)s responses are counted.") % {"number": f"{results.responses:,}"},
        _("Asked by %(name)s.") % {"name": consultation.organisation.name},
    ]
    if consultation.opens_on and consultation.closes_on:
        opens, closes = (date_format(day, "j F Y") for day in (consultation.opens_on, consultation.closes_on))
        lines.append(_("Open from %(opens)s to %(closes)s.") % {"opens": opens, "closes": closes})
    lines.append(_("They are people and organisations who chose to answer, not a sample of everybody."))
    everything = results.channels.total.counted
    if results.responses == everything:
        lines += [f"{row.label}: {row.counted:,}" for row in results.channels.rows if row.counted]
    else:
        lines.append(_("These are some of the responses only; %(number)s count.") % {"number": f"{everything:,}"})
    if results.protected:
        lines += [f"{mark} {meaning}" for mark, meaning in legend(POLICY.threshold, POLICY.percent_base)]
    else:
        lines.append(_("For officers only: small numbers, by which somebody could be recognised, are not kept back."))
    lines.append(_("Shares are percentages of those who answered the question, and of those who were asked it."))
    lines.append(told_by)
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, _("Results: %(title)s") % {"title": consultation.title}, looks["title"])
    for place, line in enumerate(lines, start=1):
        sheet.write_string(place, 0, line, looks["wrapped"])


def _write_contents(sheet: Any, looks: dict[str, Any], sheets: Iterable[tuple[str, str, QuestionTable]]) -> None:
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, _("Contents"), looks["title"])
    sheet.write_string(1, 0, _("Sheet"), looks["bold"])
    sheet.write_string(1, 1, _("Question"), looks["bold"])
    for place, (name, text, table) in enumerate(sheets, start=2):
        sheet.write_url(place, 0, f"internal:'{name}'!A1", string=name)
        sheet.write_string(place, 1, _full_title(text, table), looks["wrapped"])


def _full_title(text: str, table: QuestionTable) -> str:
    return f"{text} – {table.text}" if "." in table.key else text


def _write_table(sheet: Any, looks: dict[str, Any], name: str, text: str, table: QuestionTable) -> None:
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 3, 22)
    sheet.write_string(0, 0, f"{name}: {_full_title(text, table)}", looks["title"])
    sheet.write_string(1, 0, _("This sheet holds one table. Its last rows give the bases."))
    header = [_("Answer"), _("Number"), _("Percent of those who answered"), _("Percent of those asked")]
    rows: list[list[Cell]] = [
        [
            row.text,
            count_cell(row.count),
            share_cell(row.percent_of_answered, table.answered, kept_back=row.suppressed),
            share_cell(row.percent_of_asked, table.asked, kept_back=row.suppressed),
        ]
        for row in table.rows
    ]
    rows += [[label, count_cell(count), "", ""] for label, count in _bases(table)]
    columns = [{"header": _unlike(header, place)} for place in range(len(header))]
    options = {"name": f"table_{name.lower()}", "columns": columns, "autofilter": False, "style": "Table Style Light 1"}
    sheet.add_table(2, 0, 2 + len(rows), len(header) - 1, options)
    for place, row in enumerate(rows, start=3):
        for column, cell in enumerate(row):
            _write(sheet, looks, place, column, cell)


def _bases(table: QuestionTable) -> list[tuple[str, int | None]]:
    return [
        (_("Base: answered"), table.answered),
        (_("Base: no reply"), table.no_reply),
        (_("Base: did not wish to say"), table.declined),
        (_("Base: asked"), table.asked),
        (_("Base: all responses"), table.responses),
    ]


def _unlike(header: Sequence[str], place: int) -> str:
    """A translation may give two columns one name, which a table does not take."""
    return header[place] if header[place] not in header[:place] else f"{header[place]} {place + 1}"


def _write(sheet: Any, looks: dict[str, Any], row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, looks["wrapped"] if column == 0 else None)
    else:
        sheet.write_number(row, column, cell, looks["number" if isinstance(cell, int) else "share"])
