"""What a chart says in one word each: has anything really changed, and will the target be met?

Variation is read off the latest point, assurance off the limits that hold there (*Making Data Count*, summary icons).
"""

from __future__ import annotations

from enum import StrEnum


class Polarity(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"

    @property
    def sign(self) -> int:
        return {Polarity.UP: 1, Polarity.DOWN: -1, Polarity.NEUTRAL: 0}[self]


class Variation(StrEnum):
    """What a point, or the latest point of a chart, shows. Named as NHSRplotthedots names them."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    HIGH = "special_cause_neutral_high"
    LOW = "special_cause_neutral_low"
    TOO_FEW = "too_few_points"

    @property
    def word(self) -> str:
        return _WORDS[self]


class Assurance(StrEnum):
    """Whether the target will be met, if nothing changes."""

    MET = "consistent_pass"
    MISSED = "consistent_fail"
    SOMETIMES = "inconsistent"

    @property
    def word(self) -> str:
        return {"consistent_pass": "target met", "consistent_fail": "target missed", "inconsistent": "hit or miss"}[
            self
        ]


_WORDS = {
    Variation.COMMON_CAUSE: "usual variation",
    Variation.IMPROVEMENT: "improvement",
    Variation.CONCERN: "concern",
    Variation.HIGH: "higher",
    Variation.LOW: "lower",
    Variation.TOO_FEW: "too few points",
}


def variation_of(direction: int, polarity: Polarity) -> Variation:
    """What a special cause in this direction (1 up, -1 down, 0 none) means where `polarity` is better."""
    if not direction:
        return Variation.COMMON_CAUSE
    if polarity is Polarity.NEUTRAL:
        return Variation.HIGH if direction > 0 else Variation.LOW
    return Variation.IMPROVEMENT if direction == polarity.sign else Variation.CONCERN


def assurance_of(lower: float, upper: float, target: float | None, polarity: Polarity) -> Assurance | None:
    """From the limits that hold now. None without a target, or where neither way is better.

    Strict, as in the source: a target that lies on a limit may be missed. Where nothing varies at all (both limits on
    the target) it is met.
    """
    if target is None or polarity is Polarity.NEUTRAL:
        return None
    if lower == upper == target:
        return Assurance.MET
    if target < lower:
        return Assurance.MET if polarity is Polarity.UP else Assurance.MISSED
    if target > upper:
        return Assurance.MISSED if polarity is Polarity.UP else Assurance.MET
    return Assurance.SOMETIMES
