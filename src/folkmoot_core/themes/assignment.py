"""Which themes does each comment speak of? Learnt from names, descriptions and examples.

Logistic regression on sentence vectors and, with less weight, how texts are worded (`wording`), both drawn towards
their neighbours (`neighbourhood`). A theme's name is an example of its own, with the weight of several, moved from
where titles lie to where comments lie. How common each theme is among all comments is estimated from the comments
themselves (one step of Saerens et al., 2002) where examples were picked evenly, and from the examples where they were
not. The confidence is made honest by `confidence`. Where the vectors cannot read
a comment (another language than English), letters and words are compared instead; the result says for which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from folkmoot_core.themes.classifier import Fitted, Lessons, Shares, fit_one_of, fit_several
from folkmoot_core.themes.codebooks import Codebook
from folkmoot_core.themes.confidence import SHARPNESS_OF_NAMES, Sharpness, sharpen
from folkmoot_core.themes.neighbourhood import Matrix, Neighbourhood, of_length_one
from folkmoot_core.themes.wording import Wording
from folkmoot_core.values import Fault, Invalid

Vectors = Callable[[Sequence[str]], Matrix]

SUGGESTED = 3
# Titles lie apart from comments in the space of meanings: unmoved, a title that sounds like a comment draws them all.
MOVED = 0.7
# How much the wording counts beside the meaning. A title has few words, and hardly those that people use: half of it.
WORDING_WEIGHT = 0.7
WORDING_OF_TITLES = 0.5


@dataclass(frozen=True)
class Suggestion:
    """A theme, by its key, and how likely it is that a person would give it (0 to 1)."""

    key: str
    confidence: float


@dataclass(frozen=True)
class Assignment:
    """What the machine thinks of each comment.

    `confidences` has a row for each comment and a column for each of `keys`; rows sum to 1 unless `several` themes may
    stand under one comment and there are examples. `by_words` marks comments that were compared by words alone,
    `unread` those without words.
    """

    keys: tuple[str, ...]
    confidences: NDArray[np.float64]
    several: bool
    by_words: NDArray[np.bool_]
    unread: NDArray[np.bool_]

    def suggestions(self, row: int, at_least: float = 0.05, fewest: int = SUGGESTED) -> tuple[Suggestion, ...]:
        """The themes for one comment, best first: all with a confidence of `at_least`, and never fewer than `fewest`
        (or all there are). None for a comment without words."""
        if self.unread[row]:
            return ()
        order = np.argsort(-self.confidences[row], kind="stable")
        shown = max(min(fewest, len(order)), int((self.confidences[row] >= at_least).sum()))
        return tuple(Suggestion(self.keys[place], float(self.confidences[row, place])) for place in order[:shown])

    @property
    def best(self) -> NDArray[np.intp]:
        """The place in `keys` of the likeliest theme of each comment."""
        found: NDArray[np.intp] = self.confidences.argmax(axis=1)
        return found


def assign(
    comments: Sequence[str],
    codebook: Codebook,
    vectors: Vectors,
    *,
    seed: int = 1,
    several: bool = False,
    by_words: NDArray[np.bool_] | None = None,
) -> Assignment:
    """Themes for every comment, from the names, descriptions and examples of the codebook; examples may be comments of
    the list. Same input and seed, same result. Raises `Invalid` without comments.

    `vectors` reads texts into rows of length 1 (the sentence model). `by_words` marks the comments it cannot read.
    With `several`, a comment that is an example of two themes is one of both, and each theme is judged by itself.
    """
    if not comments:
        raise Invalid([Fault("comments", "There are no comments.", "Give one at least.")])
    words = np.zeros(len(comments), np.bool_) if by_words is None else np.asarray(by_words, np.bool_)
    unread = np.array([not comment.strip() for comment in comments])
    found = np.full((len(comments), len(codebook.themes)), 1 / len(codebook.themes))
    parts = (
        (np.flatnonzero(~words & ~unread), partial(_by_meaning, vectors=vectors, seed=seed)),
        (np.flatnonzero(words & ~unread), partial(_by_words, seed=seed)),
    )
    # One thread: with more, sums are taken in another order, and the last digits are others on another machine.
    with threadpool_limits(limits=1):
        for rows, read in parts:
            if len(rows):
                part = read([comments[row] for row in rows.tolist()], codebook)
                found[rows] = _confidences(part, codebook, several=several)
    return Assignment(codebook.keys, found, several, words & ~unread, unread)


@dataclass(frozen=True)
class _Read:
    """Comments, names, descriptions and examples as rows of numbers."""

    comments: Matrix
    names: Matrix
    descriptions: Matrix
    examples: Matrix


def _by_meaning(comments: Sequence[str], codebook: Codebook, vectors: Vectors, seed: int) -> _Read:
    """What texts mean and, with less weight, how they are worded; both drawn towards the nearest in meaning."""
    read = vectors(comments)
    around = Neighbourhood.of(read, seed)
    wording = Wording.learn(comments, seed)
    centre = around.pool.mean(axis=0) if len(around.pool) else np.zeros(read.shape[1], np.float32)
    worded = wording.read(comments) if wording else None

    def both(texts: Sequence[str], meant: Matrix, own: Matrix | None = None, share: float = 1.0) -> Matrix:
        near = around.nearest(meant)
        rows = near.drawn(meant, around.pool)
        if wording is None or worded is None:
            return rows
        words = near.drawn(wording.read(texts) if own is None else own, worded[around.rows])
        return np.hstack([rows, np.float32(WORDING_WEIGHT * share) * words])

    titles, descriptions = ([_plain(text) for text in texts] for texts in _titles(codebook))
    examples = _examples(codebook)
    return _Read(
        both(comments, read, worded),
        both(titles, _moved(vectors(titles), centre), share=WORDING_OF_TITLES),
        both(descriptions, _moved(vectors(descriptions), centre), share=WORDING_OF_TITLES),
        both(examples, vectors(examples)),
    )


def _by_words(comments: Sequence[str], codebook: Codebook, seed: int) -> _Read:
    """How texts are worded, nothing else."""
    titles, descriptions = _titles(codebook)
    texts = (list(comments), titles, descriptions, _examples(codebook))
    wording = Wording.learn([text for part in texts for text in part], seed)
    if wording is None:
        return _Read(*(np.zeros((len(part), 1), np.float32) for part in texts))
    return _Read(*(wording.read(part) for part in texts))


def _confidences(read: _Read, codebook: Codebook, *, several: bool) -> Shares:
    lessons = _lessons(read, codebook, several=several)
    # Without an example nothing tells how many themes a comment speaks of: then one.
    several = several and lessons.examples > 0
    fit: Callable[[Lessons], Fitted] = fit_several if several else fit_one_of
    fitted = fit(lessons)
    sharpness = (
        Sharpness.learnt(lessons, fit, read.comments, several=several)
        if lessons.examples
        else Sharpness(SHARPNESS_OF_NAMES)
    )
    return sharpen(fitted.shares(read.comments), sharpness, several=several)


def _lessons(read: _Read, codebook: Codebook, *, several: bool) -> Lessons:
    themes = [place for place, theme in enumerate(codebook.themes) for _example in theme.examples]
    texts = _examples(codebook)
    rows, said = read.examples, np.zeros((len(texts), len(codebook.themes)), np.bool_)
    said[np.arange(len(texts)), themes] = True
    if several and texts:
        first: dict[str, int] = {}
        places = [first.setdefault(text, len(first)) for text in texts]
        together = np.zeros((len(first), said.shape[1]), np.bool_)
        np.logical_or.at(together, places, said)
        keep = np.unique(places, return_index=True)[1]
        rows, said = rows[keep], together
    has_description = np.array([bool(theme.description.strip()) for theme in codebook.themes])
    return Lessons(rows, said, read.names, read.descriptions, has_description)


def _titles(codebook: Codebook) -> tuple[list[str], list[str]]:
    return list(codebook.names), [theme.description for theme in codebook.themes]


def _examples(codebook: Codebook) -> list[str]:
    return [example for theme in codebook.themes for example in theme.examples]


def _plain(title: str) -> str:
    """“Innovation-Technology” as people would say it."""
    return " ".join(title.replace("-", " ").replace("/", " ").replace("_", " ").split())


def _moved(titles: Matrix, centre: Matrix) -> Matrix:
    written = np.any(titles != 0, axis=1)
    if not written.any():
        return titles
    step = np.float32(MOVED) * (centre - titles[written].mean(axis=0))
    return of_length_one(np.where(written[:, None], titles + step, titles))
