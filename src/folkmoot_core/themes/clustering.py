"""Small clusters of vectors, the same for the same input and seed, and what the merge screen asks of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering, KMeans
from threadpoolctl import threadpool_limits

Vectors = NDArray[np.float32]
Labels = NDArray[np.int64]

# Found in a sample of so many; the others go to the nearest.
SAMPLE = 50_000
# k-means makes so many times the clusters asked for, and Ward's rule joins them. It weighs two centres alike whatever
# stands behind them, so that a small subject is not swallowed by a large one as it is by k-means alone (share of themes
# that lead a cluster, at 60: .82 against .77 over four sets of comments, and as pure).
_FINER = 2
_ROUNDS = 50
_ROWS_A_TURN = 20_000


def clusters_of(vectors: Vectors, how_many: int, seed: int) -> Labels:
    """The cluster of each row, from 0: at most `how_many`, fewer where there are fewer different rows.

    One thread only: with more, sums are taken in another order on each run, and a comment between two clusters falls to
    either.
    """
    if len(vectors) == 0 or how_many <= 1:
        return np.zeros(len(vectors), np.int64)
    random = np.random.default_rng(seed)
    sample = vectors
    if len(vectors) > SAMPLE:
        sample = vectors[np.sort(random.choice(len(vectors), SAMPLE, replace=False))]
    different = len(np.unique(sample, axis=0)) if len(sample) <= _FINER * how_many * 2 else len(sample)
    finer = max(min(_FINER * how_many, different), 1)
    with threadpool_limits(limits=1):
        found = KMeans(finer, n_init=1, max_iter=_ROUNDS, random_state=seed % 2**32).fit(sample)
        centres = np.asarray(found.cluster_centers_, np.float32)
        joined = np.arange(len(centres))
        if len(centres) > how_many:
            joined = AgglomerativeClustering(how_many).fit_predict(centres)
        return np.asarray(joined[_nearest_centre(vectors, centres)], np.int64)


def _nearest_centre(vectors: Vectors, centres: Vectors) -> Labels:
    lengths = (centres**2).sum(axis=1)
    found = np.zeros(len(vectors), np.int64)
    for start in range(0, len(vectors), _ROWS_A_TURN):
        part = vectors[start : start + _ROWS_A_TURN]
        found[start : start + len(part)] = (lengths - 2 * part @ centres.T).argmin(axis=1)
    return found


def central(vectors: Vectors, members: Sequence[int], many: int = 5) -> tuple[int, ...]:
    """The members nearest to the middle of them all, nearest first."""
    rows = np.asarray(members, np.int64)
    close = vectors[rows] @ vectors[rows].mean(axis=0)
    return tuple(int(row) for row in rows[np.lexsort((rows, -close))[:many]])


def nearest(
    vectors: Vectors, clusters: Sequence[Sequence[int]], which: int, many: int = 5
) -> tuple[tuple[int, float], ...]:
    """The clusters most like the one at place `which`, with the cosine between their middles, most alike first: what an
    analyst may wish to merge."""
    middles = np.stack([vectors[list(cluster)].mean(axis=0) for cluster in clusters])
    middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-12)
    alike = middles @ middles[which]
    order = [int(place) for place in np.argsort(-alike, kind="stable") if place != which]
    return tuple((place, float(alike[place])) for place in order[:many])


def merge(clusters: Sequence[Sequence[int]], which: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The clusters with those at the places `which` made into one, which stands where the first of them stood."""
    together = tuple(sorted(member for place in set(which) for member in clusters[place]))
    first = min(which)
    return tuple(
        together if place == first else tuple(cluster)
        for place, cluster in enumerate(clusters)
        if place == first or place not in which
    )


def split(vectors: Vectors, members: Sequence[int], seed: int, parts: int = 2) -> tuple[tuple[int, ...], ...]:
    """One cluster cut into `parts` (fewer where its members do not differ), largest first."""
    rows = np.asarray(members, np.int64)
    labels = clusters_of(vectors[rows], parts, seed)
    pieces = [tuple(int(row) for row in rows[labels == label]) for label in np.unique(labels)]
    return tuple(sorted(pieces, key=lambda piece: (-len(piece), piece)))
