"""Texts as numbers: which words stand in them, and which runs of neighbouring words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.themes.cleaning import words_of

# Odd 64-bit constants of SplitMix64 (Steele, Lea and Flood 2014), which spread neighbouring numbers over all 64 bits.
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_STEP = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Runs:
    """The runs of each text as hashes, one text after the other; `starts` has one more entry than there are texts."""

    hashes: Hashes
    starts: Places

    def of(self, text: int) -> Hashes:
        """The different runs of one text, sorted."""
        return np.unique(self.hashes[self.starts[text] : self.starts[text + 1]])

    def text_of_each(self) -> Places:
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


@dataclass(frozen=True)
class DifferentTexts:
    """Texts that differ by more than case, punctuation, mark-up or signature, and the rows each stands for.

    `of_row[row]` is the text of a row, or -1 where it has no word; `words` and `starts` hold the texts' words as
    numbers.
    """

    of_row: Places
    first_rows: Places
    copies: Places
    words: NDArray[np.uint32]
    starts: Places

    def __len__(self) -> int:
        return len(self.first_rows)

    @property
    def lengths(self) -> Places:
        return np.diff(self.starts)

    def rows(self) -> list[Places]:
        """The rows of each text, in order."""
        order = np.argsort(self.of_row, kind="stable")
        order = order[self.of_row[order] >= 0]
        return np.split(order, np.cumsum(self.copies)[:-1]) if len(self) else []

    def runs(self, length: int, first: int = 0, last: int | None = None) -> Runs:
        """Every run of `length` words in the texts from `first` up to but not with `last`."""
        starts = self.starts[first : (len(self) if last is None else last) + 1]
        words = self.words[starts[0] : starts[-1]].astype(np.uint64)
        counts = np.maximum(np.diff(starts) - length + 1, 0)
        left = np.repeat(starts[1:], np.diff(starts)) - np.arange(starts[0], starts[-1])
        hashes = np.zeros(max(len(words) - length + 1, 0), np.uint64)
        for place in range(length):
            hashes = (hashes ^ (words[place : place + len(hashes)] + np.uint64(1)) * _STEP) * _SPREAD
            hashes ^= hashes >> np.uint64(29)
        return Runs(hashes[left[: len(hashes)] >= length], np.concatenate([[0], np.cumsum(counts)]))


def different_texts(texts: Iterable[str], leave_out: str = "") -> DifferentTexts:
    """Number the words and fold equal texts into one. `leave_out` (such as the question, which some people copy out
    before they answer) is taken out wherever its words stand."""
    numbers: dict[str, int] = {}
    known: dict[bytes, int] = {}
    of_row: list[int] = []
    first_rows: list[int] = []
    pieces: list[NDArray[np.uint32]] = []
    copied = f" {' '.join(words_of(leave_out))} "
    for row, text in enumerate(texts):
        words = words_of(text)
        if copied.strip():
            words = f" {' '.join(words)} ".replace(copied, " ").split()
        if not words:
            of_row.append(-1)
            continue
        numbered = np.array([numbers.setdefault(word, len(numbers)) for word in words], np.uint32)
        key = hashlib.blake2b(numbered.tobytes(), digest_size=16).digest()
        place = known.setdefault(key, len(known))
        of_row.append(place)
        if place == len(first_rows):
            first_rows.append(row)
            pieces.append(numbered)
    places = np.array(of_row, np.int64)
    return DifferentTexts(
        of_row=places,
        first_rows=np.array(first_rows, np.int64),
        copies=np.bincount(places[places >= 0], minlength=len(first_rows)),
        words=np.concatenate(pieces) if pieces else np.zeros(0, np.uint32),
        starts=np.concatenate([[0], np.cumsum([len(piece) for piece in pieces], dtype=np.int64)]).astype(np.int64),
    )
