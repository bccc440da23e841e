"""Read a CSV table into rows that know where they stand.

Source of the format: RFC 4180, with what spreadsheets do to it: a byte order mark, any line end, rows of empty cells.
A cell that looks like a formula is only text here; nothing is ever worked out from it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from folkmoot_core.packfiles.fields import TypedFields
from folkmoot_core.packfiles.report import Report
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.packfiles.texts import read_text

_LONGEST_CELL = 100_000  # characters; longer is nearly always a quote mark that was never closed
_CLOSE_QUOTES = 'Look for a quote mark (") that is not closed; a quote mark inside a cell is written twice.'


@dataclass(frozen=True, slots=True)
class _Table:
    path: Path
    report: Report
    required: tuple[str, ...]
    columns: tuple[str, ...]


class Row(TypedFields, Mapping[str, str]):
    """One row of a table: a mapping of column to cell as written, with `line` (the file's line it starts on).

    A cell of a required column must be filled unless it is read with `blank=True`; a cell of an optional column,
    whether or not the file has the column, may be empty unless it is read with `blank=False`.
    """

    __slots__ = ("_cells", "_table", "line")

    def __init__(self, cells: Mapping[str, str], line: int, table: _Table) -> None:
        self._cells = cells
        self._table = table
        self.line = line

    def __getitem__(self, column: str) -> str:
        return self._cells[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def fault(self, name: str, message: str, mend: str = "") -> None:
        """Record a fault of one cell (or of the row, with name "")."""
        self._table.report.fault(self._table.path, self.line, message, mend, where=name)

    def many(self, name: str, allowed: Sequence[str] | None = None, *, blank: bool | None = None) -> tuple[str, ...]:
        """Several values of one cell, separated by `;`, in the order written; each once, each among `allowed`."""
        parts = [part.strip() for part in self._entry(name, blank=blank).split(";")]
        found: list[str] = []
        for part in filter(None, parts):
            if part in found:
                self.fault(name, f"'{part}' stands here twice.", "Write it once.")
            elif allowed is not None and part not in allowed:
                self.fault(name, f"'{part}' is not one of the values known here.", mend_name(part, allowed))
            else:
                found.append(part)
        return tuple(found)

    def _entry(self, name: str, *, blank: bool | None) -> str:
        if name not in self._cells and name not in self._table.columns:
            raise KeyError(f"read_csv was not told of a column {name!r}")
        entry = self._cells.get(name, "").strip()
        may_be_blank = name not in self._table.required if blank is None else blank
        if not entry and not may_be_blank:
            self.fault(name, "This cell is empty.", "Fill it in.")
        return entry


def read_csv(
    path: Path,
    report: Report,
    required: Sequence[str],
    optional: Sequence[str] = (),
    *,
    unique: Sequence[str] = (),
    extra: bool = False,
) -> list[Row]:
    """The rows of a CSV file with a header row; every fault goes to `report`, and rows of a broken shape are left out.

    The header must hold all `required` columns, may hold the `optional` ones in any order, and no others unless
    `extra` is set. No two rows may agree in all the `unique` columns. A file that cannot be read has no rows.
    """
    text = read_text(path, report)
    if text is None:
        return []
    return read_records(records_of(text, path, report), path, report, required, optional, unique=unique, extra=extra)


def read_records(
    records: Iterator[tuple[int, list[str]]],
    path: Path,
    report: Report,
    required: Sequence[str],
    optional: Sequence[str] = (),
    *,
    unique: Sequence[str] = (),
    extra: bool = False,
) -> list[Row]:
    """As `read_csv`, from records (line, cells) that something else has read, such as the rows of a workbook."""
    faults_before = len(report.faults)
    header = next(records, None)
    if header is None:
        if len(report.faults) == faults_before:
            report.fault(path, 1, "The file is empty.", f"Start it with the columns {', '.join(required)}.")
        return []
    names = [name.strip() for name in header[1]]
    table = _Table(path, report, tuple(required), (*required, *optional))
    if not _header_fits(names, header[0], table, extra=extra):
        return []
    rows = []
    for line, cells in records:
        if len(cells) == len(names):
            rows.append(Row(dict(zip(names, cells, strict=True)), line, table))
        else:
            report.fault(
                path,
                line,
                f"This row has {len(cells)} cells; the header has {len(names)}.",
                "Put a cell that holds a comma in quote marks, and leave no cell out.",
            )
    _check_unique(rows, unique)
    return rows


def records_of(text: str, path: Path, report: Report, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Each record that is not blank with its first line; a fault ends the reading, as all after it is in doubt."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            report.fault(path, line, f"This row cannot be read as CSV ({error}).", _CLOSE_QUOTES)
            return
        if any(len(cell) > _LONGEST_CELL for cell in cells):
            report.fault(path, line, f"A cell here is longer than {_LONGEST_CELL} characters.", _CLOSE_QUOTES)
            return
        if any(cell.strip() for cell in cells):
            yield line, [cell.replace("\r\n", "\n") for cell in cells]


def _header_fits(names: list[str], line: int, table: _Table, *, extra: bool) -> bool:
    fits = True
    for name in table.required:
        if name not in names:
            table.report.fault(table.path, line, f"The column '{name}' is missing.", "Add it to the header.")
            fits = False
    for position, name in enumerate(names):
        if not name:
            message, mend = f"Column {position + 1} has no name.", "Name it in the header, or take it out."
            fits = False
        elif name in names[:position]:
            message, mend = f"The column '{name}' stands twice in the header.", "Keep one of them."
            fits = False
        elif name not in table.columns and not extra:
            # The rows can still be read, so that their faults are told in the same run.
            unused = [each for each in table.columns if each not in names]
            message, mend = f"The column '{name}' is not known.", mend_name(name, unused)
        else:
            continue
        table.report.fault(table.path, line, message, mend)
    return fits


def _check_unique(rows: list[Row], columns: Sequence[str]) -> None:
    if not columns:
        return
    first_lines: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.get(column, "").strip() for column in columns)
        first = first_lines.setdefault(key, row.line)
        if first != row.line:
            row.fault(", ".join(columns), f"'{', '.join(key)}' stands on line {first} already.", "Keep one of them.")
