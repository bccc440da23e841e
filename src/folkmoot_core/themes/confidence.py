"""Confidence that means what it says, and the curve on which an analyst sets the threshold for accepting labels.

A classifier's shares are sharpened or flattened by one number (temperature scaling, Guo et al., 2017), learnt from
examples that were held back while the rest were learnt. With few examples that number leans on what was right for
public data sets. Where several themes may stand under a comment, a second number moves all of them up or down (Platt,
1999). The order of themes within a comment never changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit, logsumexp
from scipy.stats import beta

from folkmoot_core.themes.classifier import Fitted, Lessons, Shares
from folkmoot_core.themes.neighbourhood import Matrix

FOLDS = 5
# What made the confidences of public data honest, and how firmly it is believed (in examples).
USUAL_SHARPNESS = 1.6
SHARPNESS_OF_NAMES = 2.0
BELIEF = 30.0
_LEAST, _MOST = 0.25, 8.0
_FARTHEST = 4.0


@dataclass(frozen=True)
class Sharpness:
    """The power that shares are raised to: above 1 the classifier was too timid, below 1 too bold. `shift` is added to
    the log odds of each theme where several may stand under a comment."""

    power: float = USUAL_SHARPNESS
    shift: float = 0.0

    @classmethod
    def learnt(
        cls, lessons: Lessons, fit: Callable[[Lessons], Fitted], comments: Matrix, *, several: bool
    ) -> Sharpness:
        """From examples held back in turn. They are weighed so that each theme counts as much as it does among the
        comments, since examples are mostly picked evenly."""
        fold = _folds(lessons.said)
        shares = np.zeros(lessons.said.shape)
        common = np.zeros(lessons.themes)
        sample = comments[:: max(1, len(comments) // 1_000)]
        for turn in range(FOLDS):
            if (fold == turn).any():
                learnt = fit(lessons.only(np.flatnonzero(fold != turn)))
                both = learnt.shares(np.vstack([lessons.rows[fold == turn], sample]))
                shares[fold == turn] = both[: -len(sample)]
                common += both[-len(sample) :].sum(axis=0)
        weights = _weights(lessons.said, common)

        def misfit(numbers: Shares) -> float:
            log_power, shift = numbers
            told = sharpen(shares, cls(float(np.exp(log_power)), float(shift)), several=several)
            loss = _loss(told, lessons.said, several=several) @ weights
            return float(loss + BELIEF * ((log_power - np.log(USUAL_SHARPNESS)) ** 2 + shift**2 / 10) / 2)

        bounds = [(np.log(_LEAST), np.log(_MOST)), (-_FARTHEST, _FARTHEST) if several else (0.0, 0.0)]
        found = minimize(misfit, [np.log(USUAL_SHARPNESS), 0.0], method="L-BFGS-B", bounds=bounds)
        return cls(float(np.exp(found.x[0])), float(found.x[1]))


def sharpen(shares: Shares, sharpness: Sharpness, *, several: bool) -> Shares:
    """Shares raised to the power of the sharpness: rows sum to 1, or, with `several`, each share for itself."""
    safe = np.clip(shares, 1e-12, 1 - 1e-12)
    if several:
        return np.asarray(expit(sharpness.power * logit(safe) + sharpness.shift))
    logs = sharpness.power * np.log(safe)
    return np.asarray(np.exp(logs - logsumexp(logs, axis=1, keepdims=True)))


@dataclass(frozen=True)
class CurvePoint:
    """Accepting labels with at least this confidence: which share of comments it covers, and how many of the labels
    are right, with a 95% interval. `checked` is how many labels that is known from."""

    threshold: float
    coverage: float
    precision: float
    low: float
    high: float
    checked: int


def precision_curve(
    confidences: Sequence[float] | NDArray[np.float64], right: Sequence[bool] | NDArray[np.bool_], steps: int = 20
) -> tuple[CurvePoint, ...]:
    """The curve from labels that people have checked, drawn by chance: surest first, in even steps of coverage.

    Intervals are Clopper and Pearson's (1934): each by itself covers at least 95%.
    """
    order = np.argsort(-np.asarray(confidences, float), kind="stable")
    sure, ok = np.asarray(confidences, float)[order], np.asarray(right, np.bool_)[order]
    points: list[CurvePoint] = []
    for step in range(1, steps + 1):
        wanted = -(-len(sure) * step // steps)
        if not wanted:
            continue
        threshold = float(sure[wanted - 1])
        taken = int((sure >= threshold).sum())
        good = int(ok[:taken].sum())
        low, high = exact_interval(good, taken)
        point = CurvePoint(threshold, taken / len(sure), good / taken, low, high, taken)
        if not points or points[-1].threshold != threshold:
            points.append(point)
    return tuple(points)


def threshold_for(curve: Sequence[CurvePoint], precision: float, *, certain: bool = True) -> CurvePoint | None:
    """The point of widest coverage where labels are at least so often right; with `certain`, where the lower end of the
    interval is. None where there is no such point."""
    good = [point for point in curve if (point.low if certain else point.precision) >= precision]
    return max(good, key=lambda point: point.coverage, default=None)


def exact_interval(good: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """Clopper and Pearson's interval of a share; (0, 1) of nothing."""
    tail = (1 - level) / 2
    low = float(beta.ppf(tail, good, of - good + 1)) if good else 0.0
    high = float(beta.ppf(1 - tail, good + 1, of - good)) if good < of else 1.0
    return low, high


def _folds(said: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Each example's fold, dealt out theme by theme, so that every theme is in every fold if it can be."""
    first = said.argmax(axis=1)
    folds = np.empty(len(said), np.intp)
    folds[np.argsort(first, kind="stable")] = np.arange(len(said)) % FOLDS
    return folds


def _weights(said: NDArray[np.bool_], common: Shares) -> Shares:
    examples = said.sum(axis=0)
    each = np.divide(common / common.sum(), examples, out=np.zeros(len(common)), where=examples > 0)
    weights = said @ each
    return np.asarray(weights * len(said) / weights.sum())


def _loss(told: Shares, said: NDArray[np.bool_], *, several: bool) -> Shares:
    right = -np.log(np.clip(told, 1e-12, 1))
    if several:
        return np.asarray(np.where(said, right, -np.log(np.clip(1 - told, 1e-12, 1))).sum(axis=1))
    return np.asarray((right * said).sum(axis=1) / said.sum(axis=1))
