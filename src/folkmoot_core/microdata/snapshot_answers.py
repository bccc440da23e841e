"""The columns of a snapshot as questions to be weighed and made into tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.microdata.responses import Choice, Choices
from folkmoot_core.snapshots import Column, Snapshot
from folkmoot_core.snapshots.columns import BITS, MANY, QUANTITY, RANK, SINGLE, TRAIT
from folkmoot_core.survey.codes import ANSWERED, NOT_ASKED, SAID_NO
from folkmoot_core.values import Fault
from folkmoot_core.weighting import Codes, Floats

Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class SnapshotAnswers:
    """Reads one column at a time. Levels of choices are the keys of options; `words` says them for people."""

    snapshot: Snapshot

    @property
    def rows(self) -> int:
        return self.snapshot.responses

    def columns(self, *kinds: str) -> Iterator[Column]:
        """Those that can be tabulated, or those of these kinds, in the order of the questionnaire."""
        return iter(self.snapshot.book.of_kind(*(kinds or (SINGLE, MANY, RANK, QUANTITY, TRAIT))))

    def words(self, name: str) -> dict[str, str]:
        """{level: its words}."""
        return {level.key: level.text for level in self.snapshot.book.column(name).levels}

    def choice(self, name: str) -> Choice:
        """A question with one answer, a row of a grid, or a trait; of a ranking, what was put first. Invalid for an
        unknown column."""
        column = self.snapshot.book.column(name)
        if column.kind == RANK:
            return self._first_of(column)
        coded = self._read(column.name)
        place = {level.code: number for number, level in enumerate(column.levels)}
        lookup = np.full(max([int(coded.max(initial=0)), *place]) + 1, -1, dtype=np.int64)
        for code, number in place.items():
            lookup[code] = number
        levels = tuple(level.key for level in column.levels)
        return Choice(column.name, levels, lookup[coded], coded == SAID_NO, coded == NOT_ASKED)

    def choices(self, name: str) -> Choices:
        """A question with several answers."""
        column = self.snapshot.book.column(name)
        state = self._read(column.state_name)
        masks = np.stack([self._read(mask).astype(np.uint64) for mask in column.mask_names], axis=1)
        sets, combinations = np.unique(masks, axis=0, return_inverse=True)
        members = np.array(
            [[bool(row[level.code // BITS] >> np.uint64(level.code % BITS) & np.uint64(1)) for level in column.levels]
             for row in sets],
            dtype=bool,
        ).reshape(len(sets), len(column.levels))  # fmt: skip
        answered = np.where(state == ANSWERED, combinations.reshape(-1), -1).astype(np.int64)
        levels = tuple(level.key for level in column.levels)
        return Choices(column.name, levels, answered, members, state == SAID_NO, state == NOT_ASKED)

    def numbers(self, name: str) -> Floats:
        """A question answered by a number; NaN for none."""
        return np.asarray(self.snapshot.counted([name]).column(name).to_numpy(zero_copy_only=False), dtype=np.float64)

    def places(self, name: str) -> dict[str, Floats]:
        """{option: the place it was given}, of a ranking; NaN where it has none."""
        column = self.snapshot.book.column(name)
        found = {}
        for level in column.levels:
            place = self._read(column.rank_name(level)).astype(np.float64)
            found[level.key] = np.where((place >= 1) & (place < NOT_ASKED), place, np.nan)
        return found

    def fault(self, where: str, message: str, mend: str = "") -> Fault:
        return Fault(where, message, mend)

    def _first_of(self, column: Column) -> Choice:
        state = self._read(column.state_name)
        first = np.full(self.rows, -1, dtype=np.int64)
        for number, level in enumerate(column.levels):
            first[self._read(column.rank_name(level)) == 1] = number
        levels = tuple(level.key for level in column.levels)
        return Choice(column.name, levels, first, state == SAID_NO, state == NOT_ASKED)

    def _read(self, name: str) -> NDArray[np.int64]:
        column = self.snapshot.counted([name]).column(name).to_numpy()
        return np.asarray(column, dtype=np.int64) if column.dtype != np.uint64 else column


def only_met(choice: Choice) -> Choice:
    """Without the levels that nobody has."""
    counts = np.bincount(choice.codes[choice.codes >= 0], minlength=len(choice.levels))
    kept = [place for place in range(len(choice.levels)) if counts[place]]
    order = np.full(len(choice.levels) + 1, -1, dtype=np.int64)
    order[kept] = np.arange(len(kept))
    levels = tuple(choice.levels[place] for place in kept)
    return Choice(choice.name, levels, order[choice.codes], choice.declined, choice.not_asked)


def codes_in(choice: Choice, levels: tuple[str, ...]) -> Codes:
    """The codes of a choice as places in other levels; -1 for what is not among them."""
    place = {level: number for number, level in enumerate(levels)}
    lookup = np.array([*(place.get(level, -1) for level in choice.levels), -1], dtype=np.int64)
    return lookup[choice.codes]
