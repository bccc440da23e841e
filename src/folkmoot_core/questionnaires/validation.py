"""Are these answers acceptable? The same rules for a form, a spreadsheet, an import and the API."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from folkmoot_core.questionnaires.answers import WORDS_LIMIT, Answers, is_declined, tidy_line
from folkmoot_core.questionnaires.kinds import kind_of
from folkmoot_core.questionnaires.model import Question, Questionnaire
from folkmoot_core.questionnaires.routing import visible
from folkmoot_core.values import Fault


def validate(questionnaire: Questionnaire, answers: Answers) -> list[Fault]:
    """Every fault in whole answers: unknown keys, unfit values, and required questions that were shown and missed.

    Answers to hidden questions must be fit too (they are parked, and may come back into view), but are never required.
    """
    if not isinstance(answers, dict):
        return [Fault("", "Answers must be an object.", "Give {question: value, …}.")]
    faults: list[Fault] = []
    known = {question.key for question in questionnaire.questions}
    for question in questionnaire.questions:
        known.update(question.words_fields.values())
        if question.key in answers:
            faults.extend(check_answer(question, answers[question.key]))
        for field in question.words_fields.values():
            if field in answers:
                faults.extend(check_words(field, answers[field]))
    strangers = [key for key in answers if key not in known]
    faults.extend(Fault(str(key), "There is no such question.", "Check the spelling of its key.") for key in strangers)
    return faults + to_check(questionnaire, answers)


def to_check(questionnaire: Questionnaire, answers: Answers, only: Collection[str] | None = None) -> list[Fault]:
    """The required questions that are visible and not answered, in order. "I do not wish to say" is an answer."""
    faults: list[Fault] = []
    for key in visible(questionnaire, answers):
        question = questionnaire.question(key)
        if not question.required or (only is not None and key not in only):
            continue
        value = answers.get(key)
        if not is_declined(value):
            faults.extend(kind_of(question.kind).unanswered(question, value))
    return faults


def check_answer(question: Question, value: Any) -> Iterator[Fault]:
    """What is wrong with one answer."""
    if is_declined(value):
        if not question.declines:
            message = "This question does not offer “I do not wish to say”."
            yield Fault(question.key, message, "Answer it, or leave it out.")
    elif value is None:
        yield Fault(question.key, "This answer is empty.", "Leave the question out where there is no reply.")
    else:
        yield from kind_of(question.kind).check(question, value)


def check_words(field: str, words: Any) -> Iterator[Fault]:
    """What is wrong with the words beside an option."""
    if not isinstance(words, str) or not words or words != tidy_line(words):
        yield Fault(field, "This answer is not in the right form.", "Give one line of words, or leave it out.")
    elif len(words) > WORDS_LIMIT:
        yield Fault(field, f"Your answer must be {WORDS_LIMIT} characters or fewer.", "Shorten it.")
