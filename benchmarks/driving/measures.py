"""How a benchmark tells its figures to `folkmoot bench`: one JSON object a line."""

from __future__ import annotations

import json
import math


def say(measure: str, figure: float, unit: str, **goal: float) -> None:
    """Print one figure. A goal is `at_most` or `at_least`; without one the figure stands for itself."""
    print(json.dumps({"measure": measure, "figure": round(figure, 2), "unit": unit, **goal}), flush=True)


def percentile(figures: list[float], share: float) -> float:
    """The smallest figure that is not less than `share` (0 to 1) of them all (nearest rank)."""
    return sorted(figures)[max(0, math.ceil(share * len(figures)) - 1)]
