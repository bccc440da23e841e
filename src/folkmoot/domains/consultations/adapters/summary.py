"""Answers as people read them: on the check page, in the copy, in the officer's view."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot_core.questionnaires import Question, Questionnaire, is_declined


@dataclass(frozen=True)
class AnswerLine:
    """One question with its answer in words; several lines where several things were chosen."""

    question: Question
    section: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def answer_lines(
    questionnaire: Questionnaire, answers: dict[str, Any], shown: Collection[str] | None = None
) -> list[AnswerLine]:
    """A line for each question in `shown` (all by default); questions without an answer say so."""
    nothing = [_("No answer")]
    return [
        AnswerLine(question, section.title, tuple(_words(question, answers) or nothing))
        for section in questionnaire.sections
        for question in section.questions
        if shown is None or question.key in shown
    ]


def as_plain_text(questionnaire: Questionnaire, answers: dict[str, Any]) -> str:
    """The answered questions with their answers, for an e-mail or a text file."""
    given = {key.split(".")[0] for key in answers}
    lines = [line for line in answer_lines(questionnaire, answers) if line.question.key in given]
    return "\n\n".join(f"{line.question.text}\n{line.text}" for line in lines)


def _words(question: Question, answers: dict[str, Any]) -> list[str]:
    value = answers.get(question.key)
    if value is None:
        return []
    if is_declined(value):
        return [_("I do not wish to say")]
    return _WRITERS[question.kind](question, value, answers)


def _option(question: Question, key: str, answers: dict[str, Any]) -> str:
    text = next((option.text for option in question.options if option.key == key), key)
    words = answers.get(f"{question.key}.{key}")
    return f"{text}: {words}" if words else text


def _chosen(question: Question, value: Any, answers: dict[str, Any]) -> list[str]:
    return [_option(question, key, answers) for key in ([value] if isinstance(value, str) else value)]


def _ranked(question: Question, value: Any, answers: dict[str, Any]) -> list[str]:
    return [f"{place}. {_option(question, key, answers)}" for place, key in enumerate(value, 1)]


def _grid(question: Question, value: Any, answers: dict[str, Any]) -> list[str]:
    columns = {column.key: column.text for column in question.columns}
    return [f"{row.text}: {columns.get(value[row.key], '')}" for row in question.rows if row.key in value]


def _date(question: Question, value: Any, answers: dict[str, Any]) -> list[str]:
    return [date_format(date.fromisoformat(value), "j F Y")]


def _point(question: Question, value: Any, answers: dict[str, Any]) -> list[str]:
    lines = [value["words"]] if value.get("words") else []
    return [*lines, f"{value['lat']:.5f}, {value['lon']:.5f}"] if "lat" in value else lines


def _plain(question: Question, value: Any, answers: dict[str, Any]) -> list[str]:
    return str(value).split("\n")


_WRITERS = {
    "choose_one": _chosen,
    "choose_many": _chosen,
    "rank": _ranked,
    "grid": _grid,
    "date": _date,
    "map_point": _point,
    "file": lambda question, value, answers: [value["name"]],
    "text": _plain,
    "number": _plain,
    "postcode": _plain,
}
