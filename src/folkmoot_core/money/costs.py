"""What one of something cost, where that can be said at all."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Bought:
    """How many there were, and of what ("repairs")."""

    number: Decimal
    counted: str


def cost_of_each(pence: int, bought: Bought) -> int | None:
    """Pence each, half up to the penny; None of none, and where more came in than was spent."""
    if bought.number <= 0 or pence < 0:
        return None
    return int((Decimal(pence) / bought.number).quantize(Decimal(1), ROUND_HALF_UP))
