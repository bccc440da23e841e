"""Published figures as records: what was printed, how it is read, where it stands, and what it should agree with.

A relation points at other figures by key. A cell of a table is a figure too, with the key `table|row|column`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from folkmoot_core.packfiles import PartialDate
from folkmoot_core.reconcile.formulas import Formula

Value = Decimal | PartialDate | str
# "About 70" is kept by anything that rounds to it; a tenth either way is what readers take "about" to mean.
ABOUT = Fraction(1, 10)
_A_LITTLE = Fraction(1, 10**9)  # "over 40" is not 40


class Check(StrEnum):
    """What a finding found, in a few words. The order is the order of a report."""

    TOTAL = "total is not the sum of its parts"
    PART = "part above the whole"
    OUTSIDE = "whole outside its parts"
    PERCENTAGE = "percentage does not fit"
    CUT_OFF = "percentage cut off, not rounded"
    FORMULA = "formula does not fit"
    INPUT = "formula with another input"
    SOURCES = "two sources disagree"
    LIST = "count differs from the list"
    DATES = "date out of order"
    RULE = "rule broken"
    MISSING = "figure not printed"
    NUMBERING = "number left out or given twice"
    CLASSES = "classes leave a gap or overlap"


class Qualifier(StrEnum):
    """How exact a figure says it is."""

    EXACTLY = "exactly"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    UP_TO = "up to"


class Span(NamedTuple):
    """From where to where the true value may lie, both ends included."""

    low: Fraction
    high: Fraction

    def meets(self, other: Span) -> bool:
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Relation:
    """What a figure should agree with. `inputs` are keys of figures; `formula` and `limit` serve the kinds that need
    them; `words` say why it should (a law, a rule, what the paper states)."""

    check: Check
    inputs: tuple[str, ...] = ()
    formula: Formula | None = None
    limit: str = ""  # "least" or "most" for rules; "before" or "after" for dates; a file for lists
    words: str = ""
    matches: Mapping[str, str] = field(default_factory=dict)  # of a list: the columns and what must stand there


@dataclass(frozen=True, slots=True)
class Figure:
    """`printed` is as it stands in the paper, `value` as it is read; None where no figure was printed ("N/A").
    `rounded_to` is the unit that the paper rounded to, where that is more than the decimals show."""

    key: str
    what: str
    printed: str
    value: Value | None
    source: str
    unit: str = ""
    qualifier: Qualifier = Qualifier.EXACTLY
    rounded_to: Decimal | None = None
    note: str = ""
    relations: tuple[Relation, ...] = ()

    @property
    def number(self) -> Decimal | None:
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def step(self) -> Decimal:
        """The last place that was printed."""
        if self.rounded_to is not None:
            return self.rounded_to
        number = self.number
        return Decimal(1) if number is None else Decimal(1).scaleb(min(0, int(number.as_tuple().exponent)))

    @property
    def is_measured(self) -> bool:
        """Whether it was rounded: a count is exact, a share, a rate or a mean is not."""
        return self.rounded_to is not None or self.unit not in ("count", "GBP")

    @property
    def span(self) -> Span | None:
        """Where the true value may lie, given how it is printed."""
        if self.number is None:
            return None
        middle = Fraction(self.number)
        half = Fraction(self.step) / 2 if self.is_measured else Fraction(0)
        if self.qualifier == Qualifier.ABOUT:
            half = max(half, abs(middle) * ABOUT)
        low, high = middle - half, middle + half
        if self.qualifier == Qualifier.OVER:
            low, high = middle + _A_LITTLE, middle * 2 if middle > 0 else Fraction(0)
        if self.qualifier in (Qualifier.UNDER, Qualifier.UP_TO):
            low = Fraction(0)
        return Span(low, high)


class Book(Mapping[str, Figure]):
    """All published figures of a pack by key, in the order they were read, and the rows of the lists they count."""

    __slots__ = ("_figures", "lists")

    def __init__(
        self, figures: Mapping[str, Figure], lists: Mapping[str, tuple[Mapping[str, str], ...]] | None = None
    ) -> None:
        self._figures = dict(figures)
        self.lists = dict(lists or {})

    def __getitem__(self, key: str) -> Figure:
        return self._figures[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)
