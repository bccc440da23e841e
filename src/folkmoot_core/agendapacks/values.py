"""What is read from an agenda pack. Every value carries the lines it was read from and how sure the reading is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

Sure = Literal["certain", "likely", "doubtful"]
"""certain: printed under its own label or in its own place. likely: a form was mended or a label was missing, and the
note says which. doubtful: two readings are possible, and a person must choose."""


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value, the first and last line it was read from (counted from 1), and how sure the reading is."""

    value: T
    first: int
    last: int
    sure: Sure = "certain"
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotRead:
    """Something in the text that could not be read, or that contradicts itself."""

    first: int
    last: int
    why: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a list of members or of those present. `group` is a party or another side, as printed."""

    name: str
    role: str = ""
    group: str = ""
    substitute_for: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about a paper or a meeting, as printed."""

    name: str
    role: str = ""
    post: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting a pack is for. `time` is HH:MM on a clock of 24 hours."""

    committee: Read[str] | None = None
    date: Read[datetime.date] | None = None
    time: Read[str] | None = None
    venue: Read[str] | None = None
    members: Read[tuple[Person, ...]] | None = None
    contact: Read[Contact] | None = None
    issued_by: Read[Contact] | None = None
    issued_on: Read[datetime.date] | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What members are asked to do: the words, and the verbs of `VERBS` that stand in them, each once."""

    text: str
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One report with its head. `pages` are those of the pack. `place` runs from its first line to its last, with
    whatever is attached; its value says how it came to its item."""

    place: Read[str]
    to: Read[str] | None = None
    from_: Read[str] | None = None
    date: Read[datetime.date] | None = None
    subject: Read[str] | None = None
    classification: Read[str] | None = None
    summary: Read[str] | None = None
    purpose: Read[str] | None = None
    recommendation: Read[Recommendation] | None = None
    past_pathway: Read[str] | None = None
    future_pathway: Read[str] | None = None
    divisions: Read[str] | None = None
    contacts: Read[tuple[Contact, ...]] | None = None
    background: Read[tuple[str, ...]] | None = None
    pages: Read[tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda. `status` is "to follow", "oral" or "" as printed beside the title."""

    number: Read[str]
    title: Read[str]
    restricted: Read[bool]
    pages: Read[tuple[int, int]] | None = None
    status: Read[str] | None = None
    note: Read[str] | None = None
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of minutes with its printed number, such as "(2)", or none."""

    number: str
    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class MinutedItem:
    """One item of minutes: its running number, the agenda item it stood under, what was said and what was resolved."""

    number: Read[str]
    title: Read[str]
    restricted: Read[bool]
    item: Read[str] | None = None
    text: tuple[Paragraph, ...] = ()
    resolutions: tuple[Read[str], ...] = ()
    recommendations: tuple[Read[str], ...] = ()


@dataclass(frozen=True, slots=True)
class MinutedMeeting:
    """The meeting that minutes are of."""

    committee: Read[str] | None = None
    date: Read[datetime.date] | None = None
    venue: Read[str] | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes in a pack. `agenda_item` is the item of the pack that they stand under."""

    meeting: MinutedMeeting
    place: Read[str]
    agenda_item: Read[str] | None = None
    present: Read[tuple[Person, ...]] | None = None
    also_present: Read[tuple[Person, ...]] | None = None
    apologies: Read[tuple[Person, ...]] | None = None
    officers: Read[tuple[Person, ...]] | None = None
    items: tuple[MinutedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaPack:
    """What a pack holds. Each item of a "supplement" is one of the agenda that it adds to."""

    kind: Literal["agenda", "supplement"]
    meeting: Meeting
    items: tuple[Item, ...]
    papers_without_item: tuple[Paper, ...]
    minutes: tuple[Minutes, ...]
    not_read: tuple[NotRead, ...]
