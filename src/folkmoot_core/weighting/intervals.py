"""Intervals of 95 % other than estimate ± 1.96 standard errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from folkmoot_core.weighting.design import Design, means
from folkmoot_core.weighting.margins import Floats
from folkmoot_core.weighting.tails import quantile_of_t

_UPPER = 0.975


def logit_interval(share: Floats, se: Floats, degrees: Floats) -> tuple[Floats, Floats]:
    """Low and high on the scale of log odds, so that they stay between 0 and 1: R's `svyciprop(method = "logit")`.

    degrees: degrees of freedom, people behind the share less one. NaN for shares of 0 and 1, which have no odds.
    """
    inside = (share > 0) & (share < 1)
    safe = np.where(inside, share, 0.5)
    odds = np.log(safe / (1 - safe))
    reach = quantile_of_t(degrees, _UPPER) * se / (safe * (1 - safe))
    low, high = 1 / (1 + np.exp(reach - odds)), 1 / (1 + np.exp(-reach - odds))
    return np.where(inside, low, np.nan), np.where(inside, high, np.nan)


@dataclass(frozen=True, slots=True)
class Quantile:
    """A weighted quantile; low, high and se are NaN where the data end before the interval does."""

    value: float
    low: float
    high: float
    se: float


def quantile(design: Design, values: Floats, share: float) -> Quantile:
    """The smallest value that at least `share` of the weight reaches, with Woodruff's interval (JASA 47, 1952).

    R's `svyquantile` as it comes (survey 4.1: rule "math", interval "mean"). NaN in values: no reply.
    """
    there = ~np.isnan(values) & (design.weights > 0)
    if not there.any():
        return Quantile(np.nan, np.nan, np.nan, np.nan)
    order = np.argsort(values[there], kind="stable")
    ranked, weights = values[there][order], design.weights[there][order]
    # R adds up in extended precision; whether a step is reached exactly depends on it.
    reached = np.cumsum(weights.astype(np.longdouble)).astype(np.float64)
    found = _at(ranked, reached, share)
    below = np.where(np.isnan(values), np.nan, values <= found)
    estimate = means(design, below)
    critical = float(quantile_of_t(design.degrees_of_freedom(~np.isnan(values)), _UPPER))
    reach = critical * float(estimate.se[0])
    start, end = float(estimate.value[0]) - reach, float(estimate.value[0]) + reach
    low = _at(ranked, reached, start) if start >= 0 else np.nan
    high = _at(ranked, reached, end) if end <= 1 else np.nan
    return Quantile(found, low, high, (high - low) / (2 * critical))


def _at(ranked: Floats, reached: Floats, share: float) -> float:
    """The value at which the running sum of weights reaches `share` of the whole."""
    whole = reached[-1]
    passed = int(np.searchsorted(reached, share * whole, side="right"))
    exact = passed > 0 and share == reached[passed - 1] / whole
    return float(ranked[passed - 1] if exact else ranked[min(passed, len(ranked) - 1)])
