"""A postcode, whole or in part. Which place it lies in is somebody else's question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from folkmoot_core.questionnaires.answers import first_line
from folkmoot_core.questionnaires.kinds.base import Abilities, FormFields, Kind, Read, wrong_shape
from folkmoot_core.values import Fault

if TYPE_CHECKING:
    from folkmoot_core.questionnaires.model import Question

LONGEST = 10
# The shape of a full United Kingdom postcode: outward code, digit, two letters (Royal Mail PAF Programmers' Guide).
_FULL = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")


class Postcode(Kind):
    """Value: the postcode as typed, in capitals, one space before the inward part where it is whole."""

    key = "postcode"
    label = "Postcode"
    abilities = Abilities(personal=True)

    def read(self, question: Question, form: FormFields) -> Read:
        typed = first_line(form.get(question.key, ()))
        return Read(tidy_postcode(typed) if typed else None)

    def write(self, question: Question, value: Any) -> dict[str, list[str]]:
        return {question.key: [value]}

    def check(self, question: Question, value: Any) -> Iterator[Fault]:
        if not isinstance(value, str) or not value.strip():
            yield wrong_shape(question, "a postcode, or leave the question out")
        elif len(value) > LONGEST or not re.fullmatch(r"[A-Z0-9]+( [A-Z0-9]+)*", value):
            yield Fault(
                question.key,
                "Enter a postcode, or the first part of it.",
                "Use letters and figures only, like ZZ1 2AB or ZZ1.",
            )

    def ask_for(self, question: Question) -> str:
        return "Enter a postcode, or the first part of it."

    def from_cells(self, question: Question, cells: Mapping[str, str]) -> Read:
        return self.read(question, {question.key: [cells[question.key]]})

    def to_cells(self, question: Question, value: Any) -> dict[str, str]:
        return {question.key: value}


def tidy_postcode(typed: str) -> str:
    """Capitals, no punctuation, and the one space in its place; anything that is no postcode stays as typed."""
    spaced = " ".join(re.sub(r"[.,\-_/]", " ", typed).upper().split())
    whole = _FULL.fullmatch(spaced.replace(" ", ""))
    return f"{whole[1]} {whole[2]}" if whole else spaced
