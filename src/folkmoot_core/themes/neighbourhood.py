"""Vectors drawn towards their neighbours among the comments themselves.

A few examples say little of a theme; the thousands of comments nobody has read yet say how people here talk. Each
vector becomes the mean of itself and of its nearest comments, so that words one example lacks are lent by those like
it. This is one step of label propagation's smoothing (Zhou et al., 2004), done on the features; as in Conneau et al.
(2018) a comment that is near to everything counts as less near (half of that did best on both public data sets).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

NEIGHBOURS = 15
POOL_FOR_EACH = 20
OWN_SHARE = 0.5
HUB_CORRECTION = 0.5
TEMPERATURE = 0.1
LARGEST_POOL = 5_000
_THE_SAME = 0.9999
_ROWS_A_TURN = 1_024


@dataclass(frozen=True)
class Nearest:
    """For each row the places of its nearest comments in the pool, and what each of them lends: (rows, neighbours).
    Without neighbours it lends nothing."""

    places: NDArray[np.intp]
    weights: Matrix

    def drawn(self, rows: Matrix, pool: Matrix) -> Matrix:
        """Each of `rows` as the mean of itself and what its neighbours lend of `pool`, of length 1. A row of zeros
        stays one."""
        if not self.places.shape[1]:
            return of_length_one(rows)
        found = np.empty_like(rows)
        for start in range(0, len(rows), _ROWS_A_TURN):
            turn = slice(start, start + _ROWS_A_TURN)
            lent = np.einsum("ij,ijk->ik", self.weights[turn], pool[self.places[turn]])
            found[turn] = OWN_SHARE * rows[turn] + (1 - OWN_SHARE) * lent
        found[~np.any(rows != 0, axis=1)] = 0
        return of_length_one(found)


@dataclass(frozen=True)
class Neighbourhood:
    """Comments to draw neighbours from: `rows` are their places among all, `pool` has their vectors of length 1,
    `nearness` how near each is to its own."""

    rows: NDArray[np.intp]
    pool: Matrix
    nearness: Matrix

    @classmethod
    def of(cls, vectors: Matrix, seed: int) -> Neighbourhood:
        """From all comments, or a seeded sample of 5,000: what a neighbour lends hardly changes with more."""
        written = np.flatnonzero(np.any(vectors != 0, axis=1))
        pool, first = np.unique(vectors[written], axis=0, return_index=True)
        rows = written[first]
        if len(pool) > LARGEST_POOL:
            chosen = np.sort(np.random.default_rng(seed).choice(len(pool), LARGEST_POOL, replace=False))
            pool, rows = pool[chosen], rows[chosen]
        nearness = np.zeros(len(pool), np.float32)
        for start in range(0, len(pool) if _few(pool) else 0, _ROWS_A_TURN):
            likeness = _likeness(pool[start : start + _ROWS_A_TURN], pool)
            nearest = np.partition(likeness, -_few(pool), axis=1)[:, -_few(pool) :]
            nearness[start : start + _ROWS_A_TURN] = np.maximum(nearest, 0).mean(axis=1)
        return cls(rows, pool, nearness)

    def nearest(self, vectors: Matrix) -> Nearest:
        """Those whose comments lend to each of `vectors`. A comment that stands in the pool is not its own
        neighbour."""
        few = _few(self.pool)
        places = np.zeros((len(vectors), few), np.intp)
        weights = np.zeros((len(vectors), few), np.float32)
        for start in range(0, len(vectors) if few else 0, _ROWS_A_TURN):
            turn = slice(start, start + _ROWS_A_TURN)
            score = _likeness(vectors[turn], self.pool) - np.float32(HUB_CORRECTION) * self.nearness
            places[turn] = np.argpartition(score, -few, axis=1)[:, -few:]
            near = np.take_along_axis(score, places[turn], axis=1)
            weights[turn] = np.exp((near - near.max(axis=1, keepdims=True)) / np.float32(TEMPERATURE))
        weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)
        return Nearest(places, weights)

    def smooth(self, vectors: Matrix) -> Matrix:
        """Each row as the mean of itself and its neighbours, of length 1."""
        return self.nearest(vectors).drawn(vectors, self.pool)


def of_length_one(vectors: Matrix) -> Matrix:
    """Rows divided by their length; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Matrix = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return found


def _likeness(some: Matrix, pool: Matrix) -> Matrix:
    """Cosines; a row's cosine with itself is the least there can be, so that it is never its own neighbour."""
    likeness: Matrix = some @ pool.T
    likeness[likeness > _THE_SAME] = -2
    return likeness


def _few(pool: Matrix) -> int:
    """How many neighbours lend: among few comments also the nearest may speak of something else."""
    return min(NEIGHBOURS, len(pool) // POOL_FOR_EACH)
