"""A rating grid: one choice from the same columns for each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from folkmoot_core.questionnaires.answers import distinct_lines
from folkmoot_core.questionnaires.kinds.base import (
    Abilities,
    FormFields,
    Kind,
    Read,
    Tick,
    find_key,
    not_offered,
    ticks_for,
    wrong_shape,
)
from folkmoot_core.values import Fault

if TYPE_CHECKING:
    from folkmoot_core.questionnaires.model import Question


class Grid(Kind):
    """Value: {row key: column key} for the rows that were answered."""

    key = "grid"
    label = "Rate each line"
    abilities = Abilities(chartable=True, codable=True)
    settings = frozenset({"rows", "columns"})
    needs = frozenset({"rows", "columns"})

    def fields(self, question: Question) -> tuple[str, ...]:
        return (question.key, *(f"{question.key}.{row}" for row in question.row_keys))

    def read(self, question: Question, form: FormFields) -> Read:
        value: dict[str, str] = {}
        faults: list[Fault] = []
        for row in question.row_keys:
            where = f"{question.key}.{row}"
            chosen = distinct_lines(form.get(where, ()))
            if len(chosen) > 1:
                faults.append(Fault(where, "Choose only one for each line."))
            elif chosen:
                value[row] = chosen[0]
        return Read(None if faults else value or None, tuple(faults))

    def write(self, question: Question, value: Any) -> dict[str, list[str]]:
        return {f"{question.key}.{row}": [value[row]] for row in question.row_keys if row in value}

    def check(self, question: Question, value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict) or not value:
            yield wrong_shape(question, "a column for each row, or leave the question out")
            return
        for row, column in value.items():
            where = f"{question.key}.{row}"
            if row not in question.row_keys:
                yield Fault(question.key, f"“{row}” is not a row of this grid.")
            elif not isinstance(column, str):
                yield Fault(where, "This answer is not in the right form.", "Give the key of one column.")
            elif column not in question.column_keys:
                yield not_offered(where, column)

    def unanswered(self, question: Question, value: Any) -> Iterator[Fault]:
        given = value if isinstance(value, dict) else {}
        for row in question.rows:
            if row.key not in given:
                yield Fault(f"{question.key}.{row.key}", f"Choose an answer for “{row.text}”.")

    def columns(self, question: Question) -> tuple[str, ...]:
        return tuple(f"{question.key}.{row}" for row in question.row_keys)

    def from_cells(self, question: Question, cells: Mapping[str, str]) -> Read:
        pairs = [(column.key, column.text) for column in question.columns]
        value: dict[str, str] = {}
        faults: list[Fault] = []
        for row in question.row_keys:
            where = f"{question.key}.{row}"
            if cells[where]:
                column = find_key(cells[where], pairs)
                if column is None:
                    faults.append(not_offered(where, cells[where]))
                else:
                    value[row] = column
        return Read(None if faults else value or None, tuple(faults))

    def to_cells(self, question: Question, value: Any) -> dict[str, str]:
        return {f"{question.key}.{row}": value.get(row, "") for row in question.row_keys}

    def ticks(self, question: Question) -> tuple[Tick, ...]:
        return ticks_for([(column.key, column.text) for column in question.columns])
