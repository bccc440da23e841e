"""Who is asked what. Routing looks back only, and never loses an answer: what it hides is parked, not thrown away.

A condition sees only answers to questions that are themselves visible, so hiding a question undoes what it led to.
"""

from __future__ import annotations

from typing import Any

from folkmoot_core.questionnaires.answers import Answers, is_declined
from folkmoot_core.questionnaires.model import Question, Questionnaire, Section


def visible(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """The keys of the questions to ask, in order, given these answers."""
    capacity = questionnaire.with_role("capacity")
    counted: dict[str, Any] = {}
    shown: list[str] = []
    for section in questionnaire.sections:
        if not _section_is_shown(section, capacity, counted):
            continue
        for question in section.questions:
            if question.show_if is None or question.show_if.holds(counted):
                shown.append(question.key)
                if question.key in answers:
                    counted[question.key] = answers[question.key]
    return tuple(shown)


def split(questionnaire: Questionnaire, answers: Answers) -> tuple[dict[str, Any], dict[str, Any]]:
    """(counted, parked): together always exactly the answers given.

    Counted are the answers to visible questions, and the words beside an option that is chosen. Everything else is
    parked, keys that this questionnaire does not know among them.
    """
    keep: set[str] = set()
    for key in visible(questionnaire, answers):
        keep.add(key)
        question = questionnaire.question(key)
        if question.words_fields:
            chosen = _chosen(answers.get(key))
            keep.update(field for option, field in question.words_fields.items() if option in chosen)
    counted = {key: value for key, value in answers.items() if key in keep}
    parked = {key: value for key, value in answers.items() if key not in keep}
    return counted, parked


def next_question(questionnaire: Questionnaire, answers: Answers, after: str | None) -> str | None:
    """The next visible question after this one (None: the first of all); None at the end.

    `after` may be hidden by now. Raises KeyError for a question that does not exist.
    """
    place = -1 if after is None else _place(questionnaire, after)
    shown = set(visible(questionnaire, answers))
    return next((question.key for question in questionnaire.questions[place + 1 :] if question.key in shown), None)


def previous_question(questionnaire: Questionnaire, answers: Answers, before: str | None) -> str | None:
    """The visible question before this one (None: the last of all); None at the start.

    Raises KeyError for a question that does not exist.
    """
    questions = questionnaire.questions
    place = len(questions) if before is None else _place(questionnaire, before)
    shown = set(visible(questionnaire, answers))
    return next((question.key for question in reversed(questions[:place]) if question.key in shown), None)


def _section_is_shown(section: Section, capacity: Question | None, counted: Answers) -> bool:
    if section.for_capacities:
        answer = None if capacity is None else counted.get(capacity.key)
        if answer not in section.for_capacities:
            return False
    return section.show_if is None or section.show_if.holds(counted)


def _chosen(value: Any) -> list[Any]:
    if value is None or is_declined(value):
        return []
    return value if isinstance(value, list) else [value]


def _place(questionnaire: Questionnaire, key: str) -> int:
    return questionnaire.questions.index(questionnaire.question(key))
