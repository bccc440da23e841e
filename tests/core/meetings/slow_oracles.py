"""The same rules by counting on fingers, for the property tests."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def slow_quorum(fraction: Fraction, seats: int, at_least: int) -> int:
    """Try one member, two, three … until they are enough."""
    members = at_least
    while Fraction(members) < fraction * seats:
        members += 1
    return members


def slow_carried(votes: Sequence[str], rule: str, seats: int, casting: str | None) -> bool:
    """Go through the votes one by one; `casting` is used at a tie only."""
    yes = no = 0
    for vote in votes:
        if vote == "yes":
            yes += 1
        if vote == "no":
            no += 1
    if rule == "simple_majority":
        if yes == no and yes > 0:
            return casting == "yes"
        return yes > no
    if rule == "absolute_majority":
        return yes > seats - yes
    return yes + no > 0 and yes >= 2 * no


def slow_presence(steps: Sequence[tuple[int, str]], place: int) -> bool:
    """Walk through the meeting item by item. `steps` are in the order in which they happened."""
    here = not steps or steps[0][1] == "left"
    for item in range(place + 1):
        for at, step in steps:
            if at == item:
                here = step == "came"
    return here
