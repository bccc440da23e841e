"""Several choices from a list, with or without a limit."""

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

SEPARATOR = ";"


class ChooseMany(Kind):
    """Value: the keys of the chosen options, in the order of the questionnaire."""

    key = "choose_many"
    label = "Choose several"
    abilities = Abilities(chartable=True, codable=True)
    settings = frozenset({"options", "max_choices"})
    needs = frozenset({"options"})

    def read(self, question: Question, form: FormFields) -> Read:
        chosen = distinct_lines(form.get(question.key, ()))
        strangers = [key for key in chosen if key not in question.option_keys]
        if strangers:
            return Read(faults=(not_offered(question.key, strangers[0]),))
        return Read([key for key in question.option_keys if key in chosen] or None)

    def write(self, question: Question, value: Any) -> dict[str, list[str]]:
        return {question.key: list(value)}

    def check(self, question: Question, value: Any) -> Iterator[Fault]:
        if not isinstance(value, list) or not value or not all(isinstance(key, str) for key in value):
            yield wrong_shape(question, "a list of the keys of the chosen options, or leave the question out")
            return
        for key in value:
            if key not in question.option_keys:
                yield not_offered(question.key, key)
        if len(set(value)) != len(value):
            yield Fault(question.key, "The same choice is given twice.", "Give each choice once.")
        if len(value) > question.most_choices:
            yield Fault(
                question.key,
                f"Choose no more than {question.most_choices}.",
                f"You chose {len(value)}; clear the ones that matter less to you.",
            )

    def ask_for(self, question: Question) -> str:
        return "Choose at least one answer."

    def from_cells(self, question: Question, cells: Mapping[str, str]) -> Read:
        cell = cells[question.key]
        pairs = option_pairs(question)
        whole = find_key(cell, pairs)
        parts = [cell] if whole is not None else [part.strip() for part in cell.split(SEPARATOR) if part.strip()]
        found = {part: find_key(part, pairs) for part in parts}
        strangers = tuple(not_offered(question.key, part) for part, key in found.items() if key is None)
        if strangers:
            return Read(faults=strangers)
        return Read([key for key in question.option_keys if key in found.values()] or None)

    def to_cells(self, question: Question, value: Any) -> dict[str, str]:
        return {question.key: f"{SEPARATOR} ".join(value)}

    def ticks(self, question: Question) -> tuple[Tick, ...]:
        return ticks_for(option_pairs(question))
