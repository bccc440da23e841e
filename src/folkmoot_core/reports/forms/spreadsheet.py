"""The tables as an Excel workbook, after the Government Analysis Function's *Making spreadsheets accessible* (2024).

A cover, a table of contents, a sheet of notes, then one table a sheet, each marked as a table and named; no merged,
hidden or empty cells, no blank rows, headings that say their unit, and marks in brackets that the cover explains.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from folkmoot_core.reports.document import Report
from folkmoot_core.reports.figures import Figure, Measure
from folkmoot_core.reports.forms.archive import FIRST_DAY
from folkmoot_core.reports.forms.front import front_facts, made_of
from folkmoot_core.reports.speaking import Speaker
from folkmoot_core.reports.tables import Cell, Table
from folkmoot_core.reports.xml_text import without_controls

# Text is text, whatever it begins with: nothing anybody wrote is ever run as a formula or followed as a link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TITLE, HEADING, LINK, WRAPPED, HEAD, HEAD_NUMBER, MARK = "title", "heading", "link", "wrapped", "head", "heads", "mark"
# Row, counted from 0, in which a table's headings stand: title, what the sheet holds and the way back are above it.
HEAD_ROW = 3
WIDEST = 80


def render(report: Report) -> bytes:
    held = BytesIO()
    book = xlsxwriter.Workbook(held, OPTIONS)
    _Book(book, report).write()
    book.close()
    return held.getvalue()


class _Book:
    def __init__(self, book: Any, report: Report) -> None:
        self.book, self.report = book, report
        self.speaker = Speaker(report)
        self.label = self.speaker.label
        self.notes = list(dict.fromkeys(note for table in report.tables for note in table.notes))
        font = {"font_name": "Arial", "font_size": 12, "valign": "top"}
        self.formats = {
            "": book.add_format(font),
            TITLE: book.add_format({**font, "font_size": 16, "bold": True}),
            HEADING: book.add_format({**font, "font_size": 14, "bold": True}),
            LINK: book.add_format({**font, "font_color": "#0b4f8a", "underline": 1}),
            WRAPPED: book.add_format({**font, "text_wrap": True}),
            HEAD: book.add_format({**font, "bold": True, "text_wrap": True, "bottom": 2}),
            HEAD_NUMBER: book.add_format({**font, "bold": True, "text_wrap": True, "bottom": 2, "align": "right"}),
            MARK: book.add_format({**font, "align": "right"}),
        }
        self.numbers: dict[str, Any] = {}
        book.formats[0].set_font_name("Arial")
        book.formats[0].set_font_size(12)

    def write(self) -> None:
        front = self.report.front
        created = datetime(*FIRST_DAY) if front.reported is None else datetime(*front.reported.timetuple()[:3])  # noqa: DTZ001
        self.book.set_properties(
            {
                "title": without_controls(self.report.title),
                "author": without_controls(front.organisation),
                "company": without_controls(front.organisation),
                "subject": without_controls(front.subtitle),
                "comments": without_controls(made_of(self.speaker)),
                "created": created,
            }
        )
        self._cover()
        self._contents()
        if self.notes:
            self._notes()
        for number, table in enumerate(self.report.tables, start=1):
            self._table(number, table)

    # Sheets

    def _sheet(self, name: str, title: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        self._text(sheet, 0, 0, title, TITLE)
        return sheet

    def _cover(self) -> None:
        sheet = self._sheet(self.label("book.cover"), self.report.title)
        front = self.report.front
        sheet.set_column(0, 0, WIDEST, self.formats[WRAPPED])
        said = [front.subtitle] if front.subtitle else []
        said += [self.label("book.about"), self.label("self_selected")]
        said += [f"{name}: {value}" for name, value in front_facts(self.speaker)]
        if front.contact:
            said.append(self.label("contact", contact=front.contact))
        said.append(self.label("book.licence", licence=front.licence.title, path=front.licence.path))
        said.append(made_of(self.speaker))
        row = 1
        for text in said:
            self._text(sheet, row, 0, text, WRAPPED)
            row += 1
        self._text(sheet, row, 0, self.label("book.symbols_heading"), HEADING)
        for text in self.label("book.symbols").split("; "):
            row += 1
            self._text(sheet, row, 0, text, WRAPPED)

    def _contents(self) -> None:
        name = self.label("book.contents")
        sheet = self._sheet(name, name)
        self._text(sheet, 1, 0, self.label("book.one_table"))
        rows = [(self._name(number), table.caption) for number, table in enumerate(self.report.tables, start=1)]
        if self.notes:
            rows.insert(0, (self.label("book.notes"), self.label("book.notes_caption")))
        heads = [self.label("book.sheet"), self.label("book.table")]
        self._marked(sheet, 2, heads, len(rows), "Contents")
        for row, (where, caption) in enumerate(rows, start=3):
            sheet.write_url(row, 0, f"internal:'{where}'!A1", self.formats[LINK], where)
            self._text(sheet, row, 1, caption, WRAPPED)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, WIDEST)

    def _notes(self) -> None:
        name = self.label("book.notes")
        sheet = self._sheet(name, name)
        self._text(sheet, 1, 0, self.label("book.one_table"))
        self._marked(sheet, 2, [self.label("book.note"), self.label("book.note_text")], len(self.notes), "Notes")
        for row, note in enumerate(self.notes, start=3):
            self._text(sheet, row, 0, self._note(note))
            self._text(sheet, row, 1, note, WRAPPED)
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, WIDEST)

    def _table(self, number: int, table: Table) -> None:
        name = self._name(number)
        marks = "".join(f" [{self._note(note)}]" for note in table.notes)
        sheet = self._sheet(name, f"{name}: {table.caption}{marks}")
        self._text(sheet, 1, 0, self.label("book.one_table_notes" if table.notes else "book.one_table"))
        contents = self.label("book.contents")
        sheet.write_url(2, 0, f"internal:'{contents}'!A1", self.formats[LINK], self.label("book.back"))
        heads = [table.corner, *(column.header for column in table.columns)]
        self._marked(sheet, HEAD_ROW, _apart(heads), len(table.rows), name.replace(" ", "_"), numbers=_numeric(table))
        for row_number, row in enumerate(table.rows, start=HEAD_ROW + 1):
            self._text(sheet, row_number, 0, row.header, WRAPPED)
            for column, cell in enumerate(row.cells, start=1):
                self._cell(sheet, row_number, column, cell)
        longest = max((len(row.header) for row in table.rows), default=10)
        sheet.set_column(0, 0, min(60, max(24, longest + 2)))
        if table.columns:
            sheet.set_column(1, len(table.columns), 18)
        sheet.freeze_panes(HEAD_ROW + 1, 1)
        sheet.repeat_rows(HEAD_ROW)

    # Cells

    def _marked(
        self, sheet: Any, row: int, heads: list[str], rows: int, name: str, *, numbers: tuple[bool, ...] = ()
    ) -> None:
        """Headings and the mark-up of a table over them and `rows` rows below."""
        right = (False, *numbers) if numbers else (False,) * len(heads)
        sheet.add_table(
            row,
            0,
            row + max(rows, 1),
            len(heads) - 1,
            {
                "name": name,
                "autofilter": False,
                "style": None,
                "columns": [
                    {
                        "header": without_controls(head),
                        "header_format": self.formats[HEAD_NUMBER if is_number else HEAD],
                    }
                    for head, is_number in zip(heads, right, strict=True)
                ],
            },
        )

    def _text(self, sheet: Any, row: int, column: int, text: str, style: str = "") -> None:
        sheet.write_string(row, column, without_controls(text), self.formats[style])

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            self._text(sheet, row, column, cell, WRAPPED)
            return
        value = cell.as_number()
        if isinstance(value, str):
            self._text(sheet, row, column, value, MARK)
        else:
            sheet.write_number(row, column, value, self._number_format(cell))

    def _number_format(self, figure: Figure) -> Any:
        decimals = f".{'0' * figure.decimals}" if figure.decimals else ""
        pattern = f"0{decimals}" if figure.measure is Measure.PERCENT else f"#,##0{decimals}"
        if pattern not in self.numbers:
            font = {"font_name": "Arial", "font_size": 12, "valign": "top"}
            self.numbers[pattern] = self.book.add_format({**font, "num_format": pattern})
        return self.numbers[pattern]

    def _name(self, number: int) -> str:
        return f"{self.label('label.table')} {number}"

    def _note(self, note: str) -> str:
        return f"{self.label('book.note').lower()} {self.notes.index(note) + 1}"


def _numeric(table: Table) -> tuple[bool, ...]:
    return tuple(all(isinstance(row.cells[place], Figure) for row in table.rows) for place in range(len(table.columns)))


def _apart(heads: list[str]) -> list[str]:
    """Headings that differ, whatever their capitals, as Excel asks of a table: the second of a kind gets a 2."""
    seen: dict[str, int] = {}
    found = []
    for head in heads:
        times = seen[head.casefold()] = seen.get(head.casefold(), 0) + 1
        found.append(head if times == 1 else f"{head} ({times})")
    return found
