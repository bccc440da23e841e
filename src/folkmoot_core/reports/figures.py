"""A figure: one number of a table, with how it is measured, how exact it is shown, and what stands there if it is not.

Marks are those of the Government Analysis Function's guidance on symbols in tables: a mark in brackets, never an empty
cell and never a 0 that is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

KEPT_BACK = "[c]"
NOT_SHOWN = "[x]"
NOT_APPLICABLE = "[z]"
LOW = "[low]"


class Measure(StrEnum):
    """What a figure is a number of. A percentage runs from 0 to 100; a number has a unit that its column names."""

    COUNT = "count"
    PERCENT = "percent"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as exact as it was computed, and `decimals`, as exact as it is shown. A value of None shows `mark`."""

    value: float | None
    measure: Measure = Measure.COUNT
    decimals: int = 0
    mark: str = NOT_SHOWN

    @property
    def hidden(self) -> bool:
        """There is no value to show: kept back, or none."""
        return self.value is None

    @property
    def rounded(self) -> Decimal | None:
        """The value as it is shown everywhere: half up. Nine decimals first, since 4.35 is 4.3499… as a float."""
        if self.value is None:
            return None
        step = Decimal(1).scaleb(-self.decimals)
        return Decimal(repr(round(float(self.value), 9))).quantize(step, ROUND_HALF_UP)

    @property
    def too_low_to_show(self) -> bool:
        """More than nothing, and rounds to nothing: a 0 would say that there is nobody."""
        return self.value is not None and self.value > 0 and self.rounded == 0

    def digits(self) -> str:
        """The number with thousands marked: "1,234", "56.3". ValueError where there is none."""
        if self.rounded is None:
            raise ValueError("A figure without a value has no digits.")
        return f"{self.rounded:,}"

    def in_cell(self) -> str:
        """As a table shows it: the column says what it is, so no sign stands behind it."""
        if self.value is None:
            return self.mark
        return LOW if self.too_low_to_show else self.digits()

    def as_number(self) -> float | int | str:
        """For a spreadsheet: the rounded number itself, or the mark."""
        if self.rounded is None:
            return self.mark
        if self.too_low_to_show:
            return LOW
        return float(self.rounded) if self.decimals else int(self.rounded)


def count(value: int | None, *, kept_back: bool = False) -> Figure:
    """A number of people or things; None is kept back, or unknown."""
    return Figure(value, Measure.COUNT, 0, KEPT_BACK if kept_back else NOT_SHOWN)


def percent(value: float | None, decimals: int, *, kept_back: bool = False) -> Figure:
    """A percentage, 0 to 100; None is kept back, or has no base."""
    return Figure(value, Measure.PERCENT, decimals, KEPT_BACK if kept_back else NOT_SHOWN)


def number(value: float | None, decimals: int = 1, *, kept_back: bool = False) -> Figure:
    """Any other measure: a mean, a median, an agreement."""
    return Figure(value, Measure.NUMBER, decimals, KEPT_BACK if kept_back else NOT_SHOWN)
