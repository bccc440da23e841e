"""Rows as CSV, sent on as they are made."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from ..actions.import_responses import guarded
from .marks import Cell

# Spreadsheet programs take a CSV file for UTF-8 only when it says so.
BYTE_ORDER_MARK = "\ufeff"


class _Line:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """A header and the rows. Text that a spreadsheet program would run as a formula gets an apostrophe in front, which
    our import takes away again (OWASP, CSV injection); numbers stay as they are."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + str(writer.writerow(columns))
    for row in rows:
        yield str(writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row]))
