"""What weighted responses should add up to: census totals of each level of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum, isfinite

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.values import Fault, Invalid

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Codes = NDArray[np.int64]

# Sums of margins may differ by the rounding of decimal fractions, not by people.
_SAME_SUM = 1e-9


@dataclass(frozen=True, slots=True)
class Margin:
    """The population of each level of one variable: people, or shares of one whole. Every total is above zero."""

    variable: str
    levels: tuple[str, ...]
    totals: tuple[float, ...]

    def __post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise Invalid(faults)

    @property
    def sum(self) -> float:
        return fsum(self.totals)

    def scaled_to(self, whole: float) -> Margin:
        """The same shares of another whole."""
        ratio = whole / self.sum
        return replace(self, totals=tuple(total * ratio for total in self.totals))

    def array(self) -> Floats:
        return np.asarray(self.totals, dtype=np.float64)


def same_sum(margins: Sequence[Margin], *, rescale: bool = False) -> tuple[Margin, ...]:
    """The margins with the sum of the first. Invalid where they differ by more than rounding, unless `rescale`."""
    if not margins:
        raise Invalid([Fault("margins", "There is no margin to weigh to.", "Give at least one variable.")])
    whole = margins[0].sum
    faults = [
        Fault(
            margin.variable,
            f"its totals add up to {margin.sum:,.10g}, those of '{margins[0].variable}' to {whole:,.10g}.",
            "All margins must describe the same population: correct them, or ask for them to be rescaled to the first.",
        )
        for margin in margins[1:]
        if not rescale and abs(margin.sum - whole) > _SAME_SUM * whole
    ]
    if faults:
        raise Invalid(faults)
    return (margins[0], *(margin.scaled_to(whole) for margin in margins[1:]))


def _faults(margin: Margin) -> list[Fault]:
    where = margin.variable
    if not margin.levels or len(margin.levels) != len(margin.totals):
        return [Fault(where, "a margin needs levels, and one total for each.")]
    twice = sorted({level for level in margin.levels if margin.levels.count(level) > 1})
    faults = [Fault(where, f"the level '{level}' has more than one total.", "Keep one.") for level in twice]
    faults += [
        Fault(
            where,
            f"the total of '{level}' is {total:g}; it must be a number above zero.",
            "Leave a level out of the margins only if nobody in the data has it.",
        )
        for level, total in zip(margin.levels, margin.totals, strict=True)
        if not isfinite(total) or total <= 0
    ]
    return faults
