"""An answer in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from folkmoot_core.questionnaires.answers import tidy_line, tidy_lines
from folkmoot_core.questionnaires.kinds.base import Abilities, FormFields, Kind, Read, wrong_shape
from folkmoot_core.values import Fault

if TYPE_CHECKING:
    from folkmoot_core.questionnaires.model import Question


class Text(Kind):
    """Value: the words, tidied: line ends are "\\n", no control characters, nothing blank around them."""

    key = "text"
    label = "Words"
    abilities = Abilities(personal=True)
    settings = frozenset({"max_length", "lines"})

    def read(self, question: Question, form: FormFields) -> Read:
        for value in form.get(question.key, ()):
            tidied = _tidy(question, value)
            if tidied:
                return Read(tidied)
        return Read()

    def write(self, question: Question, value: Any) -> dict[str, list[str]]:
        return {question.key: [value]}

    def check(self, question: Question, value: Any) -> Iterator[Fault]:
        if not isinstance(value, str) or not value.strip():
            yield wrong_shape(question, "some words, or leave the question out")
        elif value != _tidy(question, value):
            yield Fault(
                question.key,
                "The words hold characters that cannot be kept.",
                "Take out control characters and blank space at the ends"
                + (", and line breaks." if question.lines == 1 else "."),
            )
        elif len(value) > question.max_length:
            over = len(value) - question.max_length
            yield Fault(
                question.key,
                f"Your answer must be {question.max_length:,} characters or fewer.",
                f"Shorten it by {over:,} character{'' if over == 1 else 's'}.",
            )

    def ask_for(self, question: Question) -> str:
        return "Write an answer."

    def from_cells(self, question: Question, cells: Mapping[str, str]) -> Read:
        return self.read(question, {question.key: [cells[question.key]]})

    def to_cells(self, question: Question, value: Any) -> dict[str, str]:
        return {question.key: value}


def _tidy(question: Question, words: str) -> str:
    return tidy_line(words) if question.lines == 1 else tidy_lines(words)
