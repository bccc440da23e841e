"""Which further counts must be hidden so that no hidden one can be worked out from those that stay.

A table with totals is a network: every count is an arc, every sum ("these add up to that") a node where what flows in
flows out. Given what is visible, a hidden count can be another value exactly when as much can be sent round cycles of
hidden arcs through it: up along an arc, or down for as long as 1 is left. Down to zero is not allowed, since readers
may know that zero is never hidden first. This is exact for counts of whole people in tables of up to two dimensions
(Cox, L. H. (1995), Network models for complementary cell suppression, JASA 90(432), 1453-1462). A small count must be
able to move far: the "sliding protection" of Fischetti and Salazar (2001, Management Science 47(7), 1008-1027).
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from folkmoot_core.disclosure.policy import Policy

Cost = tuple[int, int, int, int]
OUTSIDE = "outside"
"""Where an arc ends that is part of one sum only."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One count. `total`: hide it only when no inner count will do; `last`: only when nothing else will do.

    `unprinted`: it stands in no table, so nobody knows that it is not zero. `silent`: of people who gave no answer, of
    whom it says nothing else; it must not be told exactly, but may be told to be small, lest every question that nearly
    everybody answered loses its percentages. `paired`: of two silent counts one is small, and both are hidden, so that
    a reader who knows this program does not know that this one is not zero.
    """

    name: str
    tail: str
    head: str
    value: int
    total: bool = False
    last: bool = False
    unprinted: bool = False
    silent: bool = False
    paired: bool = False

    @property
    def floor(self) -> int:
        """The least that a reader can take it to be."""
        return 0 if self.unprinted or self.paired else min(self.value, 1)

    @property
    def can_fall(self) -> bool:
        return self.value > self.floor


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

    def complete(self, concern: Iterable[str], policy: Policy, *, telling: Collection[str] = ()) -> None:
        """Hide further counts until nothing is told of these, nor any that is hidden on the way can be worked out.

        What is sent round goes the cheapest way, and every count on that way can then vary along with it. Hiding more
        only ever helps the hidden, so each count needs to be settled once. `telling`: counts of a sensitive attribute
        that are 100% of theirs; readers must be left with the possibility that they are not.
        """
        concern, telling = set(concern), set(telling)
        for place in sorted(self.hidden):
            name = self.arcs[place].name
            if name in concern:
                self._settle(place, self._demands(place, policy))
            if name in telling:
                self._settle(place, [(0, min(policy.threshold, self._room(place, {})))])

    def _settle(self, place: int, demands: Iterable[tuple[int, int]]) -> None:
        """Meet one of the demands, (how far it must be able to rise, how far to fall): that which hides least."""
        found = [self._hidden_for(place, up, down) for up, down in demands]
        met = [more for more in found if more is not None]
        if met:
            self.hidden.update(min(met, key=self._cost_of))

    def _demands(self, place: int, policy: Policy) -> Iterator[tuple[int, int]]:
        """What a reader may be left with. A small count: that it reaches the threshold, or no less than all that its
        mark says (1 to threshold - 1). Of others: any other value."""
        arc = self.arcs[place]
        if policy.hides(arc.value) and not arc.unprinted and not arc.silent:
            yield policy.threshold - arc.value, 0
            yield policy.threshold - 1 - arc.value, arc.value - 1
        else:
            yield 1, 0
            if arc.can_fall:
                yield 0, 1

    def _hidden_for(self, place: int, up: int, down: int) -> set[int] | None:
        """What must be hidden besides, so that this count can rise by `up` and can fall by `down`; None: no way."""
        arc, more = self.arcs[place], set[int]()
        for start, goal, amount in ((arc.head, arc.tail, up), (arc.tail, arc.head, down)):
            moved: dict[int, int] = {}
            left = amount
            while left > 0:
                path = self._path(start, goal, place, self.hidden | more, moved)
                if path is None:
                    return None
                sent = min([left, *(self._room(at, moved) for at, sign in path if sign < 0)])
                for at, sign in path:
                    moved[at] = moved.get(at, 0) + sign * sent
                more |= {at for at, _sign in path} - self.hidden
                left -= sent
        return more

    def _room(self, place: int, moved: Mapping[int, int]) -> int:
        """How far a count can still fall."""
        return self.arcs[place].value + moved.get(place, 0) - self.arcs[place].floor

    def _path(
        self, start: str, goal: str, without: int, hidden: Collection[int], moved: Mapping[int, int]
    ) -> list[tuple[int, int]] | None:
        """The cheapest way from start to goal (Dijkstra's algorithm): each count on it, and whether it rises (1) or
        falls (-1). `moved`: how far counts have been moved already."""
        waiting: list[tuple[Cost, str, list[tuple[int, int]]]] = [((0, 0, 0, 0), start, [])]
        done: set[str] = set()
        while waiting:
            cost, node, used = heapq.heappop(waiting)
            if node == goal:
                return used
            if node in done:
                continue
            done.add(node)
            for place, reached, sign in self._steps(node, without, moved):
                if reached not in done:
                    heapq.heappush(waiting, (self._add(cost, place, hidden), reached, [*used, (place, sign)]))
        return None

    def _cost_of(self, places: Iterable[int]) -> Cost:
        cost: Cost = (0, 0, 0, 0)
        for place in places:
            cost = self._add(cost, place, self.hidden)
        return cost

    def _steps(self, node: str, without: int, moved: Mapping[int, int]) -> Iterator[tuple[int, str, int]]:
        for place in self.touching[node]:
            arc = self.arcs[place]
            if place == without:
                continue
            if arc.tail == node:
                yield place, arc.head, 1
            if arc.head == node and self._room(place, moved) > 0:
                yield place, arc.tail, -1

    def _add(self, cost: Cost, place: int, hidden: Collection[int]) -> Cost:
        """Hiding one more: no total if it can be helped, then few counts, then small ones. Zero counts as two."""
        if place in hidden:
            return cost
        arc = self.arcs[place]
        last, totals, counts, people = cost
        return last + arc.last, totals + arc.total, counts + (1 if arc.value else 2), people + arc.value
