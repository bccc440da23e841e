"""The order in which business was taken, where it is not that of the agenda.

Minutes tell things in the order in which they happened and keep the numbers that were printed, and say at each item
taken out of its turn after which one it came (Knowles on Local Authority Meetings: a change of order is for the
meeting, usually on the chair's proposal, and is minuted).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def order_taken(agenda: Sequence[Item], taken: Mapping[Item, int]) -> tuple[Item, ...]:
    """All items as they were taken. `taken` counts those whose turn was written down; one that it lacks (put on later)
    comes right after the item that stands before it on the agenda."""
    order = sorted((item for item in agenda if item in taken), key=lambda item: taken[item])
    for place, item in enumerate(agenda):
        if item not in taken:
            order.insert(order.index(agenda[place - 1]) + 1 if place else 0, item)
    return tuple(order)


def taken_after(order: Sequence[Item], item: Item, after: Item | None) -> tuple[Item, ...]:
    """The order with `item` right after another, or first of all. Raises ValueError where it would follow itself."""
    if item == after:
        raise ValueError("An item cannot be taken after itself.")
    rest = [each for each in order if each != item]
    rest.insert(rest.index(after) + 1 if after is not None else 0, item)
    return tuple(rest)


def out_of_turn(agenda: Sequence[Item], order: Sequence[Item]) -> frozenset[Item]:
    """The fewest items that, had they waited their turn, would leave the order of the agenda. Of two ways to say it,
    the one in which items were brought forward."""
    place = {item: number for number, item in enumerate(agenda)}
    # Of each item, the longest run from it on that keeps the agenda's order; of equally long ones, that of the lowest
    # numbers, so that of two that changed places the one brought forward is left over.
    runs: list[tuple[int, ...]] = []
    for item in reversed(order):
        rest = max((run for run in runs if run[0] > place[item]), key=_long_and_low, default=())
        runs.append((place[item], *rest))
    kept = max(runs, key=_long_and_low, default=())
    return frozenset(item for item in order if place[item] not in kept)


def _long_and_low(run: tuple[int, ...]) -> tuple[int, list[int]]:
    return len(run), [-number for number in run]
