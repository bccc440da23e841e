"""One choice from a list."""

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
    option_pairs,
    ticks_for,
    wrong_shape,
)
from folkmoot_core.values import Fault

if TYPE_CHECKING:
    from folkmoot_core.questionnaires.model import Question


class ChooseOne(Kind):
    """Value: an option's key."""

    key = "choose_one"
    label = "Choose one"
    abilities = Abilities(chartable=True, codable=True)
    settings = frozenset({"options"})
    needs = frozenset({"options"})

    def read(self, question: Question, form: FormFields) -> Read:
        chosen = distinct_lines(form.get(question.key, ()))
        if len(chosen) > 1:
            return Read(faults=(Fault(question.key, "Choose only one.", "Leave one choice and clear the others."),))
        return Read(chosen[0] if chosen else None)

    def write(self, question: Question, value: Any) -> dict[str, list[str]]:
        return {question.key: [value]}

    def check(self, question: Question, value: Any) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield wrong_shape(question, "the key of one option")
        elif value not in question.option_keys:
            yield not_offered(question.key, value)

    def ask_for(self, question: Question) -> str:
        return "Choose one answer."

    def from_cells(self, question: Question, cells: Mapping[str, str]) -> Read:
        cell = cells[question.key]
        key = find_key(cell, option_pairs(question))
        return Read(key) if key is not None else Read(faults=(not_offered(question.key, cell),))

    def to_cells(self, question: Question, value: Any) -> dict[str, str]:
        return {question.key: value}

    def ticks(self, question: Question) -> tuple[Tick, ...]:
        return ticks_for(option_pairs(question))
