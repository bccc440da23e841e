"""When a hundred pairs are compared, five differ by chance alone: p-values corrected for many comparisons."""

from __future__ import annotations

from typing import Literal

import numpy as np

from folkmoot_core.weighting.margins import Floats

Correction = Literal["holm", "benjamini-hochberg", "none"]


def adjusted(p: Floats, correction: Correction = "holm") -> Floats:
    """The p-values to hold against the same 5 %. NaN (not tested) stays and does not count.

    holm: the chance of even one false difference (S. Holm, Scandinavian Journal of Statistics 6, 1979).
    benjamini-hochberg: the share of false ones among those found (JRSS B 57, 1995). R's `p.adjust`.
    """
    result = p.astype(np.float64, copy=True)
    tested = np.flatnonzero(~np.isnan(p))
    if correction == "none" or not len(tested):
        return result
    order = tested[np.argsort(p[tested], kind="stable")]
    ranked, count = p[order], len(order)
    if correction == "holm":
        stepped = np.maximum.accumulate(ranked * (count - np.arange(count)))
    else:
        stepped = np.minimum.accumulate((ranked * count / np.arange(1, count + 1))[::-1])[::-1]
    result[order] = np.minimum(stepped, 1.0)
    return result
