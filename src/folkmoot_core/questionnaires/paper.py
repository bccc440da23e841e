"""The typing screen: paper forms typed in print order, one key press a tick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from folkmoot_core.questionnaires.answers import DECLINED_FIELD, DECLINED_LABEL
from folkmoot_core.questionnaires.kinds import Tick, kind_of
from folkmoot_core.questionnaires.model import Question, Questionnaire

Takes = Literal["one", "many", "order", "words", "lines", "number", "date", "postcode"]
_TAKES: dict[str, Takes] = {
    "choose_one": "one",
    "choose_many": "many",
    "grid": "one",
    "rank": "order",
    "number": "number",
    "date": "date",
    "postcode": "postcode",
    "map_point": "words",
}
DECLINED_PRESS = "x"
NO_REPLY_PRESS = "0"


@dataclass(frozen=True, slots=True)
class TypingField:
    """One stop of the cursor.

    name: the form field that `read_form` reads ("order": the places go into "<question>.<option>" as pressed, first
    press is place 1; "date": into "<question>.day", ".month", ".year").
    takes: "one" (one press and on), "many" (presses toggle, Enter goes on), "order", or what is typed.
    most: how many presses count. declines: the press for "I do not wish to say" on the form, or None.
    """

    question: str
    name: str
    text: str
    takes: Takes
    ticks: tuple[Tick, ...] = ()
    most: int = 1
    declines: Tick | None = None


def typing_plan(questionnaire: Questionnaire) -> list[TypingField]:
    """Every field to type, in print order. Routing plays no part: what stands on the paper is typed, then routed."""
    return [
        field
        for question in questionnaire.questions
        if kind_of(question.kind).abilities.typeable
        for field in _fields(question)
    ]


def _fields(question: Question) -> Iterator[TypingField]:
    ticks = kind_of(question.kind).ticks(question)
    declines = Tick(DECLINED_PRESS, DECLINED_FIELD, DECLINED_LABEL) if question.declines else None
    if question.kind == "grid":
        for place, row in enumerate(question.rows):
            # Declining is for the whole grid, so it is offered once, on the first line.
            first = declines if place == 0 else None
            yield TypingField(question.key, f"{question.key}.{row.key}", row.text, "one", ticks, declines=first)
        return
    takes: Takes = _TAKES.get(question.kind, "words" if question.lines == 1 else "lines")
    name = f"{question.key}.words" if question.kind == "map_point" else question.key
    yield TypingField(question.key, name, question.text, takes, ticks, question.most_choices, declines)
    for option in question.options:
        if option.specify:
            yield TypingField(question.key, question.words_fields[option.key], option.text, "words")
