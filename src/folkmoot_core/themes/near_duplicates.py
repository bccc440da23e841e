"""Texts that are nearly the same, among up to a million: MinHash and bands find candidates, and each is then
compared."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from folkmoot_core.themes.word_runs import DifferentTexts, Hashes, Runs

RUN = 3
# Share of all their runs that two texts have in common (Jaccard) from which they are one text with changes. Two short
# ones come so close by chance, or by quoting the same question: they must be closer.
ALIKE, ALIKE_WHEN_SHORT, RUNS_THAT_ARE_MANY = 0.4, 0.7, 20
FEWEST_WORDS = 8
# 32 bands of 4: two texts at .4 meet in a band with probability .56, at .5 with .87, at .6 with .99; a text of a group
# has several to meet.
_HASHES, _BANDS, _SEED = 128, 32, 2011
_TEXTS_A_TURN = 20_000
_COMPARED_IN_A_BUCKET = 3


def nearly_equal(first: Hashes, second: Hashes) -> bool:
    """Whether two sorted arrays of different runs are those of one text with changes."""
    common = len(np.intersect1d(first, second, assume_unique=True))
    together = len(first) + len(second) - common
    return common >= (ALIKE if common >= RUNS_THAT_ARE_MANY else ALIKE_WHEN_SHORT) * max(together, 1)


def near_groups(texts: DifferentTexts) -> NDArray[np.int64]:
    """For each text the number of the lowest text it hangs together with, through texts that are nearly equal."""
    chosen = np.flatnonzero(texts.lengths >= FEWEST_WORDS)
    group = _Groups(len(texts))
    if len(chosen) < 2:
        return group.lowest()
    bands = _bands(texts)
    runs: dict[int, Hashes] = {}

    def runs_of(text: int) -> Hashes:
        if text not in runs:
            runs[text] = texts.runs(RUN, text, text + 1).of(0)
        return runs[text]

    for band in range(_BANDS):
        keys = bands[chosen, band]
        order = np.argsort(keys, kind="stable")
        edges = np.flatnonzero(np.diff(keys[order])) + 1
        sizes = np.diff(np.concatenate([[0], edges, [len(order)]]))
        starts = np.concatenate([[0], edges])
        for start, size in zip(starts[sizes > 1], sizes[sizes > 1], strict=True):
            _join_bucket(chosen[order[start : start + size]].tolist(), group, runs_of)
    return group.lowest()


def _join_bucket(bucket: list[int], group: _Groups, runs_of: Callable[[int], Hashes]) -> None:
    """Compare each text of a bucket with the first few that hang apart: a bucket may hold ten thousand copies of a
    letter."""
    stands_for: list[int] = []
    for text in bucket:
        mine = group.find(text)
        if any(group.find(other) == mine for other in stands_for):
            continue
        for other in stands_for:
            if nearly_equal(runs_of(text), runs_of(other)):
                group.join(text, other)
                break
        else:
            if len(stands_for) < _COMPARED_IN_A_BUCKET:
                stands_for.append(text)


def _bands(texts: DifferentTexts) -> NDArray[np.uint64]:
    """(texts, bands): equal numbers where all MinHashes of a band are equal."""
    found = np.zeros((len(texts), _BANDS), np.uint64)
    for first in range(0, len(texts), _TEXTS_A_TURN):
        last = min(first + _TEXTS_A_TURN, len(texts))
        found[first:last] = _band_keys(texts.runs(RUN, first, last))
    return found


def _band_keys(runs: Runs) -> NDArray[np.uint64]:
    digests = RMinHash.digest_matrix_from_flat_token_hashes(runs.hashes, runs.starts.astype(np.uint64), _HASHES, _SEED)
    minima = np.array(digests.to_rows(), np.uint64).reshape(len(runs.starts) - 1, _BANDS, -1)
    keys = np.zeros(minima.shape[:2], np.uint64)
    for place in range(minima.shape[2]):
        keys = (keys ^ minima[:, :, place]) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(31)
    return keys


class _Groups:
    """Which texts hang together (union-find with path halving; the lowest number stands for a group)."""

    def __init__(self, size: int) -> None:
        self.above = list(range(size))

    def find(self, text: int) -> int:
        while self.above[text] != text:
            self.above[text] = self.above[self.above[text]]
            text = self.above[text]
        return text

    def join(self, first: int, second: int) -> None:
        low, high = sorted((self.find(first), self.find(second)))
        self.above[high] = low

    def lowest(self) -> NDArray[np.int64]:
        return np.array([self.find(text) for text in range(len(self.above))], np.int64)
