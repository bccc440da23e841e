"""Grids and shares as tables of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from folkmoot_core.casework.counting import Compliance, Timeliness, compliance_of, extended_in, total
from folkmoot_core.casework.safe import Grid
from folkmoot_core.casework.tallies import LaterTally, Tally
from folkmoot_core.disclosure import Policy
from folkmoot_core.reports.figures import Figure, count, percent
from folkmoot_core.reports.tables import Column, Row, Table
from folkmoot_core.survey import share_decimals

Label = Callable[[str], str]
TOTAL = "total"


@dataclass(frozen=True)
class Words:
    """What a table of a grid says around its figures."""

    id: str
    caption: str
    corner: str
    rows: Mapping[str, str]
    columns: Mapping[str, str]
    total: str
    notes: tuple[str, ...] = ()


def grid_table(grid: Grid, words: Words, *, with_totals: bool = True) -> Table:
    """Rows by columns with both margins; hidden counts marked."""
    columns = [Column(key, words.columns[key]) for key in grid.columns]
    if with_totals:
        columns.append(Column(TOTAL, words.total))
    rows = []
    for key in grid.rows:
        cells = [kept(grid.cells.get((key, column))) for column in grid.columns]
        rows.append(
            Row(key or "none", words.rows[key], (*cells, *([kept(grid.row_totals.get(key))] if with_totals else [])))
        )
    if len(grid.rows) > 1:
        last = [kept(grid.column_totals.get(column)) for column in grid.columns]
        rows.append(Row(TOTAL, words.total, (*last, *([kept(grid.total)] if with_totals else [])), is_base=True))
    return Table(words.id, words.caption, words.corner, tuple(columns), tuple(rows), words.notes)


def share_table(grid: Grid, words: Words, policy: Policy | None) -> Table:
    """Each column as percentages of its total, which stands below it."""
    columns = tuple(Column(key, words.columns[key]) for key in grid.columns)
    rows = [
        Row(
            key or "none",
            words.rows[key],
            tuple(share(grid.cells.get((key, each)), grid.column_totals.get(each), policy) for each in grid.columns),
        )
        for key in grid.rows
    ]
    base = tuple(kept(grid.column_totals.get(each)) for each in grid.columns)
    return Table(
        words.id,
        words.caption,
        words.corner,
        columns,
        (*rows, Row(TOTAL, words.total, base, is_base=True)),
        words.notes,
    )


def kept(number: int | None) -> Figure:
    return count(number, kept_back=number is None)


def share(part: int | None, whole: int | None, policy: Policy | None) -> Figure:
    """Part of whole as a percentage; kept back where either is, or, under a policy, too few are the base."""
    if part is None or whole is None:
        return percent(None, 0, kept_back=True)
    if not whole:
        return percent(None, 0)
    if policy is not None and (
        policy.hides(part) or policy.hides(whole - part) or whole < policy.percent_base or policy.hides(whole)
    ):
        return percent(None, 0, kept_back=True)
    return percent(100 * part / whole, share_decimals(whole))


@dataclass(frozen=True)
class InTime:
    """One group's complaints: how they stand to their dates."""

    acknowledged: Compliance
    responded: Compliance
    extended: int
    all: int

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> InTime:
        own = list(tallies)
        return cls(compliance_of(own, "acknowledged"), compliance_of(own, "responded"), extended_in(own), total(own))

    @classmethod
    def of_later(cls, tallies: Iterable[LaterTally]) -> InTime:
        """Of later stages: each answer that is owed there is one."""
        own = list(tallies)
        owed = [each for each in own if each.responded != Timeliness.NONE]
        return cls(compliance_of(own, "acknowledged"), compliance_of(own, "responded"), extended_in(owed), total(owed))

    def figures(self, policy: Policy | None) -> tuple[Figure, ...]:
        """In the order of `time_columns`. Under a policy bases are not told, and shares only in whole numbers: with
        them one could count back to a few cases."""
        shares = (
            _judged(self.acknowledged.original, self.acknowledged.judged, policy),
            _judged(self.responded.original, self.responded.judged, policy),
            _judged(self.responded.current, self.responded.judged, policy),
            _judged(self.extended, self.all, policy),
        )
        if policy is not None:
            return shares
        return (count(self.acknowledged.judged), shares[0], count(self.responded.judged), *shares[1:])


def _judged(part: int, whole: int, policy: Policy | None) -> Figure:
    figure = share(part, whole, policy)
    return figure if policy is None or figure.value is None else percent(figure.value, 0)


def time_columns(label: Label, policy: Policy | None) -> tuple[Column, ...]:
    names = ("ack", "resp", "resp_current", "extended")
    if policy is None:
        names = ("ack_n", "ack", "resp_n", "resp", "resp_current", "extended")  # type: ignore[assignment]
    return tuple(Column(name, label(f"column.cases.{name}")) for name in names)


def time_rows(groups: Sequence[tuple[str, str, InTime]], policy: Policy | None, all_: str) -> tuple[Row, ...]:
    """A row for each group; the last, under `TOTAL`, is of everybody."""
    return tuple(
        Row(key or "none", all_ if key == TOTAL else name, each.figures(policy), is_base=key == TOTAL)
        for key, name, each in groups
    )
