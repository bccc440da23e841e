"""Counting coded responses: one pass of numpy for each byte, never a loop over responses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.questionnaires import Line, Option, Question
from folkmoot_core.survey.codebook import Codebook, CodedQuestion, Matrix
from folkmoot_core.survey.codes import ANSWERED, NO_REPLY, NOT_ASKED, SAID_NO
from folkmoot_core.survey.tables import Cell, CrossRow, CrossTable, GroupBase, QuestionTable, Row, percent

Integers = NDArray[np.int64]
Choices = Sequence[Option | Line]
_BITS = ((np.arange(256)[:, None] >> np.arange(8)[None, :]) & 1).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Counted:
    """One table's raw counts. Each array has a column for each group; `choices` has a row for each option."""

    column: CodedQuestion
    key: str
    text: str
    options: Choices
    choices: Integers
    answered: Integers
    no_reply: Integers
    declined: Integers
    not_asked: Integers
    ranked: Integers | None = None
    positions: Integers | None = None


def tally(codebook: Codebook, matrix: Matrix) -> tuple[QuestionTable, ...]:
    """A table for each question in order; a grid gives one for each of its rows.

    `matrix` is uint8, shape (responses, codebook.width). ValueError where it was coded under another layout.
    """
    _check_matrix(codebook, matrix)
    single = _Groups(matrix, None, 1)
    return tuple(_table(counted, len(matrix)) for column in codebook.columns for counted in _count(column, single))


def cross(
    codebook: Codebook, matrix: Matrix, question: str, groups: NDArray[np.integer], labels: Sequence[str]
) -> CrossTable:
    """The options of one question by groups of responses.

    `question` is a key, or "<grid>.<row>". `groups` holds for each response the place of its label, or -1 to leave it
    out. KeyError for an unknown question; ValueError where the groups do not fit the responses.
    """
    _check_matrix(codebook, matrix)
    if groups.shape != (len(matrix),):
        raise ValueError(f"There are {len(matrix)} responses, but groups for {groups.size}.")
    if groups.size and (groups.min() < -1 or groups.max() >= len(labels)):
        raise ValueError(f"A group is numbered {int(groups.max())}, but there are {len(labels)} labels.")
    column = codebook.column(question.partition(".")[0])
    kept = groups >= 0
    whole = bool(kept.all())
    counting = _Groups(matrix if whole else matrix[kept], groups if whole else groups[kept], len(labels))
    for counted in _count(column, counting):
        if counted.key == question:
            return _cross_table(counted, labels)
    raise KeyError(question)


def codes_of(
    codebook: Codebook, matrix: Matrix, question: str, *, no_reply: str = "", declined: str = ""
) -> tuple[Integers, tuple[str, ...]]:
    """(groups, labels) by one single choice, or by one row of a grid, for `cross`.

    Responses without an answer are left out (-1), unless `no_reply` or `declined` gives a label for a group of theirs.
    KeyError for an unknown question, ValueError for one that puts nobody, or somebody twice, in a group.
    """
    _check_matrix(codebook, matrix)
    key, _dot, row = question.partition(".")
    column = codebook.column(key)
    asked = column.question
    choices: Choices
    if asked.kind == "choose_one" and not row:
        place, choices = column.offset, asked.options
    elif asked.kind == "grid" and row in asked.row_keys:
        place, choices = column.offset + asked.row_keys.index(row), asked.columns
    else:
        raise ValueError(f"{question} is not a single choice, so it cannot sort people into groups.")
    labels = [choice.text for choice in choices]
    lookup = np.full(256, -1, dtype=np.int64)
    lookup[1 : len(choices) + 1] = np.arange(len(choices))
    for code, label in ((NO_REPLY, no_reply), (SAID_NO, declined)):
        if label:
            lookup[code] = len(labels)
            labels.append(label)
    return lookup[matrix[:, place]], tuple(labels)


@dataclass(frozen=True, slots=True)
class _Groups:
    """Counts the 256 values of one byte, apart for each group."""

    matrix: Matrix
    groups: NDArray[np.integer] | None
    number: int

    def values(self, place: int) -> Integers:
        """Shape (256, groups)."""
        byte = self.matrix[:, place]
        if self.groups is None:
            return np.bincount(byte, minlength=256).astype(np.int64)[:, None]
        joined = byte.astype(np.int64) * self.number + self.groups
        return np.bincount(joined, minlength=256 * self.number).astype(np.int64).reshape(256, self.number)


def _check_matrix(codebook: Codebook, matrix: Matrix) -> None:
    if matrix.dtype != np.uint8 or matrix.ndim != 2 or matrix.shape[1] != codebook.width:
        raise ValueError(f"Responses must be an array of bytes, {codebook.width} wide: code them again.")


def _count(column: CodedQuestion, groups: _Groups) -> Iterator[_Counted]:
    question = column.question
    if question.kind == "choose_one":
        values = groups.values(column.offset)
        yield _from_values(column, question.key, question.text, question.options, values)
    elif question.kind == "grid":
        for place, row in enumerate(question.rows):
            values = groups.values(column.offset + place)
            yield _from_values(column, f"{question.key}.{row.key}", row.text, question.columns, values)
    elif question.kind == "choose_many":
        yield _count_many(column, groups)
    elif question.kind == "rank":
        yield _count_rank(column, groups)
    else:
        values = groups.values(column.offset)
        counted = _from_values(column, question.key, question.text, (_ANY,), values)
        yield _Counted(column, question.key, question.text, (), counted.choices[:0], *_states(counted))


_ANY = Option("answered", "Answered")


def _states(counted: _Counted) -> tuple[Integers, Integers, Integers, Integers]:
    return counted.answered, counted.no_reply, counted.declined, counted.not_asked


def _from_values(column: CodedQuestion, key: str, text: str, options: Choices, values: Integers) -> _Counted:
    """Counts from a byte that holds the place of one choice."""
    strange = values[len(options) + 1 : NOT_ASKED]
    if strange.any():
        raise ValueError(f"Some answers to {key} were coded under another layout: code them again.")
    choices = values[1 : len(options) + 1]
    answered = choices.sum(axis=0)
    return _Counted(column, key, text, options, choices, answered, values[NO_REPLY], values[SAID_NO], values[NOT_ASKED])


def _count_many(column: CodedQuestion, groups: _Groups) -> _Counted:
    question = column.question
    states = _from_values(column, question.key, question.text, (_ANY,), groups.values(column.offset))
    whole_bytes = [_BITS.T @ _answered_only(groups.values(place), states) for place in _places(column)]
    choices = np.concatenate(whole_bytes)
    if choices[len(question.options) :].any():
        raise ValueError(f"Some answers to {question.key} were coded under another layout: code them again.")
    options = question.options
    return _Counted(column, question.key, question.text, options, choices[: len(options)], *_states(states))


def _places(column: CodedQuestion) -> range:
    return range(column.offset + ANSWERED, column.end)


def _answered_only(values: Integers, states: _Counted) -> Integers:
    """Take out the bytes of those who declined or were not asked: they are full of the state's own code."""
    found = values.copy()
    found[SAID_NO] -= states.declined
    found[NOT_ASKED] -= states.not_asked
    return found


def _count_rank(column: CodedQuestion, groups: _Groups) -> _Counted:
    question = column.question
    size = len(question.options)
    values = np.stack([groups.values(place) for place in range(column.offset, column.end)])
    if values[:, size + 1 : NOT_ASKED].any():
        raise ValueError(f"Some answers to {question.key} were coded under another layout: code them again.")
    places = values[:, 1 : size + 1]
    first = places[:, 0]
    declined, not_asked = values[0, SAID_NO], values[0, NOT_ASKED]
    # Every ranking has exactly one first place, so first places are the people who answered.
    answered = first.sum(axis=0)
    no_reply = values[0].sum(axis=0) - answered - declined - not_asked
    ranked = places.sum(axis=1)
    positions = (places * np.arange(1, size + 1)[None, :, None]).sum(axis=1)
    return _Counted(
        column, question.key, question.text, question.options, first, answered, no_reply, declined, not_asked,
        ranked, positions,
    )  # fmt: skip


def _table(counted: _Counted, responses: int) -> QuestionTable:
    question: Question = counted.column.question
    answered, no_reply, declined = (int(part[0]) for part in _states(counted)[:3])
    asked = answered + no_reply + declined
    rows = []
    for place, option in enumerate(counted.options):
        count = int(counted.choices[place, 0])
        ranked = None if counted.ranked is None else int(counted.ranked[place, 0])
        positions = None if counted.positions is None else int(counted.positions[place, 0])
        mean = positions / ranked if ranked and positions is not None else None
        of_answered, of_asked = percent(count, answered), percent(count, asked)
        rows.append(Row(option.key, option.text, count, of_answered, of_asked, ranked, mean))
    return QuestionTable(
        question=question.key,
        key=counted.key,
        text=counted.text,
        kind=question.kind,
        responses=responses,
        asked=asked,
        answered=answered,
        no_reply=no_reply,
        declined=declined,
        rows=tuple(rows),
        additive=question.kind != "choose_many",
        most_choices=question.most_choices if question.kind == "choose_many" else 1,
    )


def _cross_table(counted: _Counted, labels: Sequence[str]) -> CrossTable:
    question = counted.column.question
    bases = np.stack([sum(_states(counted)), *_states(counted)[:3]])
    groups = tuple(GroupBase(label, *(int(n) for n in bases[:, place])) for place, label in enumerate(labels))
    overall = GroupBase("", *(int(n) for n in bases.sum(axis=1)))
    rows = tuple(
        CrossRow(
            option.key,
            option.text,
            tuple(
                Cell(int(count), percent(int(count), int(base)))
                for count, base in zip(counted.choices[place], counted.answered, strict=True)
            ),
            int(counted.choices[place].sum()),
        )
        for place, option in enumerate(counted.options)
    )
    return CrossTable(
        question=question.key,
        key=counted.key,
        text=counted.text,
        kind=question.kind,
        rows=rows,
        groups=groups,
        overall=overall,
        additive=question.kind != "choose_many",
        most_choices=question.most_choices if question.kind == "choose_many" else 1,
    )
