"""A board that does not vote: partners who bind nobody but themselves decide together, or not.

Agreed where nobody objects; somebody may stand aside and have that written down. An objection is referred, never
outvoted: terms of reference such as those of ambition boards in 2011 ask for "every effort" to reach consensus and
give no rule of voting.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from folkmoot_core.meetings.voting import Result
from folkmoot_core.values.explained import Explained


class Stand(StrEnum):
    """Where a member stands."""

    AGREES = "agrees"
    STANDS_ASIDE = "stands_aside"
    OBJECTS = "objects"


def consensus_of(stands: Mapping[str, Stand], source: str = "Terms of reference of the board") -> Explained[Result]:
    """PASS by consensus; NONE, not FAIL, where somebody objects or nobody was asked: nothing was decided."""
    objecting = sum(1 for each in stands.values() if each is Stand.OBJECTS)
    aside = sum(1 for each in stands.values() if each is Stand.STANDS_ASIDE)
    if not any(each is Stand.AGREES for each in stands.values()) and not objecting:
        return Explained(Result.NONE, ("Nobody said that they agree, so nothing was decided.",), (source,))
    if objecting:
        words = f"{objecting} of {len(stands)} objected, so there is no consensus and nothing was decided."
        return Explained(Result.NONE, (words,), (source,))
    reasons = ["Agreed by consensus: nobody objected."]
    if aside:
        reasons.append(f"{aside} stood aside.")
    return Explained(Result.PASS, tuple(reasons), (source,))
