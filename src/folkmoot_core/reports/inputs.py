"""What a report is made from: plain values that whoever holds the figures fills in.

Every number is already protected: None with `kept_back` stands for a figure that the disclosure policy hides, None
without it for one that has no base. Percentages run from 0 to 100 and are exact. Nothing here is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from folkmoot_core.reports.document import OPEN_GOVERNMENT_LICENCE, Licence
from folkmoot_core.reports.tables import Table
from folkmoot_core.values import Fault, Invalid


@dataclass(frozen=True, slots=True)
class Share:
    """A number of people and the percentages it makes. `percent` is of those who answered, `of_asked` of all who were
    put the question; `weighted` is of those who answered, with its 95% interval from `low` to `high`. What is
    `kept_back` has no numbers: Invalid otherwise, so that none can slip through."""

    n: int | None
    percent: float | None
    of_asked: float | None = None
    weighted: float | None = None
    low: float | None = None
    high: float | None = None
    kept_back: bool = False

    def __post_init__(self) -> None:
        numbers = (self.n, self.percent, self.of_asked, self.weighted, self.low, self.high)
        if self.kept_back and any(number is not None for number in numbers):
            raise Invalid([Fault("share", "A share that is kept back was given numbers.", "Give None for each.")])


KEPT_BACK = Share(None, None, kept_back=True)


@dataclass(frozen=True, slots=True)
class Bases:
    """asked = answered + no_reply + declined; None is kept back."""

    responses: int | None
    asked: int | None
    answered: int | None
    no_reply: int | None
    declined: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    key: str
    text: str
    share: Share


@dataclass(frozen=True, slots=True)
class Statistic:
    """A mean, a median: a number that is no share."""

    key: str
    text: str
    value: float | None
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """One table of answers. `most_choices` above 1: people could choose several. `ordered`: the answers have an order
    of their own (ages, agreement), which charts keep. `about_people`: asks who somebody is, not what they think, so
    that no summary leads with it."""

    key: str
    number: str
    text: str
    answers: tuple[Answer, ...]
    bases: Bases
    section: str = ""
    most_choices: int = 1
    ordered: bool = True
    statistics: tuple[Statistic, ...] = ()
    note: str = ""
    about_people: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A column of a breakdown, and how many in it answered."""

    key: str
    text: str
    answered: int | None


@dataclass(frozen=True, slots=True)
class CrossAnswer:
    """One answer over all groups; `shares` in the order of the groups."""

    key: str
    text: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """A test found the share of `answer` higher in the group `higher` than in `lower`."""

    answer: str
    higher: str
    lower: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """A question by groups of people. Without a test nothing is said of differences. `correction` names what was done
    about many comparisons; `protected`: the trait is a protected characteristic (Equality Act 2010, section 4)."""

    key: str
    question: str
    trait: str
    groups: tuple[Group, ...]
    answers: tuple[CrossAnswer, ...]
    contrasts: tuple[Contrast, ...] = ()
    tested: bool = False
    correction: str = ""
    protected: bool = False


@dataclass(frozen=True, slots=True)
class ProfileGroup:
    """One group among those who answered, and its share of the population (0 to 100) where that is known."""

    key: str
    text: str
    share: Share
    population: float | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Who answered, by one trait. `source` names where the population's shares come from."""

    key: str
    trait: str
    groups: tuple[ProfileGroup, ...]
    bases: Bases
    source: str = ""
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A comment to be quoted: who is said to have written it, and whether they agreed to be quoted."""

    key: str
    text: str
    attribution: str
    consent: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the comments. `comments`: how many raised it, with share and interval where they were estimated.
    `offered`: the questions offered it already; if not it belongs to what people asked for besides."""

    key: str
    name: str
    comments: Share
    description: str = ""
    quotes: tuple[Said, ...] = ()
    offered: bool = True


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments as a whole: how many, from how many people; how many were checked by people in a random sample, and
    how well two coders agreed."""

    comments: int | None = None
    people: int | None = None
    audited: int | None = None
    agreement: float | None = None
    suggestions: int | None = None
    suggested_by: int | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """How the weighted figures were weighted: the groups and where the population's numbers come from."""

    margins: tuple[str, ...]
    source: str
    design_effect: float
    effective_base: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was asked, said and done, in the officer's words; a theme or an answer may stand behind "said"."""

    key: str
    asked: str
    said: str
    did: str
    because: str = ""
    theme: str = ""
    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class District:
    """The responses of one district: the same questions, counted there."""

    key: str
    name: str
    responses: int | None
    questions: tuple[Question, ...]
    themes: tuple[Theme, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportInput:
    """Everything a report can say of one consultation, from one snapshot. `wishes_rule`: how it was decided which
    themes the questions had offered. `counted_at`: when the snapshot was taken; all else stands as it is now."""

    title: str
    organisation: str
    purpose: str
    opened: date
    closed: date
    responses: int
    snapshot: str
    questions: tuple[Question, ...]
    language: str = "en-GB"
    reported: date | None = None
    channels: tuple[Answer, ...] = ()
    profiles: tuple[Profile, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    themes: tuple[Theme, ...] = ()
    comments: Comments = Comments()
    weights: Weights | None = None
    threshold: int = 5
    percent_base: int = 10
    equality_notes: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    next_steps: tuple[str, ...] = ()
    further_tables: tuple[Table, ...] = ()
    wishes_rule: str = ""
    counted_at: datetime | None = None
    contact: str = ""
    address: str = ""
    licence: Licence = OPEN_GOVERNMENT_LICENCE
