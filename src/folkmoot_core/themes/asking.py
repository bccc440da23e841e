"""Which comments should people label next? Those the machine would learn most from.

It is unsure where its two likeliest themes are close (the margin), but the unsurest are often alike, and one of
them would do. So from many unsure ones it takes a spread: k-means on their vectors, of each group the one nearest to
its middle (Xu et al., 2003; Bodó et al., 2011).
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from folkmoot_core.themes.assignment import Assignment
from folkmoot_core.themes.neighbourhood import Matrix

# From how many unsure comments each one that is asked about is chosen.
UNSURE_FOR_EACH = 20


def next_to_ask(
    assignment: Assignment, vectors: Matrix, *, asked: Collection[int], how_many: int, seed: int = 1
) -> tuple[int, ...]:
    """Rows to ask about next, most telling first; never one of `asked`, nor one without words.

    `vectors` has a row for each comment. Fewer than `how_many` where no more are left.
    """
    left = ~assignment.unread
    left[list(asked)] = False
    rows = np.flatnonzero(left)
    order = rows[np.argsort(margins(assignment)[rows], kind="stable")]
    unsure = order[: UNSURE_FOR_EACH * how_many]
    if len(unsure) <= how_many:
        return tuple(unsure.tolist())
    groups = KMeans(how_many, random_state=seed, n_init=1).fit(vectors[unsure])
    distance = np.linalg.norm(vectors[unsure] - groups.cluster_centers_[groups.labels_], axis=1)
    chosen = []
    for group in range(how_many):
        members = np.flatnonzero(groups.labels_ == group)
        if len(members):
            chosen.append(int(members[np.argmin(distance[members])]))
    places = sorted(chosen) + [place for place in range(len(unsure)) if place not in set(chosen)]
    return tuple(unsure[places[:how_many]].tolist())


def margins(assignment: Assignment) -> NDArray[np.float64]:
    """How far the likeliest theme of each comment is ahead of the next, 0 to 1. Where several themes may stand under a
    comment, how far the least sure of them is from a half."""
    if assignment.several or len(assignment.keys) == 1:
        return np.asarray(2 * np.abs(assignment.confidences - 0.5).min(axis=1))
    best = np.partition(assignment.confidences, -2, axis=1)
    return np.asarray(best[:, -1] - best[:, -2])
