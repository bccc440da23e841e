"""What a report is counted from: cases that are alike, and how many they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

COMPLAINT = "complaint"


class Tally(NamedTuple):
    """`n` cases that are alike in everything else. `year` begins in that calendar year; `unit`, `outcome` and `ending`
    are '' where there is none yet; `acknowledged` and `responded` are of `counting.Timeliness`, of the first stage;
    `extended`: its time to answer was; `stage`: the furthest that it went to."""

    kind: str
    unit: str
    channel: str
    outcome: str
    ending: str
    year: int
    quarter: int
    acknowledged: str
    responded: str
    extended: bool
    stage: int
    n: int


class LaterTally(NamedTuple):
    """`n` times that one limit of a later stage stands so: of the second look at a complaint, or of one after it was
    reopened. Of the two measures the one that the limit is not about is `none`."""

    stage: str
    unit: str
    year: int
    quarter: int
    acknowledged: str
    responded: str
    extended: bool
    n: int


class ReasonTally(NamedTuple):
    """`n` complaints for this reason; a complaint with several counts for each."""

    reason: str
    unit: str
    year: int
    quarter: int
    n: int


@dataclass(frozen=True)
class EqualityCounts:
    """One question that people were asked of themselves, and how many said what: (key, words, number)."""

    key: str
    title: str
    options: tuple[tuple[str, str, int], ...]
    declined: int = 0
    no_reply: int = 0

    @property
    def answered(self) -> int:
        return sum(number for _key, _words, number in self.options)


@dataclass(frozen=True)
class Names:
    """What keys are called, in the order in which tables list them."""

    kinds: Mapping[str, str]
    units: Mapping[str, str]
    channels: Mapping[str, str]
    outcomes: Mapping[str, str]
    reasons: Mapping[str, str]
    stages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Further:
    """Numbers of the span that no case by itself tells: remedies promised and kept in time, lessons written down, and
    changes made because of them; the Ombudsman's decisions and those that found fault; how many of those who were asked
    were content with how their case was dealt with. None: nobody knows."""

    remedies: int = 0
    remedies_done: int = 0
    lessons: int = 0
    changes: int = 0
    decisions: int | None = None
    decisions_fault: int | None = None
    asked: int = 0
    content: int = 0
    said: tuple[str, ...] = field(default=())
