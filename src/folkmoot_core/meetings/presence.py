"""Who is in the room for which item of business."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """Through the door: in or out."""

    CAME = "came"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Movement:
    """Somebody comes or leaves while the item at `place` in the order of business is taken. `order` tells apart several
    of one item."""

    who: str
    step: Step
    place: int
    order: int = 0


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who takes part as a member today. `seat` is whose seat it is (their own key, or that of the member for
    whom they substitute), `group` the tier or party that a quorum counts by."""

    who: str
    seat: str
    name: str
    group: str = ""


def present_at(place: int, seated: Iterable[Seated], movements: Collection[Movement]) -> tuple[Seated, ...]:
    """Who is there when the item at `place` is decided: the last step up to that item says so.

    Somebody whose first step is to come was not there before; somebody without a step was there throughout.
    """
    return tuple(each for each in seated if is_present(each.who, place, movements))


def is_present(who: str, place: int, movements: Collection[Movement]) -> bool:
    own = sorted((each for each in movements if each.who == who), key=lambda each: (each.place, each.order))
    past = [each for each in own if each.place <= place]
    if past:
        return past[-1].step is Step.CAME
    return not own or own[0].step is not Step.CAME
