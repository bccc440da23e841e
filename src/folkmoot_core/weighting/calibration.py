"""Standard errors that know the weights were raked: what the margins explain is no longer left to chance.

Calibrated variance as R's `calibrate(calfun = "raking")` and `postStratify` have it (J.-C. Deville, C.-E. Särndal and
O. Sautory, "Generalized raking procedures in survey sampling", JASA 88, 1993): the linearised value of each person is
regressed, with the start weights, on the levels of the margins, and the residual is weighted with the raked weights.
R's `rake` uses unweighted means of the margins instead, which overstates the error where start weights differ.

All from sums over joint weighting cells: no respondent's row is needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from threadpoolctl import threadpool_limits

from folkmoot_core.weighting.margins import Codes, Floats
from folkmoot_core.weighting.shares import Moments, Shares, quotient, shares_of, small_sample


@dataclass(frozen=True)
class Calibration:
    """Raked joint cells. codes[c, v]: level of cell c on variable v; factors[c]: raked over start weight.

    everybody: shape (cells,), start-weight moments of all rows, whether they answered or not (`Moments.unweighted` of
    the counts where all start weights are 1).
    """

    codes: Codes
    factors: Floats
    everybody: Moments

    @property
    def sample(self) -> int:
        return int(self.everybody.n.sum())

    @cached_property
    def indicators(self) -> Floats:
        """(cells, levels of all variables): 1 where the cell has the level."""
        matrix = np.zeros((len(self.codes), int((self.codes.max(axis=0) + 1).sum())))
        matrix[np.arange(len(self.codes))[:, None], self._columns] = 1.0
        return matrix

    @cached_property
    def _columns(self) -> Codes:
        """(cells, variables): the column of `indicators` in which the cell's level has its 1."""
        widths = self.codes.max(axis=0) + 1
        starts: Codes = np.concatenate([[0], np.cumsum(widths)[:-1]]).astype(np.int64)
        return self.codes + starts

    @cached_property
    def _solver(self) -> Floats:
        """What turns sums of linearised values a cell into regression coefficients."""
        root = np.sqrt(self.everybody.w)
        # On one core, for the reason that `fitted` gives.
        with threadpool_limits(1, user_api="blas"):
            inverse: Floats = np.linalg.pinv(self.indicators * root[:, None], rcond=1e-12).astype(np.float64)
        # A cell without start weight takes no part in the regression.
        return inverse * np.divide(1.0, root, out=np.zeros_like(root), where=root > 0)[None, :]

    def fitted(self, sums: Floats) -> Floats:
        """The regression's value in each cell; sums: (cells, estimates), Σ start weight × linearised value."""
        # Not by @: BLAS would use all cores for a product this small, and where others are at work on them wait fifty
        # times as long for its own threads as the sum takes.
        coefficients = np.einsum("lc,ce->le", self._solver, sums)
        found: Floats = sum((coefficients[column] for column in self._columns.T), np.zeros(sums.shape))
        return found

    def reweighted(self, cells: Moments) -> Moments:
        """Moments under the raked weights, summed over the weighting cells (the first axis)."""
        factor = self.factors.reshape((-1,) + (1,) * (cells.w.ndim - 1))
        return Moments(cells.n.sum(axis=0), (factor * cells.w).sum(axis=0), (factor**2 * cells.w2).sum(axis=0))


def calibrated_shares(calibration: Calibration, cells: Moments, answered: Moments | None = None) -> Shares:
    """The share of each level among those of each group who answered, with calibrated standard errors.

    cells: start-weight moments of shape (weighting cells, groups, levels). answered: shape (weighting cells, groups),
    needed where people may choose several levels, else the sum over the levels.
    """
    base = cells.sum(axis=2) if answered is None else answered
    total, whole = calibration.reweighted(cells), calibration.reweighted(base)
    share = quotient(total.w, whole.w[:, None])
    estimates = share.shape
    flat = (len(calibration.codes), share.size)
    scale = quotient(np.ones_like(whole.w), whole.w)[:, None]
    chosen, other = (1 - share) * scale, -share * scale
    in_group = np.broadcast_to(base.w[:, :, None], cells.w.shape)
    in_group2 = np.broadcast_to(base.w2[:, :, None], cells.w2.shape)
    linear = np.nan_to_num(cells.w * chosen + (in_group - cells.w) * other)
    fitted = calibration.fitted(linear.reshape(flat)).reshape(cells.w.shape)
    everybody = calibration.everybody
    factor = calibration.factors[:, None, None]
    squares = cells.w2 * (chosen - fitted) ** 2 + (in_group2 - cells.w2) * (other - fitted) ** 2
    squares += (everybody.w2[:, None, None] - in_group2) * fitted**2
    sums = linear - everybody.w[:, None, None] * fitted
    variance = _variance((factor**2 * squares).sum(axis=0), (factor * sums).sum(axis=0), calibration.sample)
    return shares_of(total, whole, share, np.sqrt(np.maximum(variance, 0.0)).reshape(estimates))


def calibrated_group_covariance(calibration: Calibration, cells: Moments, answered: Moments | None = None) -> Floats:
    """The covariance, (levels, groups, groups), of each level's shares in groups that share nobody.

    Takes what `calibrated_shares` takes. Calibration ties the groups together, so that they are not independent.
    """
    base = cells.sum(axis=2) if answered is None else answered
    total, whole = calibration.reweighted(cells), calibration.reweighted(base)
    share = quotient(total.w, whole.w[:, None])
    scale = quotient(np.ones_like(whole.w), whole.w)[:, None]
    chosen, other = np.nan_to_num((1 - share) * scale), np.nan_to_num(-share * scale)
    linear = cells.w * chosen + (base.w[:, :, None] - cells.w) * other
    linear2 = cells.w2 * chosen + (base.w2[:, :, None] - cells.w2) * other
    square2 = cells.w2 * chosen**2 + (base.w2[:, :, None] - cells.w2) * other**2
    fitted = calibration.fitted(linear.reshape(len(linear), -1)).reshape(linear.shape)
    factor = calibration.factors[:, None, None]
    own = (factor**2 * square2).sum(axis=0)
    mixed = np.einsum("cgl,chl->lgh", factor**2 * linear2, fitted)
    explained = np.einsum("cgl,chl->lgh", factor**2 * calibration.everybody.w2[:, None, None] * fitted, fitted)
    sums = (factor * (linear - calibration.everybody.w[:, None, None] * fitted)).sum(axis=0)
    cross = explained - mixed - mixed.transpose(0, 2, 1)
    places = np.arange(cross.shape[1])
    cross[:, places, places] += own.T
    sample = calibration.sample
    covariance: Floats = small_sample(sample) * (cross - np.einsum("gl,hl->lgh", sums, sums) / sample)
    return covariance


def calibrated_joint_covariance(calibration: Calibration, cells: Moments) -> Floats:
    """The covariance, (levels, levels), of the shares of one whole; cells: (weighting cells, levels), one a person."""
    total = calibration.reweighted(cells)
    whole = float(total.w.sum())
    share = total.w / whole
    identity = np.eye(len(share))
    # value[k, e]: the linearised value, for estimate e, of a person in level k.
    value = (identity - share[None, :]) / whole
    linear = cells.w @ value
    fitted = calibration.fitted(linear)
    factor = calibration.factors
    cross = np.zeros_like(identity)
    for level in range(len(share)):
        residual = value[level] - fitted
        cross += (residual * (factor**2 * cells.w2[:, level])[:, None]).T @ residual
    outside = calibration.everybody.w2 - cells.w2.sum(axis=1)
    cross += (fitted * (factor**2 * outside)[:, None]).T @ fitted
    sums = (factor[:, None] * (linear - calibration.everybody.w[:, None] * fitted)).sum(axis=0)
    sample = calibration.sample
    return small_sample(sample) * (cross - np.outer(sums, sums) / sample)


def _variance(squares: Floats, sums: Floats, sample: int) -> Floats:
    return small_sample(sample) * (squares - sums**2 / sample)
