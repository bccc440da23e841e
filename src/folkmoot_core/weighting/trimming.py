"""Weights that are too small or too large are cut, and what was cut goes to the rest."""

from __future__ import annotations

import numpy as np

from folkmoot_core.values import Fault, Invalid
from folkmoot_core.weighting.margins import Floats

_ROUNDS = 1000
_NEAR = 1e-12


def trim(weights: Floats, low: float, high: float, *, strict: bool = False) -> Floats:
    """Cut weights to low … high and share what was cut equally among the others: R's `trimWeights`.

    The sum stays. Sharing out may push some past a bound again; `strict` repeats until none is. Trimmed weights no
    longer meet the margins exactly. Invalid where the bounds leave no room for the sum.
    """
    if not low < high:
        raise Invalid([Fault("trim", f"the lower bound {low:g} must be below the upper bound {high:g}.")])
    mean = float(np.mean(weights))
    if not low <= mean <= high:
        message = f"the mean weight is {mean:.6g}, outside {low:g} to {high:g}, so the weights cannot all lie inside."
        raise Invalid([Fault("trim", message, "Choose bounds on both sides of the mean weight.")])
    trimmed = weights
    for _ in range(_ROUNDS if strict else 1):
        cut = np.clip(trimmed, low, high)
        outside = (trimmed < low) | (trimmed > high)
        if not outside.any() or outside.all():
            break
        spare = float(np.sum(trimmed - cut))
        trimmed = np.where(outside, cut, cut + spare / int((~outside).sum()))
        if abs(spare) <= _NEAR * float(np.sum(weights)):
            break
    return np.clip(trimmed, low, high) if strict else trimmed
