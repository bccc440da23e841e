"""How far do two coders agree? Published for two people, and beside it for the machine and a person.

Krippendorff's alpha (2011) counts agreement beyond chance, with any number of coders and gaps; where several themes may
stand under a comment, sets that overlap count as partly alike (Passonneau's MASI, 2006). Cohen's kappa (1960) is per
theme, and F1 is what evaluations of other theming tools report. Intervals come from drawing the comments anew
(bootstrap, percentiles), seeded.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.values import Fault, Invalid

DRAWS = 2_000
_DRAWS_A_TURN = 100
LEVEL = 0.95

Themes = frozenset[str]
Floats = NDArray[np.float64]
Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True)
class Measure:
    """A figure and its 95% interval; None where it is not defined, such as the alpha of coders who only ever used
    one value."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Agreement:
    """Two coders over the comments that both have coded. `f1` pools all themes; `kappa` and `f1_of` are per theme."""

    comments: int
    alpha: Measure
    f1: Measure
    kappa: dict[str, float | None]
    f1_of: dict[str, float | None]


def compare(one: Sequence[Themes | None], other: Sequence[Themes | None], *, seed: int = 1) -> Agreement:
    """Agreement of two coders; for each comment the keys of its themes, or None where it is not coded. No theme is an
    answer too. Raises `Invalid` where the lengths differ."""
    if len(one) != len(other):
        raise Invalid([Fault("coders", f"One coded {len(one)} comments, the other {len(other)}.", "Align them.")])
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    themes = sorted({theme for a, b in pairs for theme in a | b})
    first = np.array([[theme in a for theme in themes] for a, _b in pairs], np.bool_).reshape(len(pairs), len(themes))
    second = np.array([[theme in b for theme in themes] for _a, b in pairs], np.bool_).reshape(len(pairs), len(themes))
    return Agreement(
        comments=len(pairs),
        alpha=krippendorff_alpha([[a for a, _b in pairs], [b for _a, b in pairs]], masi_distance, seed=seed),
        f1=f1_score(first, second, seed=seed),
        kappa={theme: cohen_kappa(first[:, place], second[:, place]) for place, theme in enumerate(themes)},
        f1_of={theme: _f1(*_hits(first[:, [place]], second[:, [place]])) for place, theme in enumerate(themes)},
    )


def nominal_distance(one: Hashable, other: Hashable) -> float:
    return float(one != other)


def masi_distance(one: Themes, other: Themes) -> float:
    """0 for the same set, 1 for sets with nothing in common; a set within the other is nearer than one across it."""
    if one == other:
        return 0.0
    shared = len(one & other)
    if not shared:
        return 1.0
    form = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - form * shared / len(one | other)


def krippendorff_alpha(
    coders: Sequence[Sequence[Value | None]], distance: Callable[[Value, Value], float], *, seed: int = 1
) -> Measure:
    """Alpha of any number of coders, each with a value (or None) for every comment, in the same order."""
    units = [[value for value in unit if value is not None] for unit in zip(*coders, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    places = {value: place for place, value in enumerate(dict.fromkeys(value for unit in units for value in unit))}
    counts = np.zeros((len(units), len(places)))
    for row, unit in enumerate(units):
        for value in unit:
            counts[row, places[value]] += 1
    apart = np.array([[distance(a, b) for b in places] for a in places]).reshape(len(places), len(places))
    sizes = counts.sum(axis=1)
    disagreed = np.einsum("uv,vw,uw->u", counts, apart, counts) / np.maximum(sizes - 1, 1)

    def alphas(weights: Floats) -> Floats:
        values, pairable = weights @ counts, weights @ sizes
        chance = ((values @ apart) * values).sum(axis=-1) / np.maximum(pairable - 1, 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(chance > 0, 1 - (weights @ disagreed) / chance, np.nan)

    return _measured(alphas, len(units), seed)


def cohen_kappa(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float | None:
    """Kappa of two coders on one theme; None where chance alone agrees always, or nothing is coded."""
    if not len(one):
        return None
    agreed = float((one == other).mean())
    chance = float(one.mean() * other.mean() + (1 - one.mean()) * (1 - other.mean()))
    return None if chance >= 1 else (agreed - chance) / (1 - chance)


def f1_score(one: NDArray[np.bool_], other: NDArray[np.bool_], *, seed: int = 1) -> Measure:
    """F1 over all themes pooled (comments, themes): of all labels given, how many by both. The same both ways."""
    both, given = _hits(one, other)

    def scores(weights: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(2 * (weights @ both) / (weights @ given))

    return _measured(scores, len(one), seed)


def _hits(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Of each comment: labels that both gave; labels that either gave, a shared one counted twice."""
    both = (one & other).sum(axis=1).astype(float)
    return both, one.sum(axis=1) + other.sum(axis=1).astype(float)


def _f1(both: Floats, given: Floats) -> float | None:
    return float(2 * both.sum() / given.sum()) if given.sum() else None


def _measured(figure: Callable[[Floats], Floats], units: int, seed: int) -> Measure:
    """A figure as a function of how often each comment counts: once each, then drawn anew."""
    value = float(figure(np.ones(units))) if units else float("nan")
    if not np.isfinite(value):
        return Measure(None, None, None)
    random = np.random.default_rng(seed)
    chance = np.full(units, 1 / units)
    turns = (random.multinomial(units, chance, _DRAWS_A_TURN).astype(float) for _turn in range(DRAWS // _DRAWS_A_TURN))
    drawn = np.concatenate([figure(weights) for weights in turns])
    drawn = drawn[np.isfinite(drawn)]
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail]) if len(drawn) else (value, value)
    return Measure(value, float(low), float(high))
