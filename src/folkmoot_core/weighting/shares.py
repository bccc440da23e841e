"""Shares with their standard errors, from three sums a table cell: people, weights, squared weights.

Taylor linearisation for a design of independent people with given weights, as `svymean` and `svyby` of R's survey
package compute it for `svydesign(ids = ~1, weights = ~w)`: a share in a group is a ratio, the group is a domain of the
whole sample, and people without an answer stay in the sample (`na.rm = TRUE`). T. Lumley, *Complex Surveys*, 2010.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from folkmoot_core.weighting.margins import Counts, Floats

# Two-sided 95 %: the 0.975 quantile of the standard normal distribution.
Z_95 = 1.959963984540054


@dataclass(frozen=True)
class Moments:
    """The people, the sum of weights and the sum of squared weights of each cell: three arrays of one shape."""

    n: Counts
    w: Floats
    w2: Floats

    @classmethod
    def unweighted(cls, counts: ArrayLike) -> Moments:
        """Everybody weighs 1, so that one count is all three."""
        n = np.asarray(counts, dtype=np.int64)
        return cls(n, n.astype(np.float64), n.astype(np.float64))

    def sum(self, axis: int) -> Moments:
        return Moments(self.n.sum(axis=axis), self.w.sum(axis=axis), self.w2.sum(axis=axis))


@dataclass(frozen=True)
class Shares:
    """Estimates of groups × levels, as shares from 0 to 1; NaN where nobody in a group answered.

    n, weighted: shape (groups, levels). base, weighted_base, effective_base, design_effect: shape (groups,), of those
    who answered. low and high are share ± 1.96 standard errors, not cut off at 0 and 1 (R's `confint`).
    """

    n: Counts
    weighted: Floats
    share: Floats
    se: Floats
    base: Counts
    weighted_base: Floats
    effective_base: Floats

    @property
    def low(self) -> Floats:
        return self.share - Z_95 * self.se

    @property
    def high(self) -> Floats:
        return self.share + Z_95 * self.se

    @property
    def design_effect(self) -> Floats:
        """Kish's, of the weights alone."""
        return quotient(self.base.astype(np.float64), self.effective_base)


def shares(cells: Moments, sample: int, answered: Moments | None = None) -> Shares:
    """The share of each level among those of each group who answered.

    cells: shape (groups, levels). sample: all rows of the data, answered or not. answered: shape (groups,); needed
    where people may choose several levels, else the sum over the levels.
    """
    base = cells.sum(axis=1) if answered is None else answered
    share = quotient(cells.w, base.w[:, None])
    # Σ w² (x - p)² over the group, where x is 1 for the level and 0 for the rest.
    squares = cells.w2 * (1 - share) ** 2 + (base.w2[:, None] - cells.w2) * share**2
    se = quotient(np.sqrt(small_sample(sample) * np.maximum(squares, 0.0)), base.w[:, None])
    return shares_of(cells, base, share, se)


def shares_of(cells: Moments, base: Moments, share: Floats, se: Floats) -> Shares:
    """Put together what was worked out, with the bases."""
    return Shares(cells.n, cells.w, share, se, base.n, base.w, quotient(base.w * base.w, base.w2))


def joint_covariance(cells: Moments, sample: int) -> Floats:
    """The covariance, (levels, levels), of the shares of one whole: a one-way table or all cells of a two-way one.

    cells: shape (levels,); everybody is in one cell. For tests of association.
    """
    whole = float(cells.w.sum())
    share = cells.w / whole
    cross = np.diag(cells.w2) - np.outer(cells.w2, share) - np.outer(share, cells.w2)
    cross += float(cells.w2.sum()) * np.outer(share, share)
    covariance: Floats = small_sample(sample) * cross / whole**2
    return covariance


@dataclass(frozen=True)
class Overlap:
    """Sums of squared weights of the people whom two estimates share; each array of shape (estimates, estimates).

    answered: who is in the base of both. chosen: who is counted in both. one[g, h]: who is in both bases and counted in
    estimate g. On the diagonal stand the estimates themselves.
    """

    answered: Floats
    chosen: Floats
    one: Floats


def overlap_covariance(share: Floats, weighted_base: Floats, overlap: Overlap, sample: int) -> Floats:
    """The covariance, (estimates, estimates), of shares whose bases may hold the same people.

    For options of which people choose several, and for groups that people may be in at once. share, weighted_base:
    shape (estimates,), each share and the Σw of those who answered.
    """
    p, q = share[:, None], share[None, :]
    cross: Floats = overlap.chosen - q * overlap.one - p * overlap.one.T + p * q * overlap.answered
    covariance: Floats = small_sample(sample) * cross / (weighted_base[:, None] * weighted_base[None, :])
    return covariance


def small_sample(sample: int) -> float:
    """n / (n - 1), R's factor for people drawn with replacement. One person gives no standard error: NaN."""
    return sample / (sample - 1) if sample > 1 else float("nan")


def quotient(top: Floats, below: Floats) -> Floats:
    """top / below, NaN where there is nothing below."""
    shape = np.broadcast_shapes(top.shape, below.shape)
    ratio: Floats = np.divide(top, below, out=np.full(shape, np.nan), where=below > 0)
    return ratio
