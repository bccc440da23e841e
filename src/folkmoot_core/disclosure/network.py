"""Which further counts must be hidden so that no hidden one can be worked out from those that stay.

A table with totals is a network: every count is an arc, every sum ("these add up to that") a node where what flows in
flows out. Given what is visible, a hidden count can have another value exactly when a unit can be sent round a cycle of
hidden arcs through it: up along an arc, or down where at least 2 flow. Down to zero is not allowed, since readers may
know that zero is never hidden first. This is exact for counts of whole people in tables of up to two dimensions
(Cox, L. H. (1995), Network models for complementary cell suppression, JASA 90(432), 1453-1462).
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

Cost = tuple[int, int, int, int]
OUTSIDE = "outside"
"""Where an arc ends that is part of one sum only."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One count. `total`: hide it only when no inner count will do; `last`: only when nothing else will do.

    `unprinted`: it stands in no table, so nobody knows that it is not zero.
    """

    name: str
    tail: str
    head: str
    value: int
    total: bool = False
    last: bool = False
    unprinted: bool = False

    @property
    def can_fall(self) -> bool:
        return self.value > (0 if self.unprinted else 1)


@dataclass
class Network:
    """Counts and which of them are hidden."""

    arcs: tuple[Arc, ...]
    hidden: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.touching: dict[str, list[int]] = {}
        for place, arc in enumerate(self.arcs):
            for node in {arc.tail, arc.head}:
                self.touching.setdefault(node, []).append(place)

    def hide(self, names: Collection[str]) -> None:
        self.hidden.update(place for place, arc in enumerate(self.arcs) if arc.name in names)

    def hidden_names(self) -> set[str]:
        return {self.arcs[place].name for place in self.hidden}

    def complete(self, concern: Iterable[str]) -> None:
        """Hide further counts until none of these can be worked out, nor any that is hidden on the way.

        Each unsafe count gets the cheapest cycle through it, whose every count can then vary along with it. Hiding more
        only ever helps the hidden, so each count needs to be settled once.
        """
        wanted = set(concern)
        for place in [place for place in sorted(self.hidden) if self.arcs[place].name in wanted]:
            if not self.can_vary(place):
                self.hidden.update(self._cheapest_cycle(place))

    def can_vary(self, place: int) -> bool:
        """Whether the visible counts leave this hidden one more than one possible value."""
        return any(self._path(start, goal, place, only_hidden=True) is not None for start, goal in self._ways(place))

    def _ways(self, place: int) -> list[tuple[str, str]]:
        """(from, to) of the rest of a cycle that changes this count: up and, if it may fall, down."""
        arc = self.arcs[place]
        up, down = (arc.head, arc.tail), (arc.tail, arc.head)
        return [up, down] if arc.can_fall else [up]

    def _cheapest_cycle(self, place: int) -> list[int]:
        found = [self._path(start, goal, place) for start, goal in self._ways(place)]
        ways = [path for path in found if path is not None]
        return min(ways)[1] if ways else []

    def _path(self, start: str, goal: str, without: int, *, only_hidden: bool = False) -> tuple[Cost, list[int]] | None:
        """The cheapest way for a unit from start to goal, and what it uses (Dijkstra's algorithm)."""
        waiting: list[tuple[Cost, str, list[int]]] = [((0, 0, 0, 0), start, [])]
        done: set[str] = set()
        while waiting:
            cost, node, used = heapq.heappop(waiting)
            if node == goal:
                return cost, used
            if node in done:
                continue
            done.add(node)
            for place, reached in self._steps(node, without):
                if reached not in done and (place in self.hidden or not only_hidden):
                    heapq.heappush(waiting, (self._add(cost, place), reached, [*used, place]))
        return None

    def _steps(self, node: str, without: int) -> Iterator[tuple[int, str]]:
        for place in self.touching[node]:
            arc = self.arcs[place]
            if place == without:
                continue
            if arc.tail == node:
                yield place, arc.head
            if arc.head == node and arc.can_fall:
                yield place, arc.tail

    def _add(self, cost: Cost, place: int) -> Cost:
        """Hiding one more: no total if it can be helped, then few counts, then small ones. Zero counts as two."""
        if place in self.hidden:
            return cost
        arc = self.arcs[place]
        last, totals, counts, people = cost
        return last + arc.last, totals + arc.total, counts + (1 if arc.value else 2), people + arc.value
