"""An independent judge: search for other whole numbers that fit everything a protected table shows.

It knows nothing of networks: it sets up the sums that hold in any such table and tries values one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Equation = tuple[tuple[str, ...], str]
"""The parts, and the total that they add up to."""


def other_values(truth: Mapping[str, int], shown: Mapping[str, Any], equations: Sequence[Equation], name: str) -> bool:
    """Whether `name` may differ from the truth by one, with all that is shown and every sum kept.

    If it may differ at all it may differ by one, for whole numbers between two solutions of such sums are solutions
    too. Counts that are really not zero stay at least 1: a reader may know that nothing is never hidden first.
    "Not asked" stands in no table, so nobody knows even that; and where "no reply" and "declined" are both hidden,
    nobody knows for which of the two (`test_nobody_who_knows_the_program_learns_more` makes sure).
    """
    free = {key for key in truth if shown.get(key) is None}
    signed = [{**dict.fromkeys(parts, 1), total: -1} for parts, total in equations]
    return any(_settle(truth, free, signed, {name: move}) for move in (1, -1) if _allowed(truth, free, name, move))


def _allowed(truth: Mapping[str, int], free: set[str], name: str, move: int) -> bool:
    group, _dot, last = name.rpartition(".")
    pair = {f"{group}{_dot}no_reply", f"{group}{_dot}declined"}
    either = last in ("no_reply", "declined") and pair <= free
    least = 0 if either or name.endswith("not_asked") else min(truth[name], 1)
    return truth[name] + move >= least


def _settle(
    truth: Mapping[str, int], free: set[str], equations: Sequence[Mapping[str, int]], moves: dict[str, int]
) -> bool:
    """Depth first: take a sum that the moves have upset, and decide the next count in it: mend, stay, or worsen."""
    for equation in equations:
        gap = sum(sign * moves.get(part, 0) for part, sign in equation.items())
        if gap:
            break
    else:
        return True
    undecided = [part for part in equation if part in free and part not in moves]
    if abs(gap) > len(undecided):
        return False
    part = undecided[0]
    mend = -equation[part] if gap > 0 else equation[part]
    return any(
        _settle(truth, free, equations, moves | {part: move})
        for move in (mend, 0, -mend)
        if move == 0 or _allowed(truth, free, part, move)
    )
