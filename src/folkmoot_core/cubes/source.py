"""What is counted: Parquet files of coded columns, a row for each response, and what their codes mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.snapshots import Column, Snapshot
from folkmoot_core.snapshots.columns import BITS, MANY, RANK, SINGLE, TRAIT
from folkmoot_core.survey.codes import ANSWERED, NO_REPLY, NOT_ASKED, SAID_NO
from folkmoot_core.values import Fault, Invalid

Keys = NDArray[np.uint64]
Members = NDArray[np.float64]
# After its levels every variable has these slots; answered, no reply, declined and not asked together are everybody.
SLOTS = ("answered", "no_reply", "declined", "not_asked")
_SPECIAL = {NO_REPLY: 1, SAID_NO: 2, NOT_ASKED: 3}


@dataclass(frozen=True)
class Variable:
    """One question to count: `levels` are keys, `texts` their words, `codes` what stands for them in the file.

    single: one column with a code for each row, 0 no reply, 254 not asked, 255 declined. many: `masks` columns with a
    bit (the code) for each level; with a `state` column, or without, where a mask of 0 is no reply.
    """

    name: str
    levels: tuple[str, ...]
    codes: tuple[int, ...]
    texts: tuple[str, ...] = ()
    many: bool = False
    masks: tuple[str, ...] = ()
    state: str = ""
    text: str = ""
    most_choices: int = 1

    @property
    def files_columns(self) -> tuple[str, ...]:
        """The Parquet columns that it needs."""
        own = self.masks or (self.name,)
        return (self.state, *own) if self.state else own

    @property
    def slots(self) -> int:
        return len(self.levels) + len(SLOTS)

    def members(self, keys: Keys) -> Members:
        """(rows, slots): 1 where a combination of its Parquet columns is in a level or slot.

        Raises Invalid for a code that stands for nothing.
        """
        found = np.zeros((len(keys), self.slots))
        answered = len(self.levels)
        if not self.many:
            place = np.full(int(max(keys.max(initial=0), SAID_NO)) + 1, -1, dtype=np.int64)
            for code, slot in _SPECIAL.items():
                place[code] = answered + slot
            place[[code for code in self.codes if code < len(place)]] = [
                number for number, code in enumerate(self.codes) if code < len(place)
            ]
            at = place[keys[:, 0].astype(np.int64)]
            self._refuse(keys[at < 0])
            found[np.arange(len(keys)), at] = 1.0
            found[:, answered] = found[:, :answered].sum(axis=1)
            return found
        masks = keys[:, 1:] if self.state else keys
        for number, code in enumerate(self.codes):
            group, bit = divmod(code, BITS)
            found[:, number] = (masks[:, group] >> np.uint64(bit)) & np.uint64(1)
        state = keys[:, 0].astype(np.int64) if self.state else found[:, :answered].any(axis=1).astype(np.int64)
        for code, slot in {ANSWERED: 0, **_SPECIAL}.items():
            found[:, answered + slot] = state == code
        self._refuse(keys[found[:, answered:].sum(axis=1) != 1])
        return found

    def _refuse(self, strange: Keys) -> None:
        if len(strange):
            raise Invalid([Fault(self.name, f"the code {int(strange[0, 0])} stands for nothing in its codebook.")])


@dataclass(frozen=True)
class Source:
    """Files with one schema; `weight` is the column of start weights, where everybody does not weigh 1."""

    files: tuple[Path, ...]
    variables: tuple[Variable, ...]
    weight: str = ""
    name: str = ""

    @cached_property
    def _by_name(self) -> Mapping[str, Variable]:
        return {variable.name: variable for variable in self.variables}

    def variable(self, name: str) -> Variable:
        """Raises Invalid, naming those there are."""
        if name not in self._by_name:
            known = ", ".join(self._by_name)
            raise Invalid([Fault(name, "there is no such column to count.", f"There are: {known}.")])
        return self._by_name[name]


def source_of(snapshot: Snapshot, names: Iterable[str] | None = None) -> Source:
    """What can be counted of a snapshot: all of it, or the columns named. A ranking is counted by who is put first."""
    book = snapshot.book
    kinds = (SINGLE, TRAIT, MANY, RANK)
    columns = book.of_kind(*kinds) if names is None else [book.column(name) for name in names]
    other = [column.name for column in columns if column.kind not in kinds]
    if other:
        raise Invalid([Fault(other[0], "this column holds no choices.", "Numbers, dates and words are not counted.")])
    found = tuple(variable for column in columns for variable in _variables(column))
    return Source(snapshot.counted_files, found, name=snapshot.digest)


def _variables(column: Column) -> tuple[Variable, ...]:
    keys = tuple(level.key for level in column.levels)
    texts = tuple(level.text for level in column.levels)
    codes = tuple(level.code for level in column.levels)
    text = f"{column.text}: {column.row}" if column.row else column.text
    if column.kind in (SINGLE, TRAIT):
        return (Variable(column.name, keys, codes, texts, text=text),)
    if column.kind == MANY:
        many = Variable(
            column.name, keys, codes, texts, True, column.mask_names, column.state_name, text, column.most_choices
        )
        return (many,)
    places = tuple(str(place) for place in range(1, len(keys) + 1))
    return tuple(
        Variable(column.rank_name(level), places, tuple(range(1, len(keys) + 1)), places, text=f"{text}: {level.text}")
        for level in column.levels
    )
