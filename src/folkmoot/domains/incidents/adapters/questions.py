"""The questions of a category: kept as JSON, read as a questionnaire of the core, shown as fields of a page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from folkmoot_core.questionnaires import Question, Questionnaire, Reading, from_document, read_form, to_check
from folkmoot_core.values import Fault

from ..models import Category

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
# What Open311 has a data type for.
KINDS = ("choose_one", "choose_many", "text", "number", "date")


@dataclass(frozen=True)
class Choice:
    id: str
    key: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class QuestionField:
    """A question as a page shows it: with what was typed, and what is wrong with it."""

    question: Question
    id: str
    value: str
    choices: tuple[Choice, ...]
    error: str

    @property
    def first_id(self) -> str:
        return self.choices[0].id if self.choices else self.id


def read_questions(key: str, name: str, questions: Sequence[Mapping[str, Any]]) -> Questionnaire | None:
    """The questions as a questionnaire; None where there are none. Raises Invalid with every fault."""
    return _read(key, name, json.dumps(questions, sort_keys=True)) if questions else None


@lru_cache(maxsize=256)
def _read(key: str, name: str, questions: str) -> Questionnaire:
    section = {"key": "about", "title": name, "questions": json.loads(questions)}
    return from_document({"questionnaire": key, "title": name, "sections": [section]})


def questions_of(category: Category) -> Questionnaire | None:
    return read_questions(category.key, category.name, category.questions)


def read_answers(category: Category, posted: Mapping[str, Sequence[str]]) -> Reading:
    """The answers in a posted form, with the faults of what is unfit or missing."""
    questions = questions_of(category)
    if questions is None:
        return Reading({})
    reading = read_form(questions, dict(posted) | _dates_in_parts(questions, posted))
    missing = () if reading.faults else tuple(to_check(questions, reading.answers))
    return Reading(reading.answers, (*reading.faults, *missing), reading.entered)


def _dates_in_parts(questions: Questionnaire, posted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """A browser, and Open311, give a date whole; the core reads day, month and year. What is no date stands as the day,
    so that it is told and not lost."""
    parts: dict[str, list[str]] = {}
    for question in questions.questions:
        typed = next((value.strip() for value in posted.get(question.key, ()) if value.strip()), "")
        if question.kind != "date" or not typed:
            continue
        if found := _ISO.fullmatch(typed):
            year, month, day = found.groups()
        elif found := _BRITISH.fullmatch(typed):
            day, month, year = found.groups()
        else:
            day, month, year = typed, "?", "0000"
        parts |= {f"{question.key}.day": [day], f"{question.key}.month": [month], f"{question.key}.year": [year]}
    return parts


def question_fields(
    category: Category, entered: Mapping[str, Sequence[str]], faults: Sequence[Fault] = ()
) -> list[QuestionField]:
    questions = questions_of(category)
    if questions is None:
        return []
    errors: dict[str, str] = {}
    for fault in faults:
        errors.setdefault(fault.where.partition(".")[0], fault.message)
    return [_field(each, entered.get(each.key, ()), errors.get(each.key, "")) for each in questions.questions]


def _field(question: Question, values: Sequence[str], error: str) -> QuestionField:
    own_id = f"question-{question.key}"
    choices = tuple(
        Choice(f"{own_id}-{option.key}", option.key, option.text, option.key in values) for option in question.options
    )
    return QuestionField(question, own_id, values[0] if values else "", choices, error)


def answer_lines(category: Category, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(question, answer in words) of what was answered, in the order of the questions."""
    questions = questions_of(category)
    if questions is None:
        return []
    return [(each.text, in_words(each, answers[each.key])) for each in questions.questions if each.key in answers]


def in_words(question: Question, value: Any) -> str:
    names = {option.key: option.text for option in question.options}
    if isinstance(value, list):
        return "; ".join(names.get(each, str(each)) for each in value)
    return names.get(value, str(value)) if isinstance(value, str) else str(value)
