"""The words that tell a cluster from the others (c-TF-IDF: Grootendorst, BERTopic, arXiv:2203.05794)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer

from folkmoot_core.themes.cleaning import words_of

WORDS_SHOWN = 8
_MOST_WORDS = 50_000
# Words that carry no meaning, and what stands where a personal detail stood.
_LEFT_OUT = ENGLISH_STOP_WORDS | {"mail", "phone", "postcode", "web", "address"}


@dataclass(frozen=True)
class WordTable:
    """How often each word and pair of words stands in each text; made once, then asked about any clusters in
    milliseconds."""

    counts: Any  # scipy sparse (texts, words); scipy carries no types
    names: NDArray[np.str_]
    sizes: NDArray[np.int64]  # 0 for a word, 1 for a pair, which is shown first where both weigh the same

    @staticmethod
    def of(texts: Sequence[str]) -> WordTable:
        """Of cleaned texts. English words that carry no meaning are left out; in other languages they stand in all
        clusters, which takes their weight."""
        rare = 2 if len(texts) >= 50 else 1
        reader = CountVectorizer(analyzer=_terms, min_df=rare, max_features=_MOST_WORDS, dtype=np.float32)
        try:
            counts = reader.fit_transform(texts)
        except ValueError:  # not one word is left
            return WordTable(None, np.zeros(0, np.str_), np.zeros(0, np.int64))
        names = np.asarray(reader.get_feature_names_out(), np.str_)
        return WordTable(counts, names, np.char.count(names, " "))

    def telling(self, clusters: Sequence[Sequence[int]], many: int = WORDS_SHOWN) -> tuple[tuple[str, ...], ...]:
        """For each cluster of texts the `many` words with the greatest weight: frequency in it, times the logarithm of
        one and the mean number of words of a cluster over the word's frequency in all. A word inside a pair that was
        chosen is not repeated."""
        if self.counts is None:
            return tuple(() for _ in clusters)
        sums = np.stack([np.asarray(self.counts[list(cluster)].sum(axis=0)).ravel() for cluster in clusters])
        sizes = np.maximum(sums.sum(axis=1, keepdims=True), 1)
        rarity = np.log1p(sizes.mean() / np.maximum(sums.sum(axis=0), 1))
        weights = sums / sizes * rarity
        return tuple(self._best(row, many) for row in weights)

    def _best(self, weights: NDArray[np.float32], many: int) -> tuple[str, ...]:
        chosen: list[str] = []
        for place in np.lexsort((self.names, -self.sizes, -weights))[: 4 * many]:
            name = str(self.names[place])
            if weights[place] <= 0 or len(chosen) == many:
                break
            if not any(set(name.split()) <= set(other.split()) for other in chosen):
                chosen.append(name)
        return tuple(chosen)


def _terms(text: str) -> list[str]:
    words = ["" if word in _LEFT_OUT or len(word) == 1 else word for word in words_of(text)]
    pairs = [f"{first} {second}" for first, second in pairwise(words) if first and second]
    return [word for word in words if word and not word.isdigit()] + pairs
