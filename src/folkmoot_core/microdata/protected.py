"""Weighted tables under the disclosure policy: a hidden count takes its weighted figures with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from folkmoot_core.disclosure import Policy, protect
from folkmoot_core.microdata.tables import Row, WeightedTable, rows_of
from folkmoot_core.survey import Cell, CrossRow, CrossTable, GroupBase, QuestionTable
from folkmoot_core.survey import Row as CountRow


@dataclass(frozen=True)
class Shown:
    """What may be shown of a table. base: None where it is hidden. coarse: figures were rounded to keep a secret."""

    rows: tuple[Row, ...]
    base: int | None
    coarse: bool = False
    no_reply: int | None = None
    declined: int | None = None


def everything(table: WeightedTable) -> Shown:
    """The table as it was counted, for people who may see single responses."""
    return Shown(tuple(rows_of(table)), table.base, no_reply=table.no_reply, declined=table.declined)


def shown_under(table: WeightedTable, policy: Policy, *, equal_weights: bool) -> Shown:
    """Hide what the policy hides of the counts, and every figure that would give it back.

    Percentages are hidden with their count, on bases below `policy.percent_base`, and where the group's base is hidden.
    With unequal weights a weighted figure in full precision may tell how many people of which weight are behind a
    hidden one; so where anything is hidden, weighted counts are rounded to whole people and percentages to a tenth.
    """
    whole = protect(_question_table(table), policy)
    counts, percents, base = _protected(table, whole, policy)
    hidden = base is None or None in counts
    coarse = hidden and not equal_weights
    rows = tuple(
        _shown(row, count, percent_ok=percent_ok, coarse=coarse)
        for row, count, percent_ok in zip(rows_of(table), counts, percents, strict=True)
    )
    silent = [None if policy.hides(count) else count for count in (table.no_reply, table.declined)]
    return Shown(rows, base, coarse, *silent)


def _shown(row: Row, count: int | None, *, percent_ok: bool, coarse: bool) -> Row:
    if count is None:
        return Row(row.level, row.by_level, None, None, None, None, None, None, suppressed=True)
    if not percent_ok:
        row = replace(row, percent=None, se=None, low=None, high=None)
    if not coarse:
        return row
    weighted = None if row.weighted is None else float(round(row.weighted))
    percent, se, low, high = (_tenth(value) for value in (row.percent, row.se, row.low, row.high))
    return replace(row, weighted=weighted, percent=percent, se=se, low=low, high=high)


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _protected(
    table: WeightedTable, whole: QuestionTable, policy: Policy
) -> tuple[list[int | None], list[bool], int | None]:
    """For each row, group by group: the count or None, and whether its percentage may be shown; and the base."""
    if table.by is None:
        return (
            [row.count for row in whole.rows],
            [row.percent_of_answered is not None for row in whole.rows],
            whole.answered,
        )
    cross = protect(_cross_table(table), policy, by=table.by)
    cells = [row.cells[group] for group in range(len(table.groups)) for row in cross.rows]
    if _hides_what_another_shows(cross, whole):
        return [None] * len(cells), [False] * len(cells), whole.answered
    return [cell.count for cell in cells], [cell.percent is not None for cell in cells], cross.overall.answered


def _hides_what_another_shows(cross: CrossTable, whole: QuestionTable) -> bool:
    """Whether the cells are safe only as long as nobody sees the same question without groups.

    Happens where there is little else to hide than the totals: then no cell is shown.
    """
    ours = [row.total for row in cross.rows] + [cross.overall.answered]
    theirs = [row.count for row in whole.rows] + [whole.answered]
    return any(mine is None and shown is not None for mine, shown in zip(ours, theirs, strict=True))


def _question_table(table: WeightedTable) -> QuestionTable:
    """All groups together, as the policy reads it. Who did not answer is in no share; how many they are says nothing of
    what anybody answered, so a single blank costs no table its figures."""
    counts = enumerate(table.shares.n.sum(axis=0))
    return QuestionTable(
        question=table.column,
        key=table.column,
        text=table.column,
        kind="",
        responses=table.base,
        asked=table.base,
        answered=table.base,
        no_reply=0,
        declined=0,
        rows=tuple(CountRow(f"{place}", table.levels[place], int(count), 0.0, 0.0) for place, count in counts),
        additive=table.additive,
        most_choices=table.most_choices,
    )


def _cross_table(table: WeightedTable) -> CrossTable:
    found = table.shares
    rows = [
        CrossRow(
            f"{place}",
            level,
            tuple(Cell(int(count), 0.0) for count in found.n[:, place]),
            int(found.n[:, place].sum()),
        )
        for place, level in enumerate(table.levels)
    ]
    groups = [GroupBase(name, int(base), int(base), 0, 0) for name, base in zip(table.groups, found.base, strict=True)]
    return CrossTable(
        question=table.column,
        key=table.column,
        text=table.column,
        kind="",
        rows=tuple(rows),
        groups=tuple(groups),
        overall=GroupBase("", table.base, table.base, 0, 0),
        additive=table.additive,
        most_choices=table.most_choices,
    )


def unweighted(table: WeightedTable, shown: Shown) -> list[float | None]:
    """The share of people, in per cent, beside each row; None where that row shows no share."""
    levels = len(table.levels)
    return [
        None if row.count is None or row.percent is None else 100 * row.count / int(table.shares.base[place // levels])
        for place, row in enumerate(shown.rows)
    ]


def visible_levels(shown: Shown, levels: int) -> Iterator[int]:
    """Places of the levels of which nothing is hidden, in any group."""
    for level in range(levels):
        if all(row.percent is not None for row in shown.rows[level::levels]):
            yield level
