"""What every chapter of a report over cases is written from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from folkmoot_core.casework.counting import complaints_in, within
from folkmoot_core.casework.safe import Grid, Guard, whole_grid
from folkmoot_core.casework.spans import Span
from folkmoot_core.casework.tables import Words, grid_table
from folkmoot_core.casework.tallies import Tally
from folkmoot_core.disclosure import Policy
from folkmoot_core.reports.tables import Table
from folkmoot_core.reports.writing import Writer

if TYPE_CHECKING:
    from folkmoot_core.casework.report import CaseworkInput


@dataclass
class Desk:
    """The writer, the counts, and how kinds and services are put together for whom the report is for."""

    writer: Writer
    data: CaseworkInput
    policy: Policy | None
    guard: Guard | None
    years: tuple[Span, ...]
    kinds: tuple[str, ...]
    kind_of: Mapping[str, str]
    kind_names: Mapping[str, str]
    units: tuple[str, ...]
    unit_of: Mapping[str, str]
    unit_names: Mapping[str, str]

    @property
    def now(self) -> list[Tally]:
        return within(self.data.tallies, self.data.span)

    @property
    def complaints(self) -> list[Tally]:
        return complaints_in(self.now)

    def kind(self, each: Tally) -> str:
        return self.kind_of.get(each.kind, each.kind)

    def unit(self, each: Tally) -> str:
        return self.unit_of.get(each.unit, each.unit)

    def words(self, name: str, corner: str, rows: Mapping[str, str], columns: Mapping[str, str]) -> Words:
        label = self.writer.label
        return Words(
            f"cases.{name}",
            label(f"caption.cases.{name}"),
            label(f"column.cases.{corner}"),
            rows,
            columns,
            label("row.cases.total"),
        )

    def grid(
        self, counts: Counter[tuple[str, str]], rows: Sequence[str], columns: Sequence[str], by: tuple[str, str]
    ) -> Grid | None:
        """For officers as counted; for everybody what may be shown, None where nothing may."""
        whole = whole_grid(counts, rows, columns)
        return whole if self.guard is None else self.guard.grid(whole, row=by[0], column=by[1])

    def show(self, name: str, grid: Grid | None, words: Words) -> Table | None:
        """The table; or a sentence in its place."""
        if grid is None:
            said = self.writer.sentence(f"{name}.unshown", "cases.unshown")
            self.writer.paragraph(f"{name}.not", said)
            return None
        table = grid_table(grid, words)
        self.writer.show(table)
        return table
