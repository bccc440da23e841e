"""Motions and amendments: what is voted on next, and what the words are by then.

As standing orders of councils have it: an amendment is moved to the motion as it stands; it is decided before the
motion; one that is carried changes the words, and the motion as amended ("substantive motion") is what is put last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot_core.meetings.voting import Result
from folkmoot_core.values import Fault


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of the whole words, in the order moved; `result` is None until it is decided."""

    key: str
    text: str
    result: Result | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Motion:
    """What somebody moved, and the amendments to it."""

    key: str
    text: str
    amendments: tuple[Amendment, ...] = ()
    result: Result | None = None


def words_now(motion: Motion) -> str:
    """The substantive motion: the words of the last amendment carried, or the motion's own."""
    carried = [each for each in motion.amendments if each.result is Result.PASS and not each.withdrawn]
    return carried[-1].text if carried else motion.text


def put_next(motion: Motion) -> str | None:
    """The key of what is to be voted on next: the first amendment still open, then the motion; None at the end."""
    open_ones = [each.key for each in motion.amendments if each.result is None and not each.withdrawn]
    if motion.result is not None:
        return None
    return open_ones[0] if open_ones else motion.key


def faults_of_order(motion: Motion, about_to_vote_on: str) -> list[Fault]:
    """Why this cannot be put to the vote now."""
    following = put_next(motion)
    if following is None:
        return [Fault("motion", "This motion has been decided.", "Move a new one.")]
    if following != about_to_vote_on:
        return [Fault("motion", "An amendment is still open.", "Vote on it first, or note that it was withdrawn.")]
    return []


def faults_of_movers(mover: str, seconder: str, taking_part: Sequence[str]) -> list[Fault]:
    """A motion is moved and seconded by two members who take part in the item; the seconder may be left out where the
    body's rules ask for none."""
    faults = []
    if mover and mover not in taking_part:
        faults.append(Fault("mover", "The mover takes no part in this item.", "Choose a member who is here."))
    if seconder and seconder not in taking_part:
        faults.append(Fault("seconder", "The seconder takes no part in this item.", "Choose a member who is here."))
    if mover and mover == seconder:
        faults.append(Fault("seconder", "Nobody seconds their own motion.", "Choose another member."))
    return faults
