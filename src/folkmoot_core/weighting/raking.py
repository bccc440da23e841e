"""Raking: weights whose sums meet several margins at once (W. E. Deming and F. F. Stephan, "On a least squares
adjustment of a sampled frequency table", Annals of Mathematical Statistics 11, 1940). With one margin it is
post-stratification.

Works on joint cells, not on rows: ten million responses to four questions are a few thousand cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from folkmoot_core.values import Fault, Invalid
from folkmoot_core.weighting.margins import Codes, Floats, Margin, same_sum

MOST_ITERATIONS = 1000
# The largest share of a total that weights may miss it by when raking stops.
TOLERANCE = 1e-12
NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Miss:
    """By how much the weights miss one margin, at its worst level."""

    variable: str
    level: str
    wanted: float
    reached: float

    @property
    def relative(self) -> float:
        return abs(self.reached - self.wanted) / self.wanted


@dataclass(frozen=True)
class Raking:
    """The factor of each cell (weight = start weight × factor), and how well the margins are met.

    `converged`: every margin is met, or the asked-for stop was reached, within the permitted passes.
    """

    factors: Floats
    iterations: int
    converged: bool
    misses: tuple[Miss, ...]

    @property
    def worst(self) -> Miss:
        """The level that is furthest off."""
        return max(self.misses, key=lambda miss: miss.relative)

    @property
    def usable(self) -> bool:
        """Met, or near enough for any table: some margins can only be approached, ever more slowly."""
        return self.converged or self.worst.relative <= NEAR


@dataclass(frozen=True, slots=True)
class Stop:
    """When raking ends: every total met to `tolerance` (a share of it), or after `most_iterations` passes.

    `change`: end earlier, when no cell's weighted total changed by this much in a pass. 1 is what R's `rake` does
    unless told otherwise: quick, but up to one person of each cell off the margins.
    """

    tolerance: float = TOLERANCE
    most_iterations: int = MOST_ITERATIONS
    change: float | None = None


def rake(
    codes: Codes,
    start: Floats,
    margins: Sequence[Margin],
    *,
    stop: Stop = Stop(),
    bounds: tuple[Floats, Floats] | None = None,
) -> Raking:
    """Find the factors of cells.

    codes[c, v]: the level of cell c on variable v, a place in margins[v].levels. start[c]: the sum of start weights
    (the number of people, where nobody has a weight yet). bounds: the least and greatest weighted total that each cell
    may get; raking and trimming then take turns until both hold, or stop short (`converged` is False).
    Invalid where a level has no weight at all to begin with, or the margins do not have one sum.
    """
    margins = same_sum(margins)
    columns = [np.ascontiguousarray(codes[:, place]) for place in range(len(margins))]
    _refuse_empty(columns, start, margins)
    totals = [margin.array() for margin in margins]
    weighted = start.astype(np.float64, copy=True)
    converged = False
    iterations = 0
    while not converged and iterations < stop.most_iterations:
        before = weighted
        for column, total in zip(columns, totals, strict=True):
            reached = np.bincount(column, weights=weighted, minlength=len(total))
            weighted = weighted * (total / reached)[column]
        if bounds is not None:
            weighted = np.clip(weighted, *bounds)
        iterations += 1
        converged = _met(columns, weighted, totals, stop, before)
    factors = np.divide(weighted, start, out=np.zeros_like(weighted), where=start > 0)
    return Raking(factors, iterations, converged, _misses(columns, weighted, margins))


def _met(columns: list[Codes], weighted: Floats, totals: list[Floats], stop: Stop, before: Floats) -> bool:
    if stop.change is not None:
        return bool(np.abs(weighted - before).max() < stop.change)
    for column, total in zip(columns, totals, strict=True):
        reached = np.bincount(column, weights=weighted, minlength=len(total))
        if np.any(np.abs(reached - total) > stop.tolerance * total):
            return False
    return True


def _misses(columns: list[Codes], weighted: Floats, margins: Sequence[Margin]) -> tuple[Miss, ...]:
    found = []
    for column, margin in zip(columns, margins, strict=True):
        wanted = margin.array()
        reached = np.bincount(column, weights=weighted, minlength=len(wanted))
        worst = int(np.argmax(np.abs(reached - wanted) / wanted))
        found.append(Miss(margin.variable, margin.levels[worst], float(wanted[worst]), float(reached[worst])))
    return tuple(found)


def _refuse_empty(columns: list[Codes], start: Floats, margins: Sequence[Margin]) -> None:
    faults = []
    for column, margin in zip(columns, margins, strict=True):
        have = np.bincount(column, weights=start, minlength=len(margin.levels))
        faults += [
            Fault(
                margin.variable,
                f"nobody in the data is '{level}', so its total of {total:,.10g} cannot be reached.",
                "Join it with a neighbouring level, in the data and in the margins.",
            )
            for level, total, found in zip(margin.levels, margin.totals, have, strict=False)
            if found <= 0
        ]
    if faults:
        raise Invalid(faults)
