"""Rows of a spreadsheet workbook as rows of text, as a CSV file would hold them, and rows of text into a workbook."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from folkmoot_core.values import Fault, Invalid

# What a cell holds at most, says Microsoft ("Excel specifications and limits"); a file with more is called broken.
LONGEST_CELL = 32_767
Records = Iterator[tuple[int, list[str]]]
# A hundred thousand answers to sixty questions; more comes in parts, or as CSV.
MOST_UNPACKED, MOST_ROWS, MOST_CELLS = 300 * 1024 * 1024, 200_000, 6_000_000
# What libraries say of archives that are torn, locked with a password, or hold what no spreadsheet program writes.
BROKEN = (zlib.error, EOFError, RuntimeError, AttributeError, ArithmeticError)


def write_row(sheet: Any, number: int, cells: Sequence[str], look: Any = None) -> None:
    """Write texts into row `number` (0 is the first) of a sheet of xlsxwriter; what no cell can hold is cut off."""
    for place, cell in enumerate(cells):
        if cell:
            sheet.write_string(number, place, cell[:LONGEST_CELL], look)


def records_of(content: bytes) -> Records:
    """(row number, cells) of the first sheet, without empty rows; every row as wide as the header.

    Formulas give the value that was saved with them. Raises Invalid (`file`) for what is no workbook.
    """
    # Here and not above: every process of the site loads this module, and few ever read a workbook.
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        _check_size(content)
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        filled = _filled_rows(workbook.worksheets[0])
    except Invalid:
        raise
    except (BadZipFile, InvalidFileException, LookupError, ValueError, OSError, TypeError, SyntaxError, *BROKEN):
        mend = _("Save it again as an Excel workbook (.xlsx) or as CSV UTF-8.")
        raise Invalid([Fault("file", _("This workbook cannot be read."), mend)]) from None
    width = max((place + 1 for place, cell in enumerate(filled[0][1]) if cell.strip()), default=0) if filled else 0
    return ((line, (cells + [""] * width)[: max(width, _last_filled(cells))]) for line, cells in filled)


def _check_size(content: bytes) -> None:
    """Before anything is unpacked: a small archive can hold more than any machine's memory."""
    with ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MOST_UNPACKED:
        raise _too_large()


def _filled_rows(sheet: Any) -> list[tuple[int, list[str]]]:
    """Rows that hold something. What the sheet claims of its own size is not believed: rows and cells are counted."""
    sheet.reset_dimensions()
    filled: list[tuple[int, list[str]]] = []
    cells_read = 0
    for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells_read += len(cells)
        if line > MOST_ROWS or cells_read > MOST_CELLS:
            raise _too_large()
        texts = [_text(cell) for cell in cells]
        if any(text.strip() for text in texts):
            filled.append((line, texts))
    return filled


def _too_large() -> Invalid:
    mend = _("Take out empty rows and columns, or send it in parts.")
    return Invalid([Fault("file", _("This workbook is too large to be read."), mend)])


def _last_filled(cells: list[str]) -> int:
    return max((place + 1 for place, cell in enumerate(cells) if cell.strip()), default=0)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\r\n", "\n").replace("_x000D_", "")
