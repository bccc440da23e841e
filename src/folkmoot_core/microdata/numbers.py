"""Questions answered by a number: mean, and the values that a quarter, a half and three quarters lie below."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from folkmoot_core.disclosure import Policy
from folkmoot_core.microdata.responses import Choice
from folkmoot_core.microdata.tables import Weights
from folkmoot_core.weighting import Z_95, Codes, Floats, means

_QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class NumberSummary:
    """One group. base: unweighted, who answered. None is hidden, or has no base."""

    column: str
    by: str | None
    by_level: str | None
    base: int | None
    mean: float | None
    se: float | None
    low: float | None
    high: float | None
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    suppressed: bool = False


def summaries(
    weights: Weights, name: str, values: Floats, by: Choice | None, policy: Policy | None
) -> tuple[NumberSummary, ...]:
    """Summaries of `values` (NaN: no reply) in each group of `by`, or of all.

    Under a policy, groups of fewer people than percentages need are hidden; were one group hidden alone, the next
    smallest goes with it, since all and the others would give it back.
    """
    # scipy, on which quantiles stand, takes a while to load.
    from folkmoot_core.weighting.intervals import quantile  # noqa: PLC0415

    design = weights.design
    group = np.zeros(len(values), dtype=np.int64) if by is None else by.codes
    names: tuple[str | None, ...] = (None,) if by is None else by.levels
    found = means(design, values, group)
    hidden = _hidden(found.n, policy)
    made = []
    for place, level in enumerate(names):
        by_name = None if by is None else by.name
        if place in hidden:
            made.append(_suppressed(name, by_name, level))
            continue
        inside = np.where(group == place, values, np.nan)
        lower, median, upper = (_given(quantile(design, inside, share).value) for share in _QUARTERS)
        mean, se = _given(float(found.value[place])), _given(float(found.se[place]))
        low = None if mean is None or se is None else mean - Z_95 * se
        high = None if mean is None or se is None else mean + Z_95 * se
        made.append(NumberSummary(name, by_name, level, int(found.n[place]), mean, se, low, high, lower, median, upper))
    return tuple(made)


def _suppressed(name: str, by: str | None, level: str | None) -> NumberSummary:
    return NumberSummary(name, by, level, None, None, None, None, None, None, None, None, suppressed=True)


def _hidden(people: Codes, policy: Policy | None) -> set[int]:
    if policy is None:
        return set()
    hidden = {place for place, count in enumerate(people) if 1 <= count < policy.percent_base}
    others = [place for place in range(len(people)) if place not in hidden and people[place]]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda place: int(people[place])))
    return hidden


def _given(value: float) -> float | None:
    return None if np.isnan(value) else value
