"""Comments by how they are worded: which pieces of words stand in them, brought down to a few numbers that go together.

A second look beside the sentence model's. It reads any language, knows the words that people here use, and holds a
misspelt word near the right one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from folkmoot_core.themes.cleaning import words_of
from folkmoot_core.themes.neighbourhood import Matrix, of_length_one

WIDTH = 150
# Which pieces go together is learnt from so many comments at most, and from the commonest pieces.
LARGEST_POOL = 5_000
MOST_PIECES = 30_000
_PIECES = (3, 5)


@dataclass(frozen=True)
class Wording:
    """Learnt from the comments themselves with `learn`."""

    words: Any  # scikit-learn carries no types: a CountVectorizer of pieces, weights by rarity, and what goes together
    rarity: Any
    together: Any

    @staticmethod
    def learn(comments: Sequence[str], seed: int) -> Wording | None:
        """None where the comments hold too little to learn from: no word at all."""
        pool = list(comments)
        if len(pool) > LARGEST_POOL:
            chosen = np.random.default_rng(seed).choice(len(pool), LARGEST_POOL, replace=False)
            pool = [pool[place] for place in np.sort(chosen)]
        known, each = _counted(pool)
        rare = 3 if len(pool) >= 50 else 1
        pieces = CountVectorizer(analyzer="char_wb", ngram_range=_PIECES, lowercase=False)
        try:
            held = each @ pieces.fit_transform(known)
        except ValueError:  # scikit-learn's word for texts of which nothing is left
            return None
        in_texts = np.asarray((held > 0).sum(axis=0)).ravel()
        common = np.lexsort((np.arange(len(in_texts)), -in_texts))[:MOST_PIECES]
        common = np.sort(common[in_texts[common] >= rare])
        if not len(common):
            return None
        kept = CountVectorizer(
            analyzer="char_wb",
            ngram_range=_PIECES,
            lowercase=False,
            vocabulary=pieces.get_feature_names_out()[common],
        )
        rarity = TfidfTransformer(sublinear_tf=True)
        weighed = rarity.fit_transform(held[:, common])
        together = None
        if min(weighed.shape) > WIDTH:
            together = TruncatedSVD(WIDTH, n_iter=3, random_state=seed % 2**32).fit(weighed)
        return Wording(kept, rarity, together)

    def read(self, texts: Sequence[str]) -> Matrix:
        """A row of length 1 for each text; of zeros where it has no piece that is known."""
        if not texts:
            return np.zeros((0, WIDTH if self.together else len(self.words.vocabulary)), np.float32)
        known, each = _counted(texts)
        weighed = self.rarity.transform(each @ self.words.transform(known))
        rows = self.together.transform(weighed) if self.together else weighed.toarray()
        return of_length_one(np.asarray(rows, np.float32))


def _counted(texts: Sequence[str]) -> tuple[list[str], csr_matrix]:
    """The different words, and how often each stands in each text. A word's pieces are then cut once, however many
    people use it, which is ten times as quick."""
    numbers: dict[str, int] = {}
    places: list[int] = []
    ends = [0]
    for text in texts:
        places.extend(numbers.setdefault(word, len(numbers)) for word in words_of(text))
        ends.append(len(places))
    ones: NDArray[np.float32] = np.ones(len(places), np.float32)
    return list(numbers), csr_matrix((ones, places, ends), shape=(len(texts), len(numbers)))
