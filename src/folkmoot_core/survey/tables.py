"""What counting gives: tables for people to read. `None` stands for a figure that is hidden or has no base."""

from __future__ import annotations

from dataclasses import dataclass

Percent = float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One option (or grid column) and how many chose it.

    Percentages run from 0 to 100 and are exact; None on a base of nobody. "Of asked" counts everybody who was put the
    question, with no reply and "do not wish to say": the base that printed reports use. `mean_position` is for ranked
    options: the mean place (1 is best) among the `ranked` people who gave it a place. `suppressed`: hidden by the
    disclosure policy.
    """

    key: str
    text: str
    count: int | None
    percent_of_answered: Percent
    percent_of_asked: Percent
    ranked: int | None = None
    mean_position: float | None = None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """The counts of one question, or of one row of a grid (then `key` is "<question>.<row>").

    responses: all rows counted. asked: those whom routing showed the question. asked = answered + no_reply + declined.
    Where `additive`, the rows add up to answered; several choices do not, since options are counted, not people.
    hidden: names of the totals that the disclosure policy hides.
    """

    question: str
    key: str
    text: str
    kind: str
    responses: int | None
    asked: int | None
    answered: int | None
    no_reply: int | None
    declined: int | None
    rows: tuple[Row, ...]
    additive: bool = True
    most_choices: int = 1
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cell:
    """One option in one group; the percentage is of those in the group who answered."""

    count: int | None
    percent: Percent
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class CrossRow:
    """One option over all groups. `total` is the sum over the groups of this table."""

    key: str
    text: str
    cells: tuple[Cell, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class GroupBase:
    """The bases of one group: responses = answered + no_reply + declined + not asked."""

    label: str
    responses: int | None
    answered: int | None
    no_reply: int | None
    declined: int | None


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Options by groups. `overall` holds the bases of all groups together.

    hidden: names of the suppressed bases, "<group number>.<base>" or "overall.<base>".
    """

    question: str
    key: str
    text: str
    kind: str
    rows: tuple[CrossRow, ...]
    groups: tuple[GroupBase, ...]
    overall: GroupBase
    additive: bool = True
    most_choices: int = 1
    hidden: frozenset[str] = frozenset()


def percent(count: int, base: int) -> Percent:
    """Exact percentage; None on a base of nobody."""
    return 100.0 * count / base if base else None


BASE_FOR_A_DECIMAL = 100


def share_decimals(base: int | None) -> int:
    """Decimals that a percentage of `base` people is shown with: 1 from 100 people on, else 0.

    Below 100 people one person is more than one percentage point, so that a tenth of a point says nothing; above,
    printed reports give it. None, a base that is hidden, gets 0: a tenth would help to work it out.
    """
    return 1 if base is not None and base >= BASE_FOR_A_DECIMAL else 0
