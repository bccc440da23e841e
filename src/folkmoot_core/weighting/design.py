"""Estimates from respondents' rows: means, totals and quantiles, with strata, clusters and calibrated weights.

Linearised as R's survey package does it for one stage of sampling: `svydesign(ids, strata, weights, fpc)`, then
`svymean`, `svytotal`, `svyby` with `na.rm = TRUE`. T. Lumley, *Complex Surveys*, 2010.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from folkmoot_core.values import Fault, Invalid
from folkmoot_core.weighting.calibration import Calibration
from folkmoot_core.weighting.cells import JointCells, group_rows
from folkmoot_core.weighting.margins import Codes, Floats, Margin
from folkmoot_core.weighting.raking import Raking, Stop, rake
from folkmoot_core.weighting.shares import Moments, quotient

# A stratum of which more than this share was asked has nothing left to chance.
_ALL_OF_IT = 1 - 1e-7


@dataclass(frozen=True)
class Weighting:
    """Raked rows: each row's weight is start × the factor of its joint cell."""

    start: Floats
    cells: JointCells
    raking: Raking

    @cached_property
    def weights(self) -> Floats:
        return self.start * self.raking.factors[self.cells.cell_of_row]

    @cached_property
    def calibration(self) -> Calibration:
        everybody = Moments(self.cells.sizes(), self.cells.sums(self.start), self.cells.sums(self.start**2))
        return Calibration(self.cells.codes, self.raking.factors, everybody)


def rake_rows(
    variables: Sequence[Codes],
    margins: Sequence[Margin],
    *,
    start: Floats | None = None,
    stop: Stop = Stop(),  # noqa: B008 - frozen
    bounds: tuple[float, float] | None = None,
) -> Weighting:
    """Rake rows to margins. variables: one array of codes a margin, each code a place in the margin's levels.

    start: the weights to begin with, 1 each unless given. bounds: the least and greatest weight, as multiples of the
    mean weight, held while raking (then rows of one cell and unequal start weights are kept apart).
    """
    begin = np.ones(len(variables[0])) if start is None else start
    if bounds is None:
        cells = group_rows(variables)
        return Weighting(begin, cells, rake(cells.codes, cells.sums(begin), margins, stop=stop))
    cells = group_rows([*variables, np.unique(begin, return_inverse=True)[1].astype(np.int64)])
    cells = JointCells(cells.codes[:, :-1], cells.cell_of_row)
    share = cells.sizes().astype(np.float64) * (margins[0].sum / len(begin))
    limits = (bounds[0] * share, bounds[1] * share)
    raking = rake(cells.codes, cells.sums(begin), margins, stop=stop, bounds=limits)
    return Weighting(begin, cells, raking)


@dataclass(frozen=True)
class Design:
    """How rows came about: their weights; strata and clusters as codes; the clusters (rows) there are in each stratum.

    `population` is given for each row and brings the finite population correction. `calibrated` says that the weights
    come from raking: standard errors then know the margins.
    """

    weights: Floats
    strata: Codes | None = None
    clusters: Codes | None = None
    population: Floats | None = None
    calibrated: Weighting | None = None

    def __len__(self) -> int:
        return len(self.weights)

    @cached_property
    def _units(self) -> tuple[Codes, Codes]:
        """The sampling unit of each row (clusters are numbered anew in each stratum), and the stratum of each unit."""
        rows = len(self)
        strata = (
            np.zeros(rows, dtype=np.int64) if self.strata is None else np.unique(self.strata, return_inverse=True)[1]
        )
        if self.clusters is None:
            return np.arange(rows), strata
        joint = group_rows([strata, np.unique(self.clusters, return_inverse=True)[1]])
        return joint.cell_of_row, joint.codes[:, 0]

    def covariance(self, influence: Floats) -> Floats:
        """The covariance, (estimates, estimates); influence: (rows, estimates), weight × linearised value."""
        unit_of_row, stratum_of_unit = self._units
        totals = _sum_by(unit_of_row, self._residual(influence), len(stratum_of_unit))
        units = np.bincount(stratum_of_unit)
        means = _sum_by(stratum_of_unit, totals, len(units)) / units[:, None]
        scale = self._scale(units, unit_of_row, stratum_of_unit)
        spread = (totals - means[stratum_of_unit]) * np.sqrt(scale)[stratum_of_unit][:, None]
        covariance: Floats = spread.T @ spread
        return covariance

    def degrees_of_freedom(self, among: np.ndarray[tuple[int], np.dtype[np.bool_]] | None = None) -> int:
        """Sampling units less strata, of the rows asked about that have weight."""
        unit_of_row, stratum_of_unit = self._units
        used = self.weights > 0 if among is None else among & (self.weights > 0)
        units = np.unique(unit_of_row[used])
        return len(units) - len(np.unique(stratum_of_unit[units]))

    def _residual(self, influence: Floats) -> Floats:
        """What the margins do not explain."""
        if self.calibrated is None:
            return influence
        weighting = self.calibrated
        weights, cell_of_row = self.weights[:, None], weighting.cells.cell_of_row
        value = np.divide(influence, weights, out=np.zeros_like(influence), where=weights > 0)
        sums = _sum_by(cell_of_row, value * weighting.start[:, None], len(weighting.cells.codes))
        return (value - weighting.calibration.fitted(sums)[cell_of_row]) * weights

    def _scale(self, units: Codes, unit_of_row: Codes, stratum_of_unit: Codes) -> Floats:
        """n / (n - 1) of each stratum, times the share of the stratum that was not asked."""
        left = np.ones(len(units))
        if self.population is not None:
            whole = np.zeros(len(units))
            whole[stratum_of_unit[unit_of_row]] = self.population
            if np.any(whole < units):
                raise Invalid([Fault("population", "a stratum has more units in the data than there are in all.")])
            left = np.where(units / whole > _ALL_OF_IT, 0.0, 1 - units / whole)
        lonely = (units < 2) & (left > 0)
        if lonely.any():
            message = f"{int(lonely.sum())} strata have only one unit, from which no error can be told."
            raise Invalid([Fault("strata", message, "Join each with a stratum like it.")])
        return left * units / np.maximum(units - 1, 1)


@dataclass(frozen=True)
class Estimates:
    """One estimate a group, with the covariance of all. n: rows behind each."""

    value: Floats
    covariance: Floats
    n: Codes

    @property
    def se(self) -> Floats:
        return np.sqrt(np.maximum(np.diagonal(self.covariance), 0.0))


def means(design: Design, values: Floats, groups: Codes | None = None) -> Estimates:
    """The mean of `values` (NaN: no reply) in each group (codes from 0; -1: in none)."""
    groups = np.zeros(len(design), dtype=np.int64) if groups is None else groups
    count = int(groups.max(initial=-1)) + 1
    there = ~np.isnan(values) & (groups >= 0)
    where, value, weight = groups[there], values[there], design.weights[there]
    sums = _sum_by(where, np.stack([weight, weight * value], axis=1), count)
    whole, mean = sums[:, 0], quotient(sums[:, 1], sums[:, 0])
    influence = np.zeros((len(design), count))
    influence[np.flatnonzero(there), where] = weight * (value - mean[where]) / whole[where]
    people = np.bincount(where, minlength=count).astype(np.int64)
    return Estimates(mean, design.covariance(influence), people)


def totals(design: Design, values: Floats) -> Estimates:
    """The weighted total of `values` (NaN: no reply)."""
    there = ~np.isnan(values)
    influence = (design.weights * np.where(there, values, 0.0))[:, None]
    return Estimates(influence.sum(axis=0), design.covariance(influence), np.array([int(there.sum())]))


def _sum_by(codes: Codes, values: Floats, count: int) -> Floats:
    sums = [np.bincount(codes, weights=values[:, place], minlength=count) for place in range(values.shape[1])]
    return np.stack(sums, axis=1)
