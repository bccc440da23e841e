"""Leave to speak, or to speak and vote, in spite of an interest.

Localism Act 2011, section 33: granted on a written request to the proper officer, on one of five grounds (subsection
2), for a stated period of at most four years (subsection 3). Under the Code of 2007 the standards committee granted
them (SI 2009/1255).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from folkmoot_core.meetings.absence import months_after
from folkmoot_core.values import Fault

SECTION_33 = "Localism Act 2011, section 33"
LONGEST_MONTHS = 48


class Ground(StrEnum):
    """Section 33(2)(a) to (e)."""

    TOO_FEW = "too_few"
    BALANCE = "balance"
    RESIDENTS = "residents"
    EXECUTIVE = "executive"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Dispensation:
    """Given to one member for `subject` ("" for whatever comes), from its first to its last day."""

    granted_on: date
    first: date
    last: date
    may_vote: bool
    subject: str = ""
    sources: tuple[str, ...] = (SECTION_33,)


def faults_of_dispensation(first: date, last: date) -> list[Fault]:
    """Why a dispensation cannot run from `first` to `last`; [] when it can."""
    if last < first:
        return [Fault("last", "The last day is before the first.", "Give a later day.")]
    if last >= months_after(first, LONGEST_MONTHS):
        return [Fault("last", "A dispensation lasts four years at most.", "Give an earlier last day.")]
    return []


def dispensation_for(day: date, subject: str, given: Collection[Dispensation]) -> Dispensation | None:
    """The one that holds for this subject on this day; one that lets the member vote before one that does not."""
    holding = [
        each
        for each in given
        if each.first <= day <= each.last and (not each.subject or each.subject.casefold() == subject.casefold())
    ]
    return max(holding, key=lambda each: each.may_vote, default=None)
