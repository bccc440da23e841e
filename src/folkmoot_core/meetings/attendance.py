"""How often a member came: meetings that were cancelled do not count, and a substitute fills the seat, not the person.

Attendance figures of the systems in use count cancelled meetings as missed, which their members complain of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class How(StrEnum):
    """How a seat was taken at a meeting."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Attended:
    """One seat at one meeting: what its `member` did, and who sat for them, if anybody."""

    meeting: str
    held_on: date
    took_place: bool
    member: str
    how: How
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """`expected` meetings took place while the member had a seat; of these `present`, `apologies` (with word sent),
    `absent`; `seat_filled` counts the member or a substitute; `as_substitute` counts sitting for others, and
    `not_counted` the meetings that were cancelled."""

    expected: int = 0
    present: int = 0
    apologies: int = 0
    absent: int = 0
    seat_filled: int = 0
    as_substitute: int = 0
    not_counted: int = 0

    @property
    def share(self) -> Fraction | None:
        """Of the meetings expected at, the part attended in person; None where none was expected."""
        return Fraction(self.present, self.expected) if self.expected else None


def attendance_of(person: str, records: Iterable[Attended]) -> Attendance:
    """The figures of one person. Raises ValueError where one meeting holds two records of the seat."""
    counts: dict[str, int] = dict.fromkeys(Attendance.__dataclass_fields__, 0)
    seen: set[str] = set()
    for each in records:
        if each.substitute and each.how is How.PRESENT:
            raise ValueError(f"{each.member} was at {each.meeting} in person and cannot have had a substitute.")
        if each.substitute == person and each.took_place:
            counts["as_substitute"] += 1
        if each.member != person:
            continue
        if each.meeting in seen:
            raise ValueError(f"{person} is counted twice at {each.meeting}.")
        seen.add(each.meeting)
        if not each.took_place:
            counts["not_counted"] += 1
            continue
        counts["expected"] += 1
        counts[each.how.value] += 1
        counts["seat_filled"] += each.how is How.PRESENT or bool(each.substitute)
    return Attendance(**counts)
