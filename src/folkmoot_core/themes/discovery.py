"""Some sixty small clusters of comments that are alike, for people to merge and name.

Clusters find subjects, and officials' themes cut across them; so there are about four times as many as themes are
expected, each with its words and its most central comments as evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from folkmoot_core.themes.cleaning import cleaned, says_nothing, words_of
from folkmoot_core.themes.clustering import Vectors, central, clusters_of
from folkmoot_core.themes.language import ENGLISH, UNKNOWN, language_of
from folkmoot_core.themes.sentence_model import WIDTH, load_sentence_model
from folkmoot_core.themes.word_vectors import WordVectors
from folkmoot_core.themes.words import WordTable
from folkmoot_core.values import Fault, Invalid

CLUSTERS = 60
# The sentence model reads 40 (without VNNI) to 340 comments of thirty words a second on one core. Of more than so many
# different ones it reads a random sample, so many or one in `_ONE_IN`, and the others are placed by their words.
READ_IN_FULL, _ONE_IN = 2_500, 20
# The words that tell clusters apart are counted in so many texts at most.
_COUNTED = 50_000
_TEXTS_A_CLUSTER = 8
_CENTRAL = 5
# Other languages are read by pieces of words, brought down to so many numbers.
_PIECES, _WIDTH = (2, 4), 100


class ReadBy(StrEnum):
    """How the comments of a cluster were compared."""

    MEANING = "meaning"  # the sentence model: English
    WORDS = "words"  # the same pieces of words: other languages
    NOTHING = "nothing"  # "no comment" and the like: not compared


@dataclass(frozen=True, slots=True)
class Cluster:
    """Rows (from 0, rising) that are alike. `central` are those nearest to the middle, nearest first; of equal comments
    the first stands there for all. `words` tell this cluster from the others."""

    id: int
    words: tuple[str, ...]
    central: tuple[int, ...]
    members: tuple[int, ...]
    language: str
    read_by: ReadBy


@dataclass(frozen=True, slots=True)
class Discovery:
    """The clusters, largest first; rows without any word that are in none; and what made them, to make them again."""

    clusters: tuple[Cluster, ...]
    blank: tuple[int, ...]
    seed: int
    model: str
    read: int = 0  # different English comments that the sentence model read
    by_words: int = 0  # and those that were too many for it

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of how comments were read."""
        foreign = [cluster for cluster in self.clusters if cluster.read_by is ReadBy.WORDS]
        silent = sum(len(c.members) for c in self.clusters if c.read_by is ReadBy.NOTHING)
        found = []
        if foreign:
            languages = ", ".join(
                sorted({"an unknown language" if c.language == UNKNOWN else c.language for c in foreign})
            )
            rows = sum(len(cluster.members) for cluster in foreign)
            found.append(
                f"{rows:,} rows are not in English ({languages}). The sentence model reads English only: these were "
                "compared by their words and not by their meaning, each language for itself."
            )
        if self.by_words:
            found.append(
                f"The sentence model read {self.read:,} different comments, drawn at random. The other "
                f"{self.by_words:,} were placed by their words, as learned from those."
            )
        if silent:
            found.append(
                f"{silent:,} rows say that there is nothing to say, or hold no word; they are a cluster of their own."
            )
        if self.blank:
            found.append(f"{len(self.blank):,} rows are empty and in no cluster.")
        return tuple(found)


@dataclass(frozen=True)
class _Texts:
    """Different cleaned texts of one language, with the rows of each."""

    texts: list[str]
    rows: list[list[int]]


def discover(texts: Sequence[str], seed: int, clusters: int | None = None) -> Discovery:
    """Cluster comments. Every row that is not empty is in exactly one cluster.

    Equal comments count once, so that a campaign does not make the clusters, and all are members. `clusters` is how
    many at most for the English comments: unless it is given one for each eight of them, and sixty at most. Raises
    `Invalid`.
    """
    if clusters is not None and clusters < 1:
        raise Invalid([Fault("clusters", "There must be at least one cluster.")])
    if seed < 0:
        raise Invalid([Fault("seed", "The seed must be a whole number from 0 on.")])
    blank = tuple(row for row, text in enumerate(texts) if not text.strip())
    silent, languages = _sorted_out(texts)
    found: list[Cluster] = []
    # One thread: with more, sums are taken in another order, and a comment between two clusters falls to either.
    with threadpool_limits(limits=1):
        for language, part in sorted(languages.items(), key=lambda item: (item[0] != ENGLISH, item[0])):
            found.extend(_clusters_in(language, part, seed, clusters))
    found.sort(key=lambda cluster: (-len(cluster.members), cluster.members))
    if silent:
        found.append(Cluster(0, ("no comment",), tuple(silent[:_CENTRAL]), tuple(silent), UNKNOWN, ReadBy.NOTHING))
    numbered = (Cluster(number, c.words, c.central, c.members, c.language, c.read_by) for number, c in enumerate(found))
    model = load_sentence_model().sha256 if ENGLISH in languages else ""
    different = len(languages[ENGLISH].texts) if ENGLISH in languages else 0
    read = how_many_read(different)
    return Discovery(tuple(numbered), blank, seed, model, read, different - read)


def _sorted_out(texts: Sequence[str]) -> tuple[list[int], dict[str, _Texts]]:
    """Rows that say nothing, and the others by language, equal ones together."""
    silent: list[int] = []
    languages: dict[str, _Texts] = {}
    places: dict[str, tuple[_Texts, int]] = {}
    for row, text in enumerate(texts):
        if not text.strip():
            continue
        plain = cleaned(text)
        if says_nothing(plain):
            silent.append(row)
            continue
        key = " ".join(words_of(plain))
        if key not in places:
            part = languages.setdefault(language_of(plain), _Texts([], []))
            places[key] = (part, len(part.texts))
            part.texts.append(plain)
            part.rows.append([])
        part, place = places[key]
        part.rows[place].append(row)
    return silent, languages


def _clusters_in(language: str, part: _Texts, seed: int, clusters: int | None) -> Iterator[Cluster]:
    english = language == ENGLISH
    vectors = by_meaning(part.texts, seed) if english else _by_pieces(part.texts, seed)
    most = clusters if clusters is not None and english else min(CLUSTERS, max(1, len(part.texts) // _TEXTS_A_CLUSTER))
    labels = clusters_of(vectors, most, seed)
    order = np.argsort(labels, kind="stable")
    groups = [group.tolist() for group in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)]
    read_by = ReadBy.MEANING if english else ReadBy.WORDS
    for group, words in zip(groups, _words(part.texts, groups, seed), strict=True):
        middle = tuple(part.rows[text][0] for text in central(vectors, group, _CENTRAL))
        members = tuple(sorted(row for text in group for row in part.rows[text]))
        yield Cluster(0, words, middle, members, language, read_by)


def how_many_read(different: int) -> int:
    """How many of so many different English comments the sentence model reads."""
    return min(different, max(READ_IN_FULL, different // _ONE_IN))


def by_meaning(texts: Sequence[str], seed: int) -> Vectors:
    """Vectors of length 1 for different cleaned English texts: the sentence model's, and for those that it does not
    read what is learned from it."""
    model = load_sentence_model()
    many = how_many_read(len(texts))
    if len(texts) <= many:
        return model.vectors(texts)
    read = _sample(len(texts), many, seed)
    known = [texts[place] for place in read]
    vectors = np.zeros((len(texts), WIDTH), np.float32)
    vectors[read] = model.vectors(known)
    others = np.setdiff1d(np.arange(len(texts)), read, assume_unique=True)
    WordVectors.learn(model, known, vectors[read]).fill(texts, others, vectors)
    return vectors


def _sample(size: int, many: int, seed: int) -> NDArray[np.int64]:
    """Places of a random sample, rising; all where there are no more than `many`."""
    if size <= many:
        return np.arange(size)
    return np.sort(np.random.default_rng(seed).choice(size, many, replace=False))


def _words(texts: Sequence[str], groups: Sequence[Sequence[int]], seed: int) -> tuple[tuple[str, ...], ...]:
    """The words that tell each group of places in `texts` from the others."""
    counted = _sample(len(texts), _COUNTED, seed)
    place_of = {int(place): number for number, place in enumerate(counted)}
    in_sample = [[place_of[place] for place in group if place in place_of] for group in groups]
    return WordTable.of([texts[place] for place in counted]).telling(in_sample)


def _by_pieces(texts: Sequence[str], seed: int) -> Vectors:
    """Vectors of length 1 from how often pieces of words occur: for languages that the sentence model cannot read."""
    weights = TfidfVectorizer(analyzer="char_wb", ngram_range=_PIECES, sublinear_tf=True).fit_transform(texts)
    if min(weights.shape) <= _WIDTH:
        return np.asarray(weights.toarray(), np.float32)
    with threadpool_limits(limits=1):
        narrow = TruncatedSVD(_WIDTH, random_state=seed % 2**32).fit_transform(weights)
    return np.asarray(normalize(narrow), np.float32)
