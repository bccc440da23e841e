"""Putting choices in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from folkmoot_core.questionnaires.answers import first_line
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

BEFORE = ">"


class Rank(Kind):
    """Value: the keys of the ranked options, best first. With `max_choices` N, up to N are ranked."""

    key = "rank"
    label = "Put in order"
    abilities = Abilities(chartable=True, codable=True)
    settings = frozenset({"options", "max_choices"})
    needs = frozenset({"options"})

    def fields(self, question: Question) -> tuple[str, ...]:
        return (question.key, *(f"{question.key}.{option}" for option in question.option_keys))

    def read(self, question: Question, form: FormFields) -> Read:
        """Places may leave gaps (1, 2, 4): the order is what counts."""
        at: dict[int, str] = {}
        faults: list[Fault] = []
        texts = dict(option_pairs(question))
        for option in question.option_keys:
            where = f"{question.key}.{option}"
            given = first_line(form.get(where, ()))
            if not given:
                continue
            place = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 0
            if not 1 <= place <= len(question.options):
                faults.append(Fault(where, f"Use whole numbers from 1 to {len(question.options)}."))
            elif place in at:
                message = f"“{texts[at[place]]}” and “{texts[option]}” cannot both have place {place}."
                faults.append(Fault(where, message, "Give each a place of its own."))
            else:
                at[place] = option
        return Read(None if faults else [at[place] for place in sorted(at)] or None, tuple(faults))

    def write(self, question: Question, value: Any) -> dict[str, list[str]]:
        return {f"{question.key}.{option}": [str(place)] for place, option in enumerate(value, start=1)}

    def check(self, question: Question, value: Any) -> Iterator[Fault]:
        if not isinstance(value, list) or not value or not all(isinstance(key, str) for key in value):
            yield wrong_shape(question, "a list of option keys, best first, or leave the question out")
            return
        for key in value:
            if key not in question.option_keys:
                yield not_offered(question.key, key)
        if len(set(value)) != len(value):
            yield Fault(question.key, "The same choice is ranked twice.", "Rank each choice once.")
        if len(value) > question.most_choices:
            yield Fault(
                question.key,
                f"Rank no more than {question.most_choices}.",
                f"You ranked {len(value)}; clear the ones that matter less to you.",
            )

    def ask_for(self, question: Question) -> str:
        return "Put at least one choice in order."

    def from_cells(self, question: Question, cells: Mapping[str, str]) -> Read:
        pairs = option_pairs(question)
        cell = cells[question.key]
        whole = find_key(cell, pairs)
        parts = [cell] if whole is not None else [part.strip() for part in cell.split(BEFORE) if part.strip()]
        keys = [find_key(part, pairs) for part in parts]
        strangers = tuple(not_offered(question.key, part) for part, key in zip(parts, keys, strict=True) if key is None)
        return Read(faults=strangers) if strangers else Read(keys or None)

    def to_cells(self, question: Question, value: Any) -> dict[str, str]:
        return {question.key: BEFORE.join(value)}

    def ticks(self, question: Question) -> tuple[Tick, ...]:
        return ticks_for(option_pairs(question))
