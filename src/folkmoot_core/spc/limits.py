"""Means and process limits of many series at once, as *Making Data Count* of NHS England draws them.

An XmR chart (individual values and moving ranges) after Shewhart and Wheeler. The mean of the baseline, and limits at
2.66 mean moving ranges on either side (3 / 1.128, with 1.128 the mean range of two values of a normal distribution in
standard deviations). With screening, moving ranges at or above 3.267 times their mean are left out, once, before the
mean is taken again, so that one odd value does not widen the limits that should have shown it.

Held point by point to NHSRplotthedots 0.2.2, but for one case: where nothing but ranges of zero would be left
(0 0 0 0 9), nothing is screened, since limits without any width would call every point special.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

LIMIT = 2.66
NEAR_LIMIT = 2 / 3 * LIMIT
RANGE_LIMIT = 3.267
# Two figures whose difference is a rounding of the machine are the same: 81.4 per cent and 0.814 must be judged alike.
TOLERANCE = 1e-12


@dataclass(frozen=True, slots=True)
class Limits:
    """One row a series: its mean, how far the limits are from it, and which moving ranges were left out."""

    mean: Floats
    moving_range: Floats
    screened: Bools

    @property
    def reach(self) -> Floats:
        return LIMIT * self.moving_range

    @property
    def near_reach(self) -> Floats:
        return NEAR_LIMIT * self.moving_range


def limits_of(values: Floats, *, baseline: int | None = None, screening: bool = True) -> Limits:
    """The limits of each row of `values` (series by points), from its first `baseline` points or from all.

    Of a single point there is no moving range: it comes as NaN.
    """
    used = values[:, :baseline]
    mean = used.mean(axis=1)
    # A second pass takes out what the first lost to rounding, so that a series of equal values has their mean.
    mean += (used - mean[:, None]).mean(axis=1)
    ranges = np.abs(np.diff(used, axis=1))
    left_out = np.zeros(ranges.shape, dtype=bool)
    if not ranges.shape[1]:
        return Limits(mean, np.full(len(values), np.nan), left_out)
    moving_range = ranges.mean(axis=1)
    if screening:
        left_out = (ranges >= RANGE_LIMIT * moving_range[:, None]) & (ranges > 0)
        left_out &= np.where(left_out, 0.0, ranges).max(axis=1, keepdims=True) > 0
        kept = ranges.shape[1] - left_out.sum(axis=1)
        moving_range = np.where(left_out, 0.0, ranges).sum(axis=1) / np.maximum(kept, 1)
    return Limits(mean, moving_range, left_out)


def tolerance_of(values: Floats) -> Floats:
    """What counts as no difference, for each row."""
    return np.asarray(np.abs(values).max(axis=1) * TOLERANCE, dtype=np.float64)
