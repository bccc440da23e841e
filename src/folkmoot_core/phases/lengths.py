"""How long a consultation is, and whether that must be explained.

Sources. No law fixes a number of weeks; the second and third Gunning principles ask for enough information and adequate
time (R v Brent LBC ex p Gunning (1985) 84 LGR 168; R (Moseley) v Haringey LBC [2014] UKSC 56). The Compact between
government and civil society (HM Government, December 2010), in force nationally until the Civil Society Covenant of
17 July 2025, asks for 12 weeks of formal written consultation where appropriate, and for the reasons where it is
shorter. The Cabinet Office's Consultation Principles (2018) ask for a length in proportion. So 84 days is a threshold
for publishing a reason, not a minimum: `minimum_days` lets a site keep to its own agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from folkmoot_core.values import Fault, Invalid
from folkmoot_core.values.explained import Explained

TWELVE_WEEKS = 84  # days
COMPACT = "The Compact (HM Government, December 2010): 12 weeks of written consultation, or reasons for less"
PRINCIPLES = "Consultation Principles (Cabinet Office, 2018): a length in proportion"


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A number of days, both the first and the last counted."""

    days: int

    @property
    def weeks(self) -> int:
        """The whole weeks in it."""
        return self.days // 7

    @property
    def days_over(self) -> int:
        """The days beyond the whole weeks, 0 to 6."""
        return self.days % 7


def consultation_length(opens: date, closes: date) -> Explained[Length]:
    """How long it is open, from the start of `opens` to the end of `closes`. Raises `Invalid` if it closes first."""
    if closes < opens:
        message = f"It closes on {_written(closes)}, before it opens on {_written(opens)}."
        raise Invalid([Fault("closes", message, "Give a closing day on or after the opening day.")])
    length = Length((closes - opens).days + 1)
    span = f"It is open from {_written(opens)} to {_written(closes)}, both days counted: {_counted(length.days, 'day')}"
    in_weeks = [_counted(length.weeks, "week")] if length.weeks else []
    if in_weeks and length.days_over:
        in_weeks.append(_counted(length.days_over, "day"))
    return Explained(length, (f"{span}, or {' and '.join(in_weeks)}." if in_weeks else f"{span}.",))


def needs_reason(opens: date, closes: date, minimum_days: int = TWELVE_WEEKS) -> Explained[bool]:
    """Whether the length must be explained in public: True if it is under `minimum_days`.

    Raises `Invalid` if it closes before it opens, or if `minimum_days` is not at least 1.
    """
    if minimum_days < 1:
        message = f"A consultation cannot be asked to last {minimum_days} days."
        raise Invalid([Fault("minimum_days", message, "Give 1 or more.")])
    length = consultation_length(opens, closes)
    short_by = minimum_days - length.value.days
    if short_by > 0:
        reason = (
            f"That is {_counted(short_by, 'day')} short of the {minimum_days} we work to, "
            "so the reason must be published with it."
        )
    else:
        reason = f"That is at least the {minimum_days} days we work to, so no reason is needed."
    return Explained(short_by > 0, (*length.because, reason), (COMPACT, PRINCIPLES))


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
