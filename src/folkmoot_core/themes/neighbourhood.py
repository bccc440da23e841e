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
class Neighbourhood:
    """Comments to draw neighbours from: `pool` has rows of length 1, `nearness` how near each is to its own."""

    pool: Matrix
    nearness: Matrix

    @classmethod
    def of(cls, vectors: Matrix, seed: int) -> Neighbourhood:
        """From all comments, or a seeded sample of 5,000: what a neighbour lends hardly changes with more."""
        pool = np.unique(vectors[np.any(vectors != 0, axis=1)], axis=0)
        if len(pool) > LARGEST_POOL:
            chosen = np.random.default_rng(seed).choice(len(pool), LARGEST_POOL, replace=False)
            pool = pool[np.sort(chosen)]
        nearness = np.zeros(len(pool), np.float32)
        for start in range(0, len(pool) if _few(pool) else 0, _ROWS_A_TURN):
            likeness = _likeness(pool[start : start + _ROWS_A_TURN], pool)
            nearest = np.partition(likeness, -_few(pool), axis=1)[:, -_few(pool) :]
            nearness[start : start + _ROWS_A_TURN] = np.maximum(nearest, 0).mean(axis=1)
        return cls(pool, nearness)

    def smooth(self, vectors: Matrix) -> Matrix:
        """Each row as the mean of itself and its neighbours, of length 1. A row of zeros stays one.

        A comment that stands in the pool is not its own neighbour.
        """
        found = np.zeros_like(vectors)
        for start in range(0, len(vectors), _ROWS_A_TURN):
            turn = vectors[start : start + _ROWS_A_TURN]
            found[start : start + len(turn)] = OWN_SHARE * turn + (1 - OWN_SHARE) * self._lent(turn)
        found[~np.any(vectors != 0, axis=1)] = 0
        return of_length_one(found)

    def _lent(self, vectors: Matrix) -> Matrix:
        if not _few(self.pool):
            return vectors
        score = _likeness(vectors, self.pool) - np.float32(HUB_CORRECTION) * self.nearness
        nearest = np.argpartition(score, -_few(self.pool), axis=1)[:, -_few(self.pool) :]
        near = np.take_along_axis(score, nearest, axis=1)
        weights = np.exp((near - near.max(axis=1, keepdims=True)) / np.float32(TEMPERATURE))
        weights /= weights.sum(axis=1, keepdims=True)
        lent: Matrix = np.einsum("ij,ijk->ik", weights, self.pool[nearest])
        return lent


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
