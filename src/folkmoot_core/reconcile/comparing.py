"""Published figures against our records, cell by cell: which cases explain each difference, and what is left.

With the other side's list of cases (the Ombudsman sends it on request) every difference is split exactly:

    ours − published = (ours − their list) + (their list − published)

The first bracket is explained case by case. The second cannot be: their list does not give their own figure. It is what
stays unexplained, and is always said. Without their list nothing is proven, so nothing is called explained; cases that
could explain a difference are named as possible.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from folkmoot_core.reconcile.arithmetic import Finding, check_totals
from folkmoot_core.reconcile.cases import OTHER_PERIOD, Case, Definition, Placed
from folkmoot_core.reconcile.published import Place, PublishedTable
from folkmoot_core.values import Fault, Invalid

# Cases so near the ends of a period may have been dated otherwise by the other side.
NEAR_THE_END = timedelta(days=14)


class Why(StrEnum):
    """Why a case is counted by one side only."""

    OTHER_PERIOD = "other period"
    OTHER_CATEGORY = "other category"
    MERGED = "merged"
    NOT_COUNTED = "not counted by definition"  # premature, about somebody else
    NOT_ON_OURS = "not on our log"
    NOT_ON_THEIRS = "not on theirs"


@dataclass(frozen=True, slots=True)
class Reason:
    """Cases that the two sides count differently in one place. `named` is the kind in words, of a case that one side's
    definition leaves out what it calls it (premature). `effect`: how much larger it makes our figure."""

    why: Why
    named: str
    effect: int
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One printed place. `difference` is ours less published, and is the sum of all effects and `unexplained`."""

    place: Place
    published: Decimal
    ours: int
    reasons: tuple[Reason, ...]
    unexplained: Decimal
    possible: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal:
        return self.ours - self.published

    @property
    def sentence(self) -> str:
        where = ", ".join(filter(None, self.place))
        if not self.difference and not self.reasons:
            return f"{where}: {self.published:f}, and ours agree."
        kinds = Counter[str]()
        for reason in self.reasons:
            kinds[reason.named] += reason.effect
        told = "; ".join(f"{kind} {_signed(effect)}" for kind, effect in kinds.items()) or "nothing"
        return (
            f"{where}: published {self.published:f}, ours {self.ours} ({_signed(self.difference)}). "
            f"Explained: {told}. Unexplained: {_signed(self.unexplained)}."
        )


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every printed figure beside ours; what we count that has no place in print; what the table itself gets wrong."""

    table: PublishedTable
    cells: tuple[Compared, ...]
    without_place: tuple[str, ...]
    arithmetic: tuple[Finding, ...]

    @property
    def unexplained(self) -> tuple[Compared, ...]:
        return tuple(cell for cell in self.cells if cell.unexplained)

    def cell(self, row: str, column: str) -> Compared:
        return next(cell for cell in self.cells if cell.place == (row, column))


@dataclass(frozen=True, slots=True)
class _Pair:
    """All cases of one shared reference, on either side, with where each counts."""

    ours: tuple[tuple[Case, Placed], ...]
    theirs: tuple[tuple[Case, Placed], ...]


def reconcile(
    table: PublishedTable, definition: Definition, ours: Sequence[Case], theirs: Sequence[Case] | None = None
) -> Reconciliation:
    """Every figure of the table against our cases, counted by the definition that the table gives.

    `theirs`: the other side's list, counted by the same definition; None where there is none. Raises Invalid where a
    reference stands twice on one list.
    """
    _check_references(ours, "ours")
    _check_references(theirs or (), "theirs")
    placed = [(case, definition.placed(case)) for case in ours]
    pairs = _pairs(placed, [(case, definition.placed(case)) for case in theirs]) if theirs is not None else None
    cells = []
    for place, published in table.figures.items():
        if published is None:
            continue
        inside = [case for case, where in placed if where.cell and table.covers(place, where.cell)]
        if pairs is None:
            possible = tuple(_possible(definition, table, place, placed)) if len(inside) != published else ()
            cells.append(Compared(place, published, len(inside), (), len(inside) - published, possible))
            continue
        reasons = tuple(reason for pair in pairs if (reason := _reason(table, place, pair)) is not None)
        explained = sum(reason.effect for reason in reasons)
        cells.append(Compared(place, published, len(inside), reasons, len(inside) - published - explained))
    homeless = tuple(
        f"{case.reference}: {where.words}"
        for case, where in placed
        if where.cell and not any(table.covers(place, where.cell) for place in table.figures)
    )
    return Reconciliation(table, tuple(cells), homeless, tuple(check_totals(table)))


def _check_references(cases: Iterable[Case], side: str) -> None:
    twice = [reference for reference, count in Counter(case.reference for case in cases).items() if count > 1]
    if twice:
        mend = "Keep one of them; cases merged into one share its reference instead."
        raise Invalid([Fault(side, f"“{reference}” is on the list twice.", mend) for reference in twice])


def _pairs(ours: Sequence[tuple[Case, Placed]], theirs: Sequence[tuple[Case, Placed]]) -> list[_Pair]:
    by_key: dict[str, tuple[list[tuple[Case, Placed]], list[tuple[Case, Placed]]]] = defaultdict(lambda: ([], []))
    for case, where in ours:
        by_key[case.key][0].append((case, where))
    for case, where in theirs:
        by_key[case.key][1].append((case, where))
    return [_Pair(tuple(mine), tuple(yours)) for mine, yours in by_key.values()]


def _reason(table: PublishedTable, place: Place, pair: _Pair) -> Reason | None:
    """Why the two sides count a case differently in a place; None where they count it alike there."""

    def inside(side: Sequence[tuple[Case, Placed]]) -> int:
        return sum(1 for _case, where in side if where.cell and table.covers(place, where.cell))

    effect = inside(pair.ours) - inside(pair.theirs)
    if not effect:
        return None
    ours = tuple(case.reference for case, _where in pair.ours)
    theirs = tuple(case.reference for case, _where in pair.theirs)
    why, named = _why(pair)
    return Reason(why, named or str(why), effect, ours, theirs, _words(pair))


def _why(pair: _Pair) -> tuple[Why, str]:
    """The kind, and where a condition left the case out what that calls it."""
    if not pair.ours:
        return Why.NOT_ON_OURS, ""
    if not pair.theirs:
        return Why.NOT_ON_THEIRS, ""
    counted = [[where for _case, where in side if where.cell] for side in (pair.ours, pair.theirs)]
    if counted[0] and counted[1]:
        return (Why.MERGED if len(counted[0]) != len(counted[1]) else Why.OTHER_CATEGORY), ""
    left_out = pair.theirs if counted[0] else pair.ours
    if any(where.why_not == OTHER_PERIOD for _case, where in left_out):
        return Why.OTHER_PERIOD, ""
    return Why.NOT_COUNTED, left_out[0][1].why_not


def _words(pair: _Pair) -> str:
    sides = []
    for name, side in (("ours", pair.ours), ("theirs", pair.theirs)):
        told = " and ".join(f"{case.reference} ({where.words})" for case, where in side)
        sides.append(f"{name}: {told or 'none'}")
    return "; ".join(sides)


def _possible(
    definition: Definition, table: PublishedTable, place: Place, placed: Sequence[tuple[Case, Placed]]
) -> Iterable[str]:
    """Cases of ours that may be why: near the ends of the period, or sharing a reference with another of ours."""
    shared = Counter(case.key for case, where in placed if where.cell)
    for case, where in placed:
        if where.day is None:
            continue
        within = where.cell is not None and table.covers(place, where.cell)
        nearest = min(abs(where.day - definition.first), abs(where.day - definition.last))
        if within and shared[case.key] > 1:
            yield f"{case.reference}: shares the reference {case.key} with another case of ours"
        elif nearest <= NEAR_THE_END and (within or where.why_not == OTHER_PERIOD):
            yield f"{case.reference}: {where.words}, near the end of the period"


def _signed(value: Decimal | int) -> str:
    return "0" if not value else f"{Decimal(value).normalize():+f}".replace("-", "−")
