"""Whether a printed total is the sum of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Match(StrEnum):
    EXACT = "exact"
    ROUNDING = "rounding"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Total:
    """`difference`: printed less the sum, in pence."""

    match: Match
    summed: int
    printed: int

    @property
    def difference(self) -> int:
        return self.printed - self.summed


def check_total(parts: Sequence[int], printed: int, step: int) -> Total:
    """Each part and the total were rounded to `step` pence (1: they are exact), each by itself: together they may be
    off by half a step each, and not by more."""
    summed = sum(parts)
    off = abs(printed - summed)
    if not off:
        return Total(Match.EXACT, summed, printed)
    explained = step > 1 and 2 * off <= step * (len(parts) + 1)
    return Total(Match.ROUNDING if explained else Match.DIFFERS, summed, printed)
