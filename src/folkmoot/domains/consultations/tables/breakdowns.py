"""A breakdown as a page lays it out: whatever there is more of runs down the side."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from folkmoot_core.survey import CrossTable, GroupBase

# So many columns of numbers fit beside the names.
ACROSS = 6


@dataclass(frozen=True)
class GridCell:
    """`label`: what its column is called, for a telephone, where cells stand below one another."""

    label: str
    count: int | None
    percent: float | None = None


@dataclass(frozen=True)
class GridRow:
    name: str
    cells: tuple[GridCell, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Grid:
    """columns: the heads behind the corner."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def is_wide(self) -> bool:
        return len(self.columns) > ACROSS


def grid_of(table: CrossTable, groups_are: str) -> Grid:
    """Groups run down where they are more than answers and than fit across; `groups_are` is what they are groups of."""
    heads = [group.label for group in table.groups]
    turned = len(heads) > ACROSS and len(heads) > len(table.rows)
    return _groups_down(table, groups_are) if turned else _answers_down(table, heads)


def _answers_down(table: CrossTable, heads: list[str]) -> Grid:
    columns = (*heads, _("All"))
    rows = [
        GridRow(
            row.text,
            (
                *(GridCell(head, cell.count, cell.percent) for head, cell in zip(heads, row.cells, strict=True)),
                GridCell(_("All"), row.total),
            ),
        )
        for row in table.rows
    ]
    bases = [*table.groups, table.overall]
    for name, counts in _bases(table, bases):
        cells = tuple(GridCell(head, count) for head, count in zip(columns, counts, strict=True))
        rows.append(GridRow(name, cells, is_total=name == _("Answered")))
    return Grid(_("Answer"), columns, tuple(rows))


def _groups_down(table: CrossTable, groups_are: str) -> Grid:
    bases = [*table.groups, table.overall]
    told = _bases(table, bases)
    rows = []
    for place, base in enumerate(bases):
        whole = base is table.overall
        if whole:
            cells = [GridCell(row.text, row.total) for row in table.rows]
        else:
            cells = [GridCell(row.text, row.cells[place].count, row.cells[place].percent) for row in table.rows]
        cells += [GridCell(name, counts[place]) for name, counts in told]
        rows.append(GridRow(_("All") if whole else base.label, tuple(cells), is_total=whole))
    columns = (*(row.text for row in table.rows), *(name for name, _counts in told))
    return Grid(groups_are, columns, tuple(rows))


def _bases(table: CrossTable, bases: list[GroupBase]) -> list[tuple[str, list[int | None]]]:
    found = [
        (_("Answered"), [base.answered for base in bases]),
        (_("No reply"), [base.no_reply for base in bases]),
    ]
    if table.overall.declined != 0:
        found.append((_("I do not wish to say"), [base.declined for base in bases]))
    return found
