"""A table of figures in which every cell has an address, so that a sentence can say where its number stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from folkmoot_core.reports.figures import KEPT_BACK, NOT_APPLICABLE, Figure
from folkmoot_core.values import Fault, Invalid

Cell = Figure | str


@dataclass(frozen=True, slots=True)
class Column:
    """One measure of one group: a key that no other column of the table has, and its header in words."""

    key: str
    header: str


@dataclass(frozen=True, slots=True)
class Row:
    """A header and its cells, one for each column. A base stands below the answers and is no answer itself."""

    key: str
    header: str
    cells: tuple[Cell, ...]
    is_base: bool = False


@dataclass(frozen=True, slots=True)
class CellRef:
    """The address of a cell: table, row and column by their keys. A column holds one measure, so this is one number."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}/{self.row}/{self.column}"


@dataclass(frozen=True, slots=True)
class Table:
    """A caption that stands by itself, the header over the row headers (`corner`), columns, rows and notes."""

    id: str
    caption: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        faults = [Fault(f"{self.id}: {row.key}", _uneven(row, self)) for row in self.rows if _uneven(row, self)]
        for name, keys in (("column", [c.key for c in self.columns]), ("row", [r.key for r in self.rows])):
            twice = sorted({key for key in keys if keys.count(key) > 1})
            faults += [Fault(f"{self.id}: {key}", f"Two {name}s have this key.", "Give each its own.") for key in twice]
        if faults:
            raise Invalid(faults)

    def cell(self, row: str, column: str) -> Cell | None:
        """What stands there; None where the table has no such place."""
        place = next((n for n, each in enumerate(self.columns) if each.key == column), None)
        found = next((each for each in self.rows if each.key == row), None)
        return None if place is None or found is None else found.cells[place]

    def figure(self, row: str, column: str) -> Figure | None:
        """The figure there; None where there is none, or a text."""
        cell = self.cell(row, column)
        return cell if isinstance(cell, Figure) else None

    @property
    def answers(self) -> tuple[Row, ...]:
        """The rows without the bases."""
        return tuple(row for row in self.rows if not row.is_base)

    def figures(self) -> Iterator[tuple[CellRef, Figure]]:
        """Every figure with its address."""
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                if isinstance(cell, Figure):
                    yield CellRef(self.id, row.key, column.key), cell

    @property
    def keeps_back(self) -> bool:
        """Some figure is hidden for the sake of people who could be recognised."""
        return any(figure.hidden and figure.mark == KEPT_BACK for _ref, figure in self.figures())


def _uneven(row: Row, table: Table) -> str:
    if len(row.cells) == len(table.columns):
        return ""
    return f"The row has {len(row.cells)} cells and the table {len(table.columns)} columns."


def as_text(cell: Cell) -> str:
    """A cell as text."""
    return cell.in_cell() if isinstance(cell, Figure) else cell


def on_a_page(cell: Cell) -> str:
    """A cell as a page shows it: a dash where no figure belongs, which a spreadsheet marks [z]."""
    if isinstance(cell, Figure) and cell.hidden and cell.mark == NOT_APPLICABLE:
        return "–"
    return as_text(cell)
