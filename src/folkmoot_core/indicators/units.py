"""In what an indicator is measured."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """What a figure is a figure of. Of some, figures can be added up; of percentages, rates and scores they cannot."""

    NUMBER = "number"
    PERCENT = "percent"
    RATE = "rate"  # so many in 1,000 or 100,000
    POUNDS = "pounds"
    DAYS = "days"
    HOURS = "hours"
    SCORE = "score"

    @property
    def adds_up(self) -> bool:
        return self in (Unit.NUMBER, Unit.POUNDS, Unit.DAYS, Unit.HOURS)

    @property
    def within(self) -> tuple[float, float] | None:
        """Between which values a figure can lie, where the unit says so."""
        return (0.0, 100.0) if self is Unit.PERCENT else None
