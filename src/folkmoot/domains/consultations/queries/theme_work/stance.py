"""The closed question beside an answer in words: it tells for or against, where the words alone do not."""

from __future__ import annotations

from folkmoot_core.questionnaires import Question, is_declined

from ...models import Consultation, ThemeWork
from ..outcomes import newest_questionnaire
from .answers import answers_of

KIND = "choose_one"
NO_REPLY = ""


def stance_questions(consultation: Consultation) -> list[Question]:
    """The questions of which one answer is chosen and that tell nothing of the person. One query."""
    asked = newest_questionnaire(consultation)
    return [each for each in asked.questions if each.kind == KIND and not each.role] if asked else []


def stances(work: ThemeWork) -> list[tuple[str, str]]:
    """(key, words) of each way to answer the closed question of a piece of work; none without one."""
    for question in stance_questions(work.consultation):
        if question.key == work.stance_question:
            return [(option.key, option.text) for option in question.options]
    return []


def stance_of_answers(work: ThemeWork) -> dict[int, str]:
    """{answer: key of what its writer chose}; NO_REPLY where they chose nothing, or did not wish to say. One query."""
    if not work.stance_question:
        return {}
    known = {key for key, _words in stances(work)}
    found = {}
    for number, answers in answers_of(work).values_list("pk", "response__answers"):
        value = answers.get(work.stance_question)
        chosen = isinstance(value, str) and not is_declined(value) and value in known
        found[number] = value if chosen else NO_REPLY
    return found
