"""Shares in words, each with its bounds, so that "most" means the same in every report.

Bounds after Education Scotland, *Terms we use in the inspection process* (2018): almost all, over 90%; most, 75% to
90%; majority, 50% to 74%; less than half, 15% to 49%; few, up to 15%. We say "more than half" for a majority, since a
reader takes "the majority" for the largest group, which it need not be; "about half" for what lies within two points
of 50 (Estyn's reports say "around half" for what is close to 50%); and "fewer than one in ten" below 10%.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proportion:
    """A name that `phrases` puts into words, and the bounds it holds for: from `low` to below `high`."""

    name: str
    low: float
    high: float

    def holds(self, share: float) -> bool:
        return self.low <= share < self.high


# 90 and 75 themselves are "most"; the last bound is above every percentage.
_JUST_OVER_90 = 90.0000001
PROPORTIONS = (
    Proportion("none", 0, 1e-12),
    Proportion("under_a_tenth", 1e-12, 10),
    Proportion("few", 10, 15),
    Proportion("under_half", 15, 48),
    Proportion("about_half", 48, 52.0000001),
    Proportion("over_half", 52.0000001, 75),
    Proportion("most", 75, _JUST_OVER_90),
    Proportion("almost_all", _JUST_OVER_90, 100),
    Proportion("all", 100, 101),
)


def proportion_of(share: float) -> Proportion:
    """The word for a percentage. ValueError unless 0 <= share <= 100."""
    found = next((each for each in PROPORTIONS if each.holds(share)), None)
    if found is None:
        raise ValueError(f"{share} is no percentage.")
    return found
