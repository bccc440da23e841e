"""Rows that say the same: equal ones, nearly equal ones, and the letters of a campaign. They are shown and counted
apart; none is ever dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.themes.campaigns import letter_of_each, proposed_letters
from folkmoot_core.themes.cleaning import cleaned
from folkmoot_core.themes.near_duplicates import near_groups
from folkmoot_core.themes.word_runs import DifferentTexts, different_texts


class Kind(StrEnum):
    """How the rows of a group are alike."""

    EXACT = "exact"  # the same words
    NEAR = "near"  # the same text with changes
    CAMPAIGN = "campaign"  # a letter sent by many, with changes or words of their own


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Rows (from 0, rising) that are alike, and the row whose text stands for them."""

    kind: Kind
    rows: tuple[int, ...]
    sample: int


def find_duplicates(texts: Sequence[str], question: str = "") -> tuple[DuplicateGroup, ...]:
    """Groups of at least two rows, largest first; a row is in one group at most, that of the widest kind.

    Texts are cleaned here. Rows without a word are in no group. `question` is what people were asked: where they copied
    it out, that does not make them alike. The letters found are proposals; `campaigns.rows_of_letter` lists the
    rows of one that an analyst has confirmed.
    """
    known = different_texts((cleaned(text) for text in texts), leave_out=cleaned(question))
    group_of = near_groups(known)
    letters = proposed_letters(known, group_of)
    letter_of = letter_of_each(known, letters)
    rows = known.rows()
    found = [*_groups(known, rows, group_of, letter_of, [letter.text for letter in letters])]
    return tuple(sorted(found, key=lambda group: (-len(group.rows), group.rows)))


def _groups(
    known: DifferentTexts,
    rows: list[NDArray[np.int64]],
    group_of: NDArray[np.int64],
    letter_of: NDArray[np.int64],
    samples: list[int],
) -> Iterator[DuplicateGroup]:
    # One number for each group: letters below zero, nearly equal texts from zero on.
    number = np.where(letter_of >= 0, -1 - letter_of, group_of)
    order = np.argsort(number, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(number[order])) + 1):
        if not len(members) or known.copies[members].sum() < 2:
            continue
        letter = int(letter_of[members[0]])
        kind = Kind.EXACT if len(members) == 1 else Kind.NEAR if letter < 0 else Kind.CAMPAIGN
        sample = samples[letter] if letter >= 0 else int(members[np.argmax(known.copies[members])])
        together = np.sort(np.concatenate([rows[text] for text in members]))
        yield DuplicateGroup(kind, tuple(together.tolist()), int(known.first_rows[sample]))
