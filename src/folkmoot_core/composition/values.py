"""What a board is on a day, as rules look at it: who sits, what happened, what was waived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from folkmoot_core.composition.balance import Standing
from folkmoot_core.packfiles import PartialDate

_CHAIRS = frozenset({"chair", "chairman", "chairwoman", "chairperson", "convenor"})


class EventKind(StrEnum):
    """What a board's rules ask about and its members alone do not show."""

    MET = "met"
    CHAIR_REVIEWED = "chair_reviewed"
    REPORTED = "reported"
    TERMS_AGREED = "terms_agreed"
    PRIORITIES_SET = "priorities_set"


@dataclass(frozen=True, slots=True)
class Seat:
    """One membership. `person` is "" where the seat is vacant; `notice` is the day written notice of leaving was given.

    `standing` is primary or support; `also_on` holds the keys of other bodies the same person sits on.
    """

    person: str
    role: str = ""
    tier: str = ""
    category: str = ""
    standing: str = ""
    party: str = ""
    organisation: str = ""
    starts: PartialDate | None = None
    ends: PartialDate | None = None
    notice: date | None = None
    also_on: frozenset[str] = frozenset()

    def sits_on(self, day: date) -> bool:
        """A date known only in part is read in favour of sitting; one that is not known at all as open."""
        return (self.starts is None or self.starts.first <= day) and (self.ends is None or self.ends.last >= day)

    @property
    def is_vacant(self) -> bool:
        return not self.person

    @property
    def is_chair(self) -> bool:
        return self.role.casefold() in _CHAIRS

    @property
    def is_vice_chair(self) -> bool:
        words = self.role.casefold().replace("-", " ").split()
        return len(words) == 2 and words[0] in ("vice", "deputy") and words[1] in _CHAIRS


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a board on a day; `number` is how many, where it counts something (priorities)."""

    kind: EventKind
    on: date
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A body with everybody who ever sat on it. `began` is when it was set up, if that is known; `titles` are names of
    organisations by their keys; `balance` is how its parties stand, where all of its council is known."""

    key: str
    name: str
    seats: tuple[Seat, ...] = ()
    events: tuple[Event, ...] = ()
    began: PartialDate | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    balance: Standing | None = None

    def sitting(self, day: date) -> tuple[Seat, ...]:
        """Who sits on the day, without vacant seats."""
        return tuple(seat for seat in self.seats if seat.sits_on(day) and not seat.is_vacant)

    def days_of(self, kind: EventKind, until: date) -> tuple[date, ...]:
        """The days up to and with `until` on which this happened, in order."""
        return tuple(sorted(event.on for event in self.events if event.kind == kind and event.on <= until))


@dataclass(frozen=True, slots=True)
class Waiver:
    """Leave to break a rule: who gave it, why, and from when until when (both days included)."""

    rule: str
    given_by: str
    why: str
    first: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day <= self.until)


class Verdict(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"
    WAIVED = "waived"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rule says of a board: the verdict, what is found against what is asked, and the names it rests on."""

    verdict: Verdict
    found: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule beside what was found, with its source: enough for anybody to check it again."""

    rule: str
    kind: str
    asks: str
    found: str
    verdict: Verdict
    names: tuple[str, ...] = ()
    source: str = ""
    waiver: Waiver | None = field(default=None)

    @property
    def sentence(self) -> str:
        """“Rule: three chief executives; listed: five.”"""
        said = f"Rule: {self.asks}; {self.found}."
        if self.waiver is None:
            return said
        until = f" until {self.waiver.until.isoformat()}" if self.waiver.until else ""
        return f"{said} Waived by {self.waiver.given_by}{until}: {self.waiver.why.rstrip('.')}."
