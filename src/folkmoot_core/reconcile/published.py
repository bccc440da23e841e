"""A table as somebody printed it: nothing corrected, the totals as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from folkmoot_core.values import Fault, Invalid

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """Figures by row and column, None where the print has none ("***", "N/A"). `total_row` and `total_column` name the
    labels of printed totals. `source`: where it was printed, with page or line."""

    title: str
    source: str
    figures: Mapping[Place, Decimal | None]
    total_row: str | None = None
    total_column: str | None = None

    def __post_init__(self) -> None:
        for label, known, name in (
            (self.total_row, self.rows, "total_row"),
            (self.total_column, self.columns, "total_column"),
        ):
            if label is not None and label not in known:
                raise Invalid([Fault(name, f"“{label}” is not in “{self.title}”.", f"Use one of: {'; '.join(known)}.")])

    @property
    def rows(self) -> tuple[str, ...]:
        """Labels in the order of print, totals among them."""
        return tuple(dict.fromkeys(row for row, _column in self.figures))

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column for _row, column in self.figures))

    def covers(self, place: Place, cell: Place) -> bool:
        """Whether a printed place counts what is in a cell: itself, or as a total over it."""
        (row, column), (cell_row, cell_column) = place, cell
        return (row in (cell_row, self.total_row)) and (column in (cell_column, self.total_column))


def table_of(
    title: str,
    source: str,
    figures: Iterable[tuple[str, str, str | int | Decimal | None]],
    *,
    total_row: str | None = None,
    total_column: str | None = None,
) -> PublishedTable:
    """A table from (row, column, figure). Raises Invalid for a place that is there twice or a figure that is none."""
    found: dict[Place, Decimal | None] = {}
    for row, column, figure in figures:
        if (row, column) in found:
            raise Invalid([Fault(title, f"{row}, {column}: there are two figures.", "Keep one.")])
        found[row, column] = None if figure in (None, "") else _decimal(title, row, column, figure)
    return PublishedTable(title, source, found, total_row, total_column)


def _decimal(title: str, row: str, column: str, figure: str | int | Decimal | None) -> Decimal:
    try:
        value = Decimal(str(figure).replace(",", "").strip())
    except ArithmeticError:
        value = Decimal("NaN")
    if not value.is_finite():
        raise Invalid(
            [Fault(title, f"{row}, {column}: “{figure}” is not a number.", "Leave it empty if none is printed.")]
        )
    return value
