"""How far spending is from its budget, and when somebody has to say why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

TENTH = Decimal("0.1")


class Direction(StrEnum):
    """More net spending than budgeted is over, less is under."""

    OVER = "over"
    UNDER = "under"
    ON = "on"


@dataclass(frozen=True, slots=True)
class Variance:
    """`pence`: spending less budget; `percent` of the budget's size, to a tenth; None for a budget of nothing."""

    pence: int
    percent: Decimal | None

    @property
    def direction(self) -> Direction:
        if not self.pence:
            return Direction.ON
        return Direction.OVER if self.pence > 0 else Direction.UNDER

    @property
    def apart(self) -> int:
        return abs(self.pence)

    @property
    def percent_apart(self) -> Decimal | None:
        return None if self.percent is None else abs(self.percent)


@dataclass(frozen=True, slots=True)
class Threshold:
    """From where on a variance needs a reason: more than `pence`, or more than `percent`. None: that one is not
    used."""

    pence: int | None = None
    percent: Decimal | None = None

    def needs_reason(self, variance: Variance | None) -> bool:
        if variance is None or not variance.pence:
            return False
        if self.pence is not None and variance.apart > self.pence:
            return True
        if self.percent is None:
            return False
        # Spending where nothing was budgeted is beyond every share of it.
        return variance.percent_apart is None or variance.percent_apart > self.percent


def variance_of(spending: int | None, budget: int | None) -> Variance | None:
    """None where one of the two is not known."""
    if spending is None or budget is None:
        return None
    pence = spending - budget
    if not budget:
        return Variance(pence, None)
    return Variance(pence, (Decimal(pence) * 100 / abs(budget)).quantize(TENTH, ROUND_HALF_UP))


def straight_line(spent: int, done: int, whole: int) -> int | None:
    """What a year would come to if its `whole` periods all went like the `done` first: a help for whoever forecasts,
    and no forecast. Half up, to the penny; None before the first period."""
    if not 0 < done <= whole:
        return None
    return int((Decimal(spent) * whole / done).quantize(Decimal(1), ROUND_HALF_UP))
