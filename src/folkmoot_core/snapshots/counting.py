"""The tables of a snapshot: the same as `survey` counts from coded responses, from the columns of the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.snapshots.columns import BITS, MANY, RANK, SINGLE, TRAIT, Column, Level, names_of
from folkmoot_core.snapshots.reading import Snapshot
from folkmoot_core.survey import Cell, CrossRow, CrossTable, GroupBase, QuestionTable, Row, percent
from folkmoot_core.survey.codes import ANSWERED, NO_REPLY, NOT_ASKED, SAID_NO

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Answers:
    """What all responses say to one column. states: 0 no reply, 1 answered, 254 not asked, 255 declined, one for each
    response. chosen: (levels, responses), who chose a level, or put it first. places: (levels, responses), the place
    that a level was given, 0 for none; only of rankings."""

    column: Column
    states: Integers
    chosen: Flags
    places: Integers | None = None

    @property
    def answered(self) -> Flags:
        return self.states == ANSWERED

    @property
    def additive(self) -> bool:
        return self.column.kind != MANY

    @property
    def most_choices(self) -> int:
        return self.column.most_choices if self.column.kind == MANY else 1


def answers_of(snapshot: Snapshot, column: Column) -> Answers:
    """Read one column. Of words, numbers and dates only who answered."""
    table = snapshot.counted(names_of([column]))
    arrays = {name: table.column(name).to_numpy() for name in table.column_names}
    codes = arrays[column.state_name].astype(np.int64)
    if column.kind in (SINGLE, TRAIT):
        special = np.isin(codes, (NO_REPLY, NOT_ASKED, SAID_NO))
        return Answers(
            column, np.where(special, codes, ANSWERED), _stacked(column, [codes == lv.code for lv in column.levels])
        )
    if column.kind == MANY:
        return Answers(column, codes, _stacked(column, [_bit(column, level, arrays) for level in column.levels]))
    if column.kind == RANK:
        given = [arrays[column.rank_name(level)].astype(np.int64) for level in column.levels]
        places = np.array([np.where(each < NOT_ASKED, each, 0) for each in given]).reshape(len(given), len(codes))
        return Answers(column, codes, places == 1, places)
    return Answers(column, codes, np.zeros((0, len(codes)), dtype=np.bool_))


def _stacked(column: Column, flags: Sequence[Flags]) -> Flags:
    return np.stack(flags) if flags else np.zeros((0, 0), dtype=np.bool_)


def _bit(column: Column, level: Level, arrays: dict[str, Any]) -> Flags:
    mask: NDArray[np.uint64] = arrays[column.mask_names[level.code // BITS]]
    return np.asarray(mask & np.uint64(1 << level.code % BITS), dtype=np.bool_)


def table_of(answers: Answers) -> QuestionTable:
    """Its counts with their bases, unprotected."""
    column = answers.column
    answered, no_reply, declined = (int((answers.states == code).sum()) for code in (ANSWERED, NO_REPLY, SAID_NO))
    asked = answered + no_reply + declined
    return QuestionTable(
        question=column.question,
        key=column.name,
        text=column.row or column.text,
        kind=column.asked_as,
        responses=len(answers.states),
        asked=asked,
        answered=answered,
        no_reply=no_reply,
        declined=declined,
        rows=tuple(_row(answers, place, answered, asked) for place in range(len(column.levels))),
        additive=answers.additive,
        most_choices=answers.most_choices,
    )


def _row(answers: Answers, place: int, answered: int, asked: int) -> Row:
    level, count = answers.column.levels[place], int(answers.chosen[place].sum())
    shares = percent(count, answered), percent(count, asked)
    if answers.places is None:
        return Row(level.key, level.text, count, *shares)
    ranked = int((answers.places[place] > 0).sum())
    mean = int(answers.places[place].sum()) / ranked if ranked else None
    return Row(level.key, level.text, count, *shares, ranked, mean)


def cross_of(answers: Answers, groups: Integers, labels: Sequence[str]) -> CrossTable:
    """Its counts by groups of responses, unprotected. groups: for each response the place of its label, -1 for none.
    ValueError where they do not fit."""
    if groups.shape != answers.states.shape:
        raise ValueError(f"There are {len(answers.states)} responses, but groups for {groups.size}.")
    column, size = answers.column, len(labels)
    counted = {code: by_group(groups, answers.states == code, size) for code in (ANSWERED, NO_REPLY, SAID_NO)}
    bases = np.stack([by_group(groups, None, size), counted[ANSWERED], counted[NO_REPLY], counted[SAID_NO]])
    rows = []
    for place, level in enumerate(column.levels):
        counts = by_group(groups, answers.chosen[place], size)
        pairs = zip(counts.tolist(), counted[ANSWERED].tolist(), strict=True)
        cells = tuple(Cell(count, percent(count, base)) for count, base in pairs)
        rows.append(CrossRow(level.key, level.text, cells, int(counts.sum())))
    return CrossTable(
        question=column.question,
        key=column.name,
        text=column.row or column.text,
        kind=column.asked_as,
        rows=tuple(rows),
        groups=tuple(GroupBase(label, *bases[:, place].tolist()) for place, label in enumerate(labels)),
        overall=GroupBase("", *bases.sum(axis=1).tolist()),
        additive=answers.additive,
        most_choices=answers.most_choices,
    )


def by_group(groups: Integers, flags: Flags | None, size: int) -> Integers:
    """How many of those flagged (None: of all) are in each of `size` groups; a group of -1 is none."""
    chosen = groups >= 0 if flags is None else flags & (groups >= 0)
    return np.bincount(groups[chosen], minlength=size).astype(np.int64)
