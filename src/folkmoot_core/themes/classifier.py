"""Logistic regression from a few examples and the names of themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from folkmoot_core.themes.neighbourhood import Matrix

Shares = NDArray[np.float64]

# Settled on the public halves of two data sets, one of them also by its three hospital trusts: what is here did better
# on all five, and the result is flat around it (docs/explanation/measured.md).
NAME_WEIGHT = 6.0
DESCRIPTION_WEIGHT = 6.0
STRENGTH = 2.0
# How much of the difference in the number of examples between themes is evened out: 0 nothing, 1 all.
EVENED = 0.6
# How much of the share among the examples stays in the estimate of a theme's share among the comments.
PRIOR_KEPT = 0.1
# Examples picked evenly, five of each theme, say nothing of how common a theme is: that is read from the comments.
# Labels drawn by chance do say it, better than the machine's guesses. From this unevenness on (0: as many of each;
# about .15 where drawn by chance from Boston's 11 themes) examples are believed alone.
BELIEVED_FROM = 0.1
_ROUNDS = 1_000
_MOST_ROWS_FOR_SHARES = 5_000


@dataclass(frozen=True)
class Lessons:
    """What there is to learn from: `rows` of examples with the themes `said` of each (examples, themes), and a row
    for each theme's name and description, of which `has_description` tells those that are written."""

    rows: Matrix
    said: NDArray[np.bool_]
    names: Matrix
    descriptions: Matrix
    has_description: NDArray[np.bool_]

    @property
    def examples(self) -> int:
        return len(self.rows)

    @property
    def themes(self) -> int:
        return len(self.names)

    def only(self, places: Sequence[int] | NDArray[np.intp]) -> Lessons:
        return replace(self, rows=self.rows[places], said=self.said[places])

    def table(self) -> tuple[Matrix, NDArray[np.bool_], NDArray[np.float64]]:
        """Rows, themes said of each and weights, names and descriptions among them."""
        own = np.eye(self.themes, dtype=np.bool_)
        named = np.any(self.names != 0, axis=1)
        written = self.has_description & np.any(self.descriptions != 0, axis=1)
        rows = np.vstack([self.rows, self.names[named], self.descriptions[written]])
        said = np.vstack([self.said, own[named], own[written]])
        weights = np.concatenate(
            [np.ones(len(self.rows)), np.full(named.sum(), NAME_WEIGHT), np.full(written.sum(), DESCRIPTION_WEIGHT)]
        )
        return rows, said, weights


class Fitted(Protocol):
    def shares(self, rows: Matrix) -> Shares:
        """For each row how likely each theme is: (rows, themes), not yet calibrated."""


@dataclass(frozen=True)
class OneOf:
    """One theme a comment: the shares of a row sum to 1. `believed` is how far the examples are, 0 to 1, on how common
    each theme is."""

    model: LogisticRegression | None
    places: NDArray[np.intp]
    learnt_shares: Shares
    believed: float = 0.0

    def shares(self, rows: Matrix) -> Shares:
        found = np.full((len(rows), len(self.learnt_shares)), 1e-9)
        if self.model is None:  # there is one theme only
            found[:, self.places] = 1.0
            return np.asarray(found / found.sum(axis=1, keepdims=True), np.float64)
        found[:, self.places] = self.model.predict_proba(rows)
        here = (1 - PRIOR_KEPT) * found[:: _step(rows)].mean(axis=0) + PRIOR_KEPT * self.learnt_shares
        rarer = np.divide(here, self.learnt_shares, out=np.ones_like(here), where=self.learnt_shares > 0)
        found = found * rarer ** (1 - self.believed)
        return np.asarray(found / found.sum(axis=1, keepdims=True), np.float64)


def fit_one_of(lessons: Lessons) -> OneOf:
    """Learn to tell one theme from the others. An example said of several themes counts for each."""
    rows, said, weights = lessons.table()
    places, themes = np.nonzero(said)
    totals = np.bincount(themes, weights[places], lessons.themes)
    evened = weights[places] * (totals.mean() / totals[themes]) ** EVENED
    shares = np.bincount(themes, evened, lessons.themes)
    known = np.flatnonzero(shares)
    model = None
    if len(known) > 1:
        model = LogisticRegression(C=STRENGTH, max_iter=_ROUNDS)
        model.fit(rows[places], themes, sample_weight=evened)
    return OneOf(model, known, shares / shares.sum(), min(1.0, _unevenness(lessons.said) / BELIEVED_FROM))


def _unevenness(said: NDArray[np.bool_]) -> float:
    """How unlike the numbers of examples are among the themes that have any: 1 less their entropy's share of the
    greatest there can be."""
    counts = said.sum(axis=0)
    parts = counts[counts > 0] / max(counts.sum(), 1)
    return float(1 + (parts * np.log(parts)).sum() / np.log(len(parts))) if len(parts) > 1 else 0.0


@dataclass(frozen=True)
class Several:
    """Any number of themes a comment: each theme is judged by itself."""

    models: tuple[LogisticRegression | None, ...]

    def shares(self, rows: Matrix) -> Shares:
        found = np.full((len(rows), len(self.models)), 0.5)
        for theme, model in enumerate(self.models):
            if model is not None:
                found[:, theme] = model.predict_proba(rows)[:, 1]
        return found


def fit_several(lessons: Lessons) -> Several:
    """Learn each theme against all that is not said to be of it."""
    rows, said, weights = lessons.table()
    models: list[LogisticRegression | None] = []
    for theme in range(lessons.themes):
        of_it = said[:, theme]
        if of_it.all() or not of_it.any():
            models.append(None)
            continue
        inside, outside = weights[of_it].sum(), weights[~of_it].sum()
        evened = np.where(of_it, weights * (outside / inside) ** EVENED, weights)
        model = LogisticRegression(C=STRENGTH, max_iter=_ROUNDS)
        models.append(model.fit(rows, of_it, sample_weight=evened))
    return Several(tuple(models))


def _step(rows: Matrix) -> int:
    """Shares among the comments are read from a few thousand, evenly spread."""
    return max(1, len(rows) // _MOST_ROWS_FOR_SHARES)
