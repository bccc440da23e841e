"""A questionnaire on paper: numbered, with the way through it said in words, since paper cannot route anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot_core.questionnaires.conditions import AnyOf, Condition, Every, leaves
from folkmoot_core.questionnaires.model import Question, Questionnaire, Section


@dataclass(frozen=True, slots=True)
class GoTo:
    """Whoever ticked one of these options (by their texts) goes on at this question; None: at the end."""

    options: tuple[str, ...]
    question: int | None


@dataclass(frozen=True, slots=True)
class PrintedQuestion:
    """A question with its number from 1; `only_if`: its own condition; `go_to`: who skips what comes next."""

    number: int
    question: Question
    only_if: Condition | None
    go_to: tuple[GoTo, ...]


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section with its questions; `only_if` covers both `for` and `show_if`."""

    section: Section
    only_if: Condition | None
    questions: tuple[PrintedQuestion, ...]


def paper_plan(questionnaire: Questionnaire) -> tuple[PrintedSection, ...]:
    """Every question in print order, numbered as on the typing screen."""
    numbers = question_numbers(questionnaire)
    conditions = [
        _joined(section_condition(questionnaire, section), question.show_if)
        for section in questionnaire.sections
        for question in section.questions
    ]
    return tuple(
        PrintedSection(
            section,
            section_condition(questionnaire, section),
            tuple(
                PrintedQuestion(
                    numbers[question.key],
                    question,
                    question.show_if,
                    _go_to(question, numbers[question.key] - 1, conditions),
                )
                for question in section.questions
            ),
        )
        for section in questionnaire.sections
    )


def question_numbers(questionnaire: Questionnaire) -> dict[str, int]:
    """{question key: its number on paper}, from 1."""
    return {question.key: number for number, question in enumerate(questionnaire.questions, 1)}


def section_condition(questionnaire: Questionnaire, section: Section) -> Condition | None:
    """Who is asked a whole section: its `for` and its `show_if` in one condition; None: everybody."""
    capacity = questionnaire.with_role("capacity")
    asked_for = AnyOf(capacity.key, section.for_capacities) if capacity and section.for_capacities else None
    return _joined(asked_for, section.show_if)


def _joined(one: Condition | None, other: Condition | None) -> Condition | None:
    if one is None or other is None:
        return one or other
    return Every((one, other))


def _go_to(question: Question, place: int, conditions: Sequence[Condition | None]) -> tuple[GoTo, ...]:
    """Ways past the questions right after this one that depend on it alone; none where everybody just goes on."""
    if question.kind != "choose_one":
        return ()
    ends: dict[int, list[str]] = {}
    for option in question.options:
        target = place + 1
        while target < len(conditions) and _skips(conditions[target], question.key, option.key):
            target += 1
        ends.setdefault(target, []).append(option.text)
    return tuple(
        GoTo(tuple(texts), target + 1 if target < len(conditions) else None)
        for target, texts in ends.items()
        if target != place + 1
    )


def _skips(condition: Condition | None, asked: str, option: str) -> bool:
    """True when the condition looks at this question alone, and does not hold for this option."""
    if condition is None or any(leaf.question != asked for leaf in leaves(condition)):
        return False
    return not condition.holds({asked: option})
