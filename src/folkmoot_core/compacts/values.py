"""What rules read, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from folkmoot_core.values.explained import Explained


class Verdict(StrEnum):
    """How one record stands to one rule."""

    KEPT = "kept"
    REASONED = "broken_with_reason"
    BROKEN = "broken"
    NOT_YET = "not_yet_due"


Finding = Explained[Verdict]
# {"weeks": 12}: the numbers of a rule, as the agreement has them.
Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Record:
    """A record of somebody's app, as rules need it: what it is, whose it is, where it stands.

    `record_type` and `record_key` name the row ("consultations.consultation", "17"); `organisation` is the key of the
    body whose promise it is.
    """

    record_type: str
    record_key: str
    title: str
    url: str
    organisation: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class Consulted(Record):
    """A consultation: first and last day for answers (both count), the published reason for a short one, when its
    outcome was published and by when it was promised."""

    starts: date
    ends: date | None = None
    reason: str = ""
    published_on: date | None = None
    promised_on: date | None = None

    @property
    def begins(self) -> date:
        """The day by which it is told which rules hold for it."""
        return self.starts


@dataclass(frozen=True, slots=True)
class Funded(Record):
    """Funding that is to end or change on `effective`: when those who have it were asked, when they had notice, whether
    it was in writing and said why, what was assessed before, and the reason where that was not so."""

    effective: date
    consulted_from: date | None = None
    consulted_to: date | None = None
    notice_on: date | None = None
    in_writing: bool = False
    says_why: bool = False
    assessed_on: date | None = None
    reason: str = ""

    @property
    def begins(self) -> date:
        return self.effective


@dataclass(frozen=True, slots=True)
class Paid(Record):
    """One payment for a period that begins on `period_starts`; `paid_on` None while it is not paid."""

    period_starts: date
    paid_on: date | None = None
    reason: str = ""

    @property
    def begins(self) -> date:
        return self.period_starts


def in_words(day: date) -> str:
    """20 June 2011"""
    return f"{day.day} {day:%B %Y}"


def short_of(reason: str, *because: str, sources: tuple[str, ...]) -> Finding:
    """Broken, with the reason where one was given."""
    if reason.strip():
        return Explained(Verdict.REASONED, (*because, f"The reason given: {reason.strip()}"), sources)
    return Explained(Verdict.BROKEN, (*because, "No reason was given."), sources)
