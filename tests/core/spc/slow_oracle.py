"""The rules of *Making Data Count*, read off its text one point at a time and in exact fractions. Slow on purpose, and
shares nothing with the code under test."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

REACH, NEAR, WIDE = Fraction(266, 100), Fraction(266, 150), Fraction(3267, 1000)


@dataclass(frozen=True)
class Read:
    mean: Fraction
    moving_range: Fraction | None
    causes: tuple[str | None, ...]


def read(
    values: Sequence[Fraction], baseline: int | None = None, *, screening: bool = True, run: int = 7, trend: int = 7
) -> Read:
    used = list(values[:baseline])
    mean = sum(used) / Fraction(len(used))
    ranges = [abs(later - earlier) for earlier, later in itertools.pairwise(used)]
    if not ranges:
        return Read(mean, None, tuple([None] * len(values)))
    usual = sum(ranges) / Fraction(len(ranges))
    if screening:
        kept = [each for each in ranges if each < WIDE * usual]
        if any(kept):
            usual = sum(kept) / Fraction(len(kept))
    causes = tuple(_cause(values, place, mean, usual, run, trend) for place in range(len(values)))
    return Read(mean, usual, causes)


def is_borderline(values: Sequence[Fraction], baseline: int | None) -> bool:
    """Whether a moving range is exactly as wide as the one that is screened out: binary fractions cannot tell."""
    used = list(values[:baseline])
    ranges = [abs(later - earlier) for earlier, later in itertools.pairwise(used)]
    return any(each * len(ranges) == WIDE * sum(ranges) for each in ranges if each)


def _cause(values: Sequence[Fraction], place: int, mean: Fraction, usual: Fraction, run: int, trend: int) -> str | None:
    value = values[place]
    if abs(value - mean) > REACH * usual:
        return "Above UCL" if value > mean else "Below LCL"
    # Of two trends that meet in a point, the later: windows are tried from the last that holds the point.
    for window in reversed(_windows(values, place, trend)):
        if all(a < b for a, b in pairwise(window)):
            return f"{trend} Point Trend (Increasing)"
        if all(a > b for a, b in pairwise(window)):
            return f"{trend} Point Trend (Decreasing)"
    for window in _windows(values, place, 3):
        enough = sum(_near(each, mean, usual) for each in window) >= 2
        if _near(value, mean, usual) and enough and _side(window, mean):
            return f"2 in 3 {_side(window, mean)} CL"
    for window in _windows(values, place, run):
        if _side(window, mean):
            return f"{run} Points {_side(window, mean)} CL"
    return None


def _windows(values: Sequence[Fraction], place: int, length: int) -> list[Sequence[Fraction]]:
    """All stretches of so many points that hold the place, in order."""
    starts = range(max(0, place - length + 1), place + 1)
    return [values[start : start + length] for start in starts if start + length <= len(values)]


def _side(window: Sequence[Fraction], mean: Fraction) -> str:
    """Where all of a window are; "" where they are not on one side."""
    if all(each > mean for each in window):
        return "Above"
    return "Below" if all(each < mean for each in window) else ""


def _near(value: Fraction, mean: Fraction, usual: Fraction) -> bool:
    return NEAR * usual < abs(value - mean) <= REACH * usual
