"""Tallies added up: by two traits at a time, and into shares that were in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from folkmoot_core.casework.spans import Span
from folkmoot_core.casework.tallies import COMPLAINT, LaterTally, Tally

Timed = Tally | LaterTally


class Timeliness(StrEnum):
    """How one limit of one case stands. IN_TIME: by its original date. EXTENDED: after that, by its current one.
    WAITING: not done, and not due yet. OVERDUE: not done, and late already. UNKNOWN: ended without it, or nobody wrote
    the day down. NONE: it has no such limit."""

    IN_TIME = "in_time"
    EXTENDED = "extended"
    LATE = "late"
    WAITING = "waiting"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Compliance:
    """`judged` cases were done, or are late already. `original`: done by the original date; `current`: by the date that
    held in the end. Shares are from 0 to 100, None of nobody."""

    judged: int
    original: int
    current: int

    @property
    def by_original(self) -> float | None:
        return 100 * self.original / self.judged if self.judged else None

    @property
    def by_current(self) -> float | None:
        return 100 * self.current / self.judged if self.judged else None


_JUDGED = frozenset({Timeliness.IN_TIME, Timeliness.EXTENDED, Timeliness.LATE, Timeliness.OVERDUE})


def within(tallies: Iterable[Tally], span: Span) -> list[Tally]:
    """Those of the year, or of its quarter."""
    return [each for each in tallies if each.year == span.year and span.quarter in (0, each.quarter)]


def complaints_in(tallies: Iterable[Tally]) -> list[Tally]:
    return [each for each in tallies if each.kind == COMPLAINT]


def count_by(tallies: Iterable[Tally], trait: Callable[[Tally], str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in tallies:
        found[trait(each)] += each.n
    return found


def cross(
    tallies: Iterable[Tally], row: Callable[[Tally], str], column: Callable[[Tally], str]
) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for each in tallies:
        found[row(each), column(each)] += each.n
    return found


def compliance_of(tallies: Iterable[Timed], measure: str) -> Compliance:
    """`measure` is "acknowledged" or "responded"."""
    judged = original = current = 0
    for each, stands in _standing(tallies, measure):
        if stands in _JUDGED:
            judged += each.n
        if stands == Timeliness.IN_TIME:
            original += each.n
        if stands in (Timeliness.IN_TIME, Timeliness.EXTENDED):
            current += each.n
    return Compliance(judged, original, current)


def _standing(tallies: Iterable[Timed], measure: str) -> Iterator[tuple[Timed, str]]:
    for each in tallies:
        yield each, (each.acknowledged if measure == "acknowledged" else each.responded)


def extended_in(tallies: Iterable[Timed]) -> int:
    return sum(each.n for each in tallies if each.extended)


def total(tallies: Iterable[Timed]) -> int:
    return sum(each.n for each in tallies)
