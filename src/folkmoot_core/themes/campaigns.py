"""Campaign letters: one text sent by many, each with a change or a few words of her own.

A letter is proposed where several long texts are nearly equal. Its runs of four words are those that a third of them
share, so that what one person added is not taken for the letter. Another text belongs to it by *containment*: the share
of the letter's runs that it holds, however much else it says.

What guards against strangers: runs that also stand in texts which are not of the letter (greetings, thanks, the name of
the rule, a quoted paragraph) do not count; and a text that holds less than half of the letter must hold something of
three of its five parts, which a quotation does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.themes.word_runs import DifferentTexts, Hashes, different_texts

RUN = 4
# A letter has at least so many runs of its own, some 25 words, and was sent at least so often.
FEWEST_RUNS, FEWEST_ROWS = 20, 3
_CORE_SHARE = 1 / 3
# Share of a letter's runs that a text must hold; between the two it must hold them from several parts of the letter.
CONTAINS, CONTAINS_HALF = 0.15, 0.5
_FEWEST_SHARED = 12
_PARTS, _PARTS_HELD = 5, 3
# Two letters that have this share of the smaller in common are one letter; less is a paragraph that both use.
_THE_SAME = 0.7
# A run in so many texts that are not of the letter, or in this share of those that are, is a common phrase.
_COMMON_PHRASE, _COMMON_SHARE = 3, 0.02


@dataclass(frozen=True)
class Letter:
    """A letter's runs in the order of its text (different ones), the text that stands for it, and who sent nearly
    that."""

    text: int
    runs: Hashes
    senders: tuple[int, ...]


def proposed_letters(texts: DifferentTexts, group_of: NDArray[np.int64]) -> tuple[Letter, ...]:
    """Letters among groups of nearly equal texts (`near_duplicates.near_groups`), one for each text at a group's
    heart."""
    order = np.argsort(group_of, kind="stable")
    letters: list[Letter] = []
    for members in np.split(order, np.flatnonzero(np.diff(group_of[order])) + 1):
        if len(members) and texts.copies[members].sum() >= FEWEST_ROWS:
            letters.extend(_letters_in(texts, members))
    return tuple(_different(letters))


def _different(letters: list[Letter]) -> Iterator[Letter]:
    """Leave out a letter most of which stands in a larger one: a part of its senders whom no chain of likeness joined
    to the others. They are found again by containment."""
    kept: list[Letter] = []
    for letter in sorted(letters, key=lambda each: (-len(each.senders), each.text)):
        if not any(np.isin(letter.runs, other.runs).mean() >= _THE_SAME for other in kept):
            kept.append(letter)
            yield letter


def _letters_in(texts: DifferentTexts, members: NDArray[np.int64]) -> Iterator[Letter]:
    """Take the text that has most in common with the others, and those near to it; then the same with the rest."""
    runs = {int(text): _ordered(texts, int(text)) for text in members}
    waiting = [text for text in runs if len(runs[text]) >= FEWEST_RUNS]
    while sum(int(texts.copies[text]) for text in waiting) >= FEWEST_ROWS:
        every = np.concatenate([runs[text] for text in waiting])
        values, inverse = np.unique(every, return_inverse=True)
        weights = np.repeat([texts.copies[text] for text in waiting], [len(runs[text]) for text in waiting])
        held_by = np.bincount(inverse, weights=weights)
        common = values[held_by >= max(_CORE_SHARE * sum(int(texts.copies[text]) for text in waiting), 2)]
        heart = max(waiting, key=lambda text: (int(np.isin(runs[text], common).sum()), int(texts.copies[text]), -text))
        near = [text for text in waiting if np.isin(runs[heart], runs[text]).mean() >= CONTAINS_HALF or text == heart]
        core = _core(runs, near, heart, texts.copies)
        if len(core) >= FEWEST_RUNS and sum(int(texts.copies[text]) for text in near) >= FEWEST_ROWS:
            yield Letter(heart, core, tuple(near))
        waiting = [text for text in waiting if text not in set(near)]


def _core(runs: dict[int, Hashes], near: Sequence[int], heart: int, copies: NDArray[np.int64]) -> Hashes:
    held = sum((np.isin(runs[heart], runs[text]) * copies[text] for text in near), np.zeros(len(runs[heart])))
    core: Hashes = runs[heart][held >= _CORE_SHARE * sum(int(copies[text]) for text in near)]
    return core


def _ordered(texts: DifferentTexts, text: int) -> Hashes:
    """The different runs of a text in the order in which they first stand there."""
    hashes = texts.runs(RUN, text, text + 1).hashes
    _values, first = np.unique(hashes, return_index=True)
    ordered: Hashes = hashes[np.sort(first)]
    return ordered


def letter_of_each(texts: DifferentTexts, letters: Sequence[Letter]) -> NDArray[np.int64]:
    """The place in `letters` of the letter that each text was made from, or -1."""
    owner = np.full(len(texts), -1, np.int64)
    best = np.zeros(len(texts))
    shared = _Shared.of(texts, letters)
    for place, letter in enumerate(letters):
        holders, held = shared.of_letter(place)  # (holders, runs): which of the letter's runs each of them holds
        if not len(holders):
            continue
        counts = held.sum(axis=1)
        sender = np.isin(holders, letter.senders)
        stranger = ~sender & (counts < max(CONTAINS * len(letter.runs), _FEWEST_SHARED))
        limit = max(_COMMON_PHRASE, _COMMON_SHARE * texts.copies[list(letter.senders)].sum())
        telling = held[stranger].sum(axis=0) < limit
        part = np.arange(len(letter.runs)) * _PARTS // len(letter.runs)
        parts_held = np.stack([held[:, telling & (part == each)].any(axis=1) for each in range(_PARTS)]).sum(axis=0)
        counts = held[:, telling].sum(axis=1)
        share = counts / max(int(telling.sum()), 1)
        enough = (counts >= _FEWEST_SHARED) & (
            (share >= CONTAINS_HALF) | ((share >= CONTAINS) & (parts_held >= _PARTS_HELD))
        )
        share = np.where(sender, np.maximum(share, CONTAINS_HALF), share)
        wins = (enough | sender) & (share > best[holders])
        owner[holders[wins]], best[holders[wins]] = place, share[wins]
    return owner


def rows_of_letter(texts: Sequence[str], letter: str, contains: float = CONTAINS) -> tuple[int, ...]:
    """Rows of cleaned `texts` that hold at least the share `contains` of the runs of a letter that an analyst has
    confirmed.

    A letter of fewer than four words has no run, and only equal texts are its own.
    """
    known = different_texts([letter, *texts])
    if len(known) == 0 or known.of_row[0] != 0:
        return ()
    runs = known.runs(RUN)
    wanted = runs.of(0)
    at = runs.text_of_each()
    matched = np.isin(runs.hashes, wanted)
    pairs = np.unique(np.stack([at[matched], np.searchsorted(wanted, runs.hashes[matched])], axis=1), axis=0)
    counts = np.bincount(pairs[:, 0], minlength=len(known))
    belongs = (counts > 0) & (counts >= contains * len(wanted))
    belongs[0] = True
    rows = np.flatnonzero((known.of_row[1:] >= 0) & belongs[known.of_row[1:]])
    return tuple(int(row) for row in rows)


@dataclass(frozen=True)
class _Shared:
    """For every letter, which texts hold which of its runs: triples sorted by letter."""

    letters: NDArray[np.int64]
    texts: NDArray[np.int64]
    places: NDArray[np.int64]
    sizes: tuple[int, ...]

    @staticmethod
    def of(texts: DifferentTexts, letters: Sequence[Letter], texts_a_turn: int = 50_000) -> _Shared:
        hashes = np.concatenate([letter.runs for letter in letters] or [np.zeros(0, np.uint64)])
        sizes = [len(letter.runs) for letter in letters]
        order = np.argsort(hashes, kind="stable")
        in_order = hashes[order]
        letter_at = np.repeat(np.arange(len(letters)), sizes)[order]
        place_at = np.concatenate([np.arange(size) for size in sizes] or [np.zeros(0, np.int64)])[order].astype(
            np.int64
        )
        found = []
        for first in range(0, len(texts) if len(hashes) else 0, texts_a_turn):
            runs = texts.runs(RUN, first, min(first + texts_a_turn, len(texts)))
            low = np.searchsorted(in_order, runs.hashes, "left")
            many = np.searchsorted(in_order, runs.hashes, "right") - low
            # A run may stand in several letters: one line for each.
            at = np.repeat(low, many) + np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
            text = np.repeat(runs.text_of_each() + first, many)
            found.append(np.stack([letter_at[at], text, place_at[at]], axis=1))
        triples = np.unique(np.concatenate(found or [np.zeros((0, 3), np.int64)]), axis=0)
        return _Shared(triples[:, 0], triples[:, 1], triples[:, 2], tuple(sizes))

    def of_letter(self, letter: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        low, high = np.searchsorted(self.letters, [letter, letter + 1])
        holders, row = np.unique(self.texts[low:high], return_inverse=True)
        held = np.zeros((len(holders), self.sizes[letter]), np.bool_)
        held[row, self.places[low:high]] = True
        return holders, held
