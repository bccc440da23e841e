"""Which groupings to count together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod

Columns = tuple[str, ...]


def blocks_of(groupings: Sequence[Columns], sizes: Mapping[str, int], most: int) -> list[Columns]:
    """Few sets of columns such that each grouping lies within one, and those that hold several have at most `most`
    combinations.

    sizes: how many values a column has. Greedy: a set grows by the column that brings most
    of the groupings left over into it. (Best for all pairs of 13 columns are the 13 lines of the projective plane of
    order 3, four columns each; greedy comes near, and also copes with columns of different size.)
    """
    left = sorted(dict.fromkeys(frozenset(grouping) for grouping in groupings), key=_order(groupings))
    order = list(dict.fromkeys(name for grouping in groupings for name in grouping))
    blocks = []
    while left:
        block = left[0]
        while (grown := _grown(block, left, sizes, most, order)) is not None:
            block = grown
        left = [grouping for grouping in left if not grouping <= block]
        blocks.append(tuple(name for name in order if name in block))
    return blocks


def _order(groupings: Sequence[Columns]) -> Callable[[frozenset[str]], tuple[int, int]]:
    """Widest first: it may hold others; then as they were asked for."""
    first = {frozenset(grouping): -place for place, grouping in reversed(list(enumerate(groupings)))}
    return lambda grouping: (-len(grouping), -first[grouping])


def _grown(
    block: frozenset[str], left: Sequence[frozenset[str]], sizes: Mapping[str, int], most: int, order: Sequence[str]
) -> frozenset[str] | None:
    width = prod(sizes[name] for name in block)
    inside = sum(grouping <= block for grouping in left)
    best, gain = None, 0
    for name in order:
        if name in block or width * sizes[name] > most:
            continue
        wider = block | {name}
        gained = sum(grouping <= wider for grouping in left) - inside
        if gained > gain or (best and gained == gain and sizes[name] < sizes[best]):
            best, gain = name, gained
    return None if best is None else block | {best}
