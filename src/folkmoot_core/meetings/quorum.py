"""How many members must be there for business to be done.

- Principal councils: "at least one quarter of the whole number of members" (Local Government Act 1972, Schedule 12,
  paragraph 6); parish councils: one third, and never fewer than three (paragraph 12). Committees as
  standing orders say.
- Where more than one third of the members are disqualified at the same time, the quorum is reckoned on those who
  remain (paragraph 45).
- Boards of partners may ask besides for at least one member of each tier; that is in their terms of reference.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from folkmoot_core.meetings.presence import Movement, Seated, present_at
from folkmoot_core.values.explained import Explained

ACT_OF_1972 = "Local Government Act 1972, Schedule 12"


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """`number` members, or `fraction` of all seats (vacant ones too) rounded up, and never fewer than `at_least`;
    of each group named in `each_group` at least so many. `source` is the law or the terms of reference."""

    number: int | None = None
    fraction: Fraction | None = None
    at_least: int = 1
    each_group: Mapping[str, int] = field(default_factory=dict)
    source: str = ""

    def __post_init__(self) -> None:
        if (self.number is None) == (self.fraction is None):
            raise ValueError("A quorum is either a number of members or a part of them.")
        if self.number is not None and self.number < 1:
            raise ValueError("A quorum is at least one member.")
        if self.fraction is not None and not 0 < self.fraction <= 1:
            raise ValueError("A quorum is a part of the members: more than none, at most all.")


PRINCIPAL_COUNCIL = QuorumRule(fraction=Fraction(1, 4), source=f"{ACT_OF_1972}, paragraph 6")
PARISH_COUNCIL = QuorumRule(fraction=Fraction(1, 3), at_least=3, source=f"{ACT_OF_1972}, paragraph 12")


def quorum_needed(rule: QuorumRule, seats: int, disqualified: int = 0) -> Explained[int]:
    """How many members are needed of `seats` in all. `disqualified` counts members who have ceased to be qualified to
    sit: not those who only leave an item."""
    if rule.number is not None:
        return Explained(rule.number, (f"The quorum is {rule.number}.",), _sources(rule))
    part = rule.fraction or Fraction(1)
    counted, why = seats, f"of {seats} members"
    sources = _sources(rule)
    if disqualified * 3 > seats:
        counted = seats - disqualified
        why = f"of the {counted} members who remain qualified, since {disqualified} of {seats} are not"
        sources = (*sources, f"{ACT_OF_1972}, paragraph 45")
    needed = max(ceil(part * counted), rule.at_least)
    words = f"The quorum is {needed}: {part.numerator}/{part.denominator} {why}, rounded up"
    if needed > ceil(part * counted):
        words += f", and never fewer than {rule.at_least}"
    return Explained(needed, (f"{words}.",), sources)


def is_quorate(rule: QuorumRule, seats: int, present: Sequence[Seated], disqualified: int = 0) -> Explained[bool]:
    """Whether these are enough. Each seat counts once, whoever sits in it; those who must leave for an interest are not
    among `present`."""
    needed = quorum_needed(rule, seats, disqualified)
    here = {each.seat for each in present}
    reasons = [*needed.because, f"{len(here)} {'is' if len(here) == 1 else 'are'} present."]
    holds = len(here) >= needed.value
    for group, least in rule.each_group.items():
        count = len({each.seat for each in present if each.group == group})
        if count < least:
            holds = False
            reasons.append(f"At least {least} must be of “{group}”; there {'is' if count == 1 else 'are'} {count}.")
    reasons.append("The meeting is quorate." if holds else "The meeting is not quorate.")
    return Explained(holds, tuple(reasons), needed.sources)


@dataclass(frozen=True, slots=True)
class Room:
    """A whole meeting: its seats, who sat in them, who came and left, and who was out of an item for an interest."""

    seats: int
    seated: tuple[Seated, ...]
    movements: tuple[Movement, ...] = ()
    withdrawn: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def taking_part(self, place: int) -> tuple[Seated, ...]:
        """Who debates, counts and votes at an item."""
        out = self.withdrawn.get(place, frozenset())
        return tuple(each for each in present_at(place, self.seated, self.movements) if each.who not in out)


def inquorate_items(rule: QuorumRule, room: Room, places: Collection[int]) -> dict[int, Explained[bool]]:
    """The items of `places` at which too few took part, each with why: nothing can be decided there."""
    found = {place: is_quorate(rule, room.seats, room.taking_part(place)) for place in sorted(places)}
    return {place: each for place, each in found.items() if not each}


def _sources(rule: QuorumRule) -> tuple[str, ...]:
    return (rule.source,) if rule.source else ()
