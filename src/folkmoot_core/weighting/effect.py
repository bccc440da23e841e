"""What unequal weights cost (L. Kish, *Survey Sampling*, 1965, section 11.2C)."""

from __future__ import annotations

import numpy as np

from folkmoot_core.weighting.margins import Floats


def effective_base(weight_sum: float, weight_squares: float) -> float:
    """(Σw)² / Σw²: how many equally weighted people would tell as much. 0 where there is no weight."""
    return weight_sum * weight_sum / weight_squares if weight_squares > 0 else 0.0


def design_effect(people: int, weight_sum: float, weight_squares: float) -> float:
    """n Σw² / (Σw)²: 1 where all weigh the same; 2 where half of the responses are as good as lost. NaN for nobody."""
    base = effective_base(weight_sum, weight_squares)
    return people / base if base > 0 else float("nan")


def effect_of(weights: Floats) -> tuple[float, float]:
    """The design effect and the effective base of one weight a person."""
    total, squares = float(np.sum(weights)), float(np.dot(weights, weights))
    return design_effect(len(weights), total, squares), effective_base(total, squares)
