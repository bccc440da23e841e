"""Tables of cases for everybody: small numbers hidden, and enough others that none can be worked out, in one table or
from several together (`folkmoot_core.disclosure`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from folkmoot_core.disclosure import Policy, protect
from folkmoot_core.disclosure.figures import statements_of, who_of
from folkmoot_core.disclosure.ledger import Ledger, Release
from folkmoot_core.survey import Cell, CrossRow, CrossTable, GroupBase, QuestionTable, Row

Place = tuple[str, str]
K = TypeVar("K")


@dataclass(frozen=True)
class Grid:
    """Counts by row and column with both margins. A place that is hidden is in no mapping; `rows` and `columns` keep
    the order. For officers everything is there."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Place, int]
    row_totals: Mapping[str, int]
    column_totals: Mapping[str, int]
    total: int | None


def whole_grid(counts: Mapping[Place, int], rows: Sequence[str], columns: Sequence[str]) -> Grid:
    """Everything as counted."""
    return Grid(
        tuple(rows),
        tuple(columns),
        {(row, column): counts.get((row, column), 0) for row in rows for column in columns},
        {row: sum(counts.get((row, column), 0) for column in columns) for row in rows},
        {column: sum(counts.get((row, column), 0) for row in rows) for column in columns},
        sum(counts.get((row, column), 0) for row in rows for column in columns),
    )


@dataclass
class Guard:
    """Lets tables of one state of the cases out, one after the other, and looks at all of them together."""

    state: str
    among: Mapping[str, str]
    policy: Policy = field(default_factory=Policy)
    ledger: Ledger = field(default_factory=Ledger)

    def grid(self, whole: Grid, *, row: str, column: str, among: Mapping[str, str] | None = None) -> Grid | None:
        """The grid with what must be hidden left out; None where nothing of it may be shown. `row` and `column` name
        the traits, the same in every table; `among`: of which cases alone, where not of all."""
        of = {**self.among, **(among or {})}
        safe = protect(_as_cross(whole, column), self.policy, by=row)
        groups = {key: [key] for key in whole.rows}
        release = Release.of(
            f"{row} by {column}", self.state, column, statements_of(safe, by=row, groups=groups, among=of)
        )
        fitted = self.ledger.fitted(release, self.policy)
        if fitted is None:
            return None
        self.ledger = self.ledger.having(fitted)
        shown = {figure.who: figure.low for figure in fitted.figures if figure.is_exact}
        columns = tuple(whole.columns)

        def found(levels: Mapping[str, str | Iterable[str]]) -> int | None:
            return shown.get(who_of({**of, **levels}))

        return Grid(
            whole.rows,
            columns,
            _there({(r, c): found({row: r, column: c}) for r in whole.rows for c in columns}),
            _there({r: found({row: r, column: columns}) for r in whole.rows}),
            _there({c: found({column: c}) for c in columns}),
            found({column: columns}),
        )

    def several(self, counts: Mapping[str, int], base: int) -> tuple[dict[str, int], int | None]:
        """Counts of something of which one case may have several, and of how many cases: what may be shown."""
        rows = tuple(Row(key, key, count, None, None) for key, count in counts.items())
        most = max(len(rows), 1)
        table = QuestionTable("several", "several", "", "many", base, base, base, 0, 0, rows, False, most)
        safe = protect(table, self.policy)
        return {row.key: row.count for row in safe.rows if row.count is not None}, safe.answered


def _there(found: Mapping[K, int | None]) -> dict[K, int]:
    return {place: count for place, count in found.items() if count is not None}


def _as_cross(grid: Grid, name: str) -> CrossTable:
    """Columns are the answers, rows the groups that gave them."""
    rows = tuple(
        CrossRow(
            column, column, tuple(Cell(grid.cells[row, column], None) for row in grid.rows), grid.column_totals[column]
        )
        for column in grid.columns
    )
    groups = tuple(GroupBase(row, grid.row_totals[row], grid.row_totals[row], 0, 0) for row in grid.rows)
    whole = grid.total or 0
    return CrossTable(name, name, "", "single", rows, groups, GroupBase("", whole, whole, 0, 0))


def put_small_together(
    counts: Counter[str], keys: Sequence[str], *, least: int, other: str
) -> tuple[tuple[str, ...], dict[str, str]]:
    """The keys that stay with at least `least` cases, then `other` for the rest, and which key each becomes. Where only
    one is small, the next larger goes with it, or `other` would be it under another name."""
    small = [key for key in keys if counts[key] < least]
    if len(small) == 1:
        larger = sorted((key for key in keys if key not in small), key=lambda key: (counts[key], key))
        small += larger[:1]
    kept = tuple(key for key in keys if key not in small)
    becomes = {key: (other if key in small else key) for key in keys}
    return (*kept, *([other] if small else [])), becomes
