"""For more comments than the sentence model can read in good time: vectors from words, learned from those it has read.

Each piece of a word has a vector, and a text is the sum of its pieces' with their weights, so that order and negation
are lost. A piece's vector has two parts, found together (ridge regression, as static sentence embeddings are distilled)
so that they best give back the sentence model's on the texts it has read: what the model's own first layer takes the
piece for, turned; and, for pieces that are common here, what it means here. The first part knows words that the texts
read do not hold. A hundred times as quick, and good enough to place a comment in a cluster of its subject; nothing else
should rest on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from folkmoot_core.themes.sentence_model import SentenceModel

Matrix = NDArray[np.float32]

# Pieces that have a part of their own: the commonest, in two of the texts read at least.
MOST_PIECES, _FEWEST_TEXTS = 6_000, 2
# How strongly both parts are held to nothing, in texts; and how long the first is made, on average over the texts,
# beside the second. Of 1, 2 and 3 with .3, .5 and 1 none gave back held-out vectors better than the others by .012.
_HELD_BACK, _LENGTH = 0.5, 2.0
_TEXTS_A_TURN = 20_000


@dataclass(frozen=True)
class WordVectors:
    """Learned with `learn`."""

    model: SentenceModel
    weights: TfidfTransformer
    pieces: Matrix  # (pieces, width)
    middle: Matrix

    @staticmethod
    def learn(model: SentenceModel, texts: Sequence[str], vectors: Matrix) -> WordVectors:
        """From texts and the vector of each; at least one text must hold a word."""
        counts = model.piece_counts(texts)
        weights = TfidfTransformer(sublinear_tf=True).fit(counts)
        known = weights.transform(counts)
        texts_with = np.diff(known.tocsc().indptr)
        common = np.sort(np.argsort(-texts_with, kind="stable")[:MOST_PIECES])
        common = common[texts_with[common] >= _FEWEST_TEXTS]
        middle = vectors.mean(axis=0)
        with threadpool_limits(limits=1):
            meant = known @ model.piece_vectors
            unit = np.float32(_LENGTH / max(np.sqrt((meant**2).sum(axis=1).mean()), 1e-12))
            meant *= unit
            offset = meant.mean(axis=0)
            meant -= offset
            found = _solved(meant, known[:, common], vectors - middle)
            turn, own = found[: meant.shape[1]], found[meant.shape[1] :]
            pieces = model.piece_vectors @ (unit * turn)
            pieces[common] += own
            return WordVectors(model, weights, pieces, middle - offset @ turn)

    def fill(self, texts: Sequence[str], places: NDArray[np.int64], target: Matrix) -> None:
        """Write the vectors of the texts at `places`, of length 1, into the same rows of `target`."""
        for start in range(0, len(places), _TEXTS_A_TURN):
            part = places[start : start + _TEXTS_A_TURN]
            known = self.weights.transform(self.model.piece_counts([texts[place] for place in part]))
            target[part] = normalize(known @ self.pieces + self.middle)


def _solved(meant: Matrix, own: Any, aims: Matrix) -> Matrix:
    """Ridge regression of `aims` on both parts side by side, the second sparse: (columns of both, width)."""
    across = own.T @ meant
    products = np.block([[meant.T @ meant, across.T], [across, (own.T @ own).toarray()]]).astype(np.float64)
    products[np.diag_indices_from(products)] += _HELD_BACK
    answers = np.concatenate([meant.T @ aims, own.T @ aims]).astype(np.float64)
    found = solve(products, answers, assume_a="pos", overwrite_a=True, overwrite_b=True)
    return np.asarray(found, np.float32)
