"""Bodies that share purposes, members or plans: which, and how much."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from folkmoot_core.landscape.groups import Group, common_words


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two bodies have in common. `purpose` is the part of the smaller one's purpose that the other has as well,
    from 0 to 1, a rare word counting for more than a common one."""

    one: str
    other: str
    words: tuple[str, ...]
    people: tuple[str, ...]
    plans: tuple[str, ...]
    purpose: float

    @property
    def weight(self) -> float:
        """By which overlaps are put in order: people and plans are certain, words are a hint."""
        return len(self.people) + len(self.plans) + 2 * self.purpose


def overlaps_among(groups: Sequence[Group], *, least_purpose: float = 0.34) -> tuple[Overlap, ...]:
    """Every pair that shares a member, a plan, or at least `least_purpose` of its purpose in two words or more (one, if
    the smaller has no more); the strongest first."""
    common = common_words(groups)
    words = {group.key: group.words - common for group in groups}
    counts = Counter(word for each in words.values() for word in each)
    rarity = {word: log(1 + len(groups) / number) for word, number in counts.items()}
    by_key = {group.key: group for group in groups}
    pairs = _pairs(
        groups,
        lambda group: [*words[group.key], *(("plan", p) for p in group.plans), *(("who", p) for p in group.people)],
    )
    found = []
    for one, other in pairs:
        shared = words[one] & words[other]
        smaller = min(words[one], words[other], key=lambda each: (_weight(each, rarity), sorted(each)))
        purpose = _weight(shared, rarity) / _weight(smaller, rarity) if smaller else 0.0
        if purpose < least_purpose or len(shared) < min(2, len(smaller)):
            purpose, shared = 0.0, frozenset()
        overlap = Overlap(
            one,
            other,
            tuple(sorted(shared)),
            tuple(sorted(by_key[one].people & by_key[other].people)),
            tuple(sorted(by_key[one].plans & by_key[other].plans)),
            round(purpose, 3),
        )
        if overlap.weight:
            found.append(overlap)
    return tuple(sorted(found, key=lambda each: (-each.weight, each.one, each.other)))


def _pairs(groups: Sequence[Group], marks_of: Callable[[Group], Iterable[object]]) -> set[tuple[str, str]]:
    """Pairs that have any mark in common; only these are looked at, so that hundreds of bodies take no time."""
    holders: dict[object, list[str]] = defaultdict(list)
    for group in groups:
        for mark in set(marks_of(group)):
            holders[mark].append(group.key)
    return {pair for keys in holders.values() for pair in combinations(sorted(keys), 2)}


def _weight(words: Iterable[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity[word] for word in words)
