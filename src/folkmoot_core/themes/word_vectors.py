"""For more comments than the sentence model can read in good time: vectors from words, learned from those it has read.

Each word has a vector, and a text is the sum of its words' with their weights, so that order and negation are lost. The
words' vectors are those which best give back the sentence model's on the texts it has read (ridge regression, as static
sentence embeddings are distilled). A hundred times as quick, and good enough to place a comment in a cluster of
its subject; nothing else should rest on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve
from sklearn.feature_extraction.text import TfidfVectorizer
from threadpoolctl import threadpool_limits

from folkmoot_core.themes.cleaning import words_of

MOST_WORDS = 6_000
# How strongly vectors of rare words are held to nothing, in texts.
_HELD_BACK = 1.0
_TEXTS_A_TURN = 20_000


@dataclass(frozen=True)
class WordVectors:
    """Learned with `learn`."""

    weights: Any  # a fitted TfidfVectorizer
    words: NDArray[np.float32]  # (words, width)
    middle: NDArray[np.float32]

    @staticmethod
    def learn(texts: Sequence[str], vectors: NDArray[np.float32]) -> WordVectors:
        """From texts and the vector of each; at least one text must hold a word."""
        reader = TfidfVectorizer(analyzer=words_of, max_features=MOST_WORDS, sublinear_tf=True)
        known = reader.fit_transform(texts)
        middle = vectors.mean(axis=0)
        with threadpool_limits(limits=1):
            products = (known.T @ known).toarray()
            products[np.diag_indices_from(products)] += _HELD_BACK
            aims = np.asarray(known.T @ (vectors - middle), np.float64)
            words = solve(products, aims, assume_a="pos", overwrite_a=True, overwrite_b=True)
        return WordVectors(reader, np.asarray(words, np.float32), middle)

    def fill(self, texts: Sequence[str], places: NDArray[np.int64], target: NDArray[np.float32]) -> None:
        """Write the vectors of the texts at `places`, of length 1, into the same rows of `target`."""
        for start in range(0, len(places), _TEXTS_A_TURN):
            part = places[start : start + _TEXTS_A_TURN]
            known = self.weights.transform([texts[place] for place in part]).astype(np.float32)
            found = known @ self.words + self.middle
            target[part] = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
