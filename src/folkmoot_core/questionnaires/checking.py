"""What the parts of a questionnaire must be to each other, whoever built it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from folkmoot_core.questionnaires.answers import plain_key
from folkmoot_core.questionnaires.conditions import Answered, AnyOf, Asking, Between, Condition, leaves
from folkmoot_core.questionnaires.kinds import KINDS
from folkmoot_core.questionnaires.model import ROLES, Line, Option, Question, Questionnaire, Section
from folkmoot_core.values import Fault

MOST_OPTIONS = 250
MOST_QUESTIONS = 500
_SMALLEST = {"choose_one": 2, "choose_many": 1, "rank": 2}


def check_questionnaire(questionnaire: Questionnaire) -> list[Fault]:
    """Every fault in the make-up of a questionnaire; empty where it is fit for use.

    `where` names a question by its key and a section as "section KEY".
    """
    faults = list(_check_keys(questionnaire))
    for question in questionnaire.questions:
        faults.extend(_check_question(question))
    faults.extend(_check_roles(questionnaire))
    faults.extend(_check_routing(questionnaire))
    return faults


def _check_keys(questionnaire: Questionnaire) -> Iterator[Fault]:
    if not questionnaire.questions:
        yield Fault("sections", "There are no questions.", "Add a section with at least one question.")
    if len(questionnaire.questions) > MOST_QUESTIONS:
        yield Fault("sections", f"There are more than {MOST_QUESTIONS} questions.", "Ask fewer.")
    for key in _twice(section.key for section in questionnaire.sections):
        yield Fault(f"section {key}", "Two sections have this key.", "Give each section a key of its own.")
    for key in _twice(question.key for question in questionnaire.questions):
        yield Fault(key, "Two questions have this key.", "Give each question a key of its own.")


def _check_question(question: Question) -> Iterator[Fault]:
    if question.kind not in KINDS:
        return
    if "options" in KINDS[question.kind].needs:
        yield from _check_choices(question, "options", question.options, _SMALLEST[question.kind])
        if question.max_choices is not None and question.max_choices > len(question.options) > 0:
            message = f"max_choices is {question.max_choices}, but there are {len(question.options)} options."
            yield Fault(f"{question.key}.max_choices", message, "Lower it, or leave it out to set no limit.")
    if question.kind == "rank" and any(option.specify for option in question.options):
        yield Fault(f"{question.key}.options", "An option to rank cannot ask for words.", "Take “specify” out.")
    if question.kind == "grid":
        yield from _check_choices(question, "rows", question.rows, 1)
        yield from _check_choices(question, "columns", question.columns, 2)
    if question.minimum is not None and question.maximum is not None and question.minimum > question.maximum:
        yield Fault(f"{question.key}.min", "min is greater than max.", "Swap them, or take one out.")
    if question.earliest is not None and question.latest is not None and question.earliest > question.latest:
        yield Fault(f"{question.key}.min", "min is after max.", "Swap them, or take one out.")


def _check_choices(
    question: Question, name: str, choices: tuple[Option, ...] | tuple[Line, ...], least: int
) -> Iterator[Fault]:
    where = f"{question.key}.{name}"
    if len(choices) < least:
        mend = f"List at least {least} under “{name}:”."
        yield Fault(where, f"This question needs {name}." if not choices else f"There are too few {name}.", mend)
    if len(choices) > MOST_OPTIONS:
        yield Fault(where, f"There are more than {MOST_OPTIONS} {name}.", "Offer fewer, or ask in words.")
    for key in _twice(choice.key for choice in choices):
        yield Fault(where, f"“{key}” is the key of two {name}.", "Give each a key of its own.")
    for text in _twice(plain_key(choice.text) for choice in choices):
        yield Fault(where, f"“{text}” is the text of two {name}.", "Word each so that people can tell them apart.")


def _check_roles(questionnaire: Questionnaire) -> Iterator[Fault]:
    holders: dict[str, str] = {}
    for question in questionnaire.questions:
        first = holders.setdefault(question.role, question.key)
        if question.role and first != question.key:
            message = f"{first} has the role {question.role} already."
            yield Fault(f"{question.key}.role", message, "Give each role to one question only.")
    for question in questionnaire.questions:
        fitting = ROLES.get(question.role, (question.kind,))
        if question.kind not in fitting:
            message = f"A question with the role {question.role} must be of the kind {' or '.join(fitting)}."
            yield Fault(f"{question.key}.role", message, "Change the kind, or take the role out.")
    capacity = questionnaire.with_role("capacity")
    if capacity is not None and questionnaire.section_of(capacity.key).for_capacities:
        message = "The question with the role capacity is in a section for some capacities only."
        yield Fault(f"{capacity.key}.role", message, "Move it to an earlier section that everybody sees.")


def _check_routing(questionnaire: Questionnaire) -> Iterator[Fault]:
    seen: dict[str, Question] = {}
    everything = {question.key for question in questionnaire.questions}
    for section in questionnaire.sections:
        where = f"section {section.key}"
        yield from _check_for(section, where, questionnaire.with_role("capacity"), seen)
        yield from _check_condition(section.show_if, f"{where}.show_if", seen, everything)
        for question in section.questions:
            yield from _check_condition(question.show_if, f"{question.key}.show_if", seen, everything)
            seen[question.key] = question


def _check_for(section: Section, where: str, capacity: Question | None, seen: dict[str, Question]) -> Iterator[Fault]:
    if not section.for_capacities:
        return
    if capacity is None:
        mend = "Add a question with “role: capacity”, or take this line out."
        yield Fault(f"{where}.for", "No question asks in which capacity people answer.", mend)
        return
    if capacity.key not in seen:
        message = f"“for” depends on the question {capacity.key}, which comes later."
        yield Fault(f"{where}.for", message, "Move that question to an earlier section.")
    for key in section.for_capacities:
        if key not in capacity.option_keys:
            yield Fault(f"{where}.for", f"“{key}” is not an option of {capacity.key}.", _known(capacity.option_keys))


def _check_condition(
    condition: Condition | None, where: str, seen: dict[str, Question], everything: set[str]
) -> Iterator[Fault]:
    if condition is None:
        return
    for leaf in leaves(condition):
        question = seen.get(leaf.question)
        if question is not None:
            yield from _check_leaf(leaf, where, question)
        elif leaf.question in everything:
            message = f"This depends on {leaf.question}, which comes later or is the question itself."
            yield Fault(where, message, "Routing may look back only; move that question up.")
        else:
            yield Fault(where, f"There is no question {leaf.question}.", _known(tuple(seen)))


def _check_leaf(leaf: Asking, where: str, question: Question) -> Iterator[Fault]:
    if isinstance(leaf, Answered) or question.kind not in KINDS:
        return
    if isinstance(leaf, AnyOf):
        if question.kind not in ("choose_one", "choose_many"):
            mend = "Use answered, or route by a question with choices."
            yield Fault(where, f"any_of cannot look at {question.key}, whose kind is {question.kind}.", mend)
            return
        for key in leaf.any_of:
            if key not in question.option_keys:
                yield Fault(where, f"“{key}” is not an option of {question.key}.", _known(question.option_keys))
    if isinstance(leaf, Between):
        if question.kind != "number":
            message = f"at_least and at_most cannot look at {question.key}, whose kind is {question.kind}."
            yield Fault(where, message, "Route by a number, or use answered.")
        elif leaf.at_least is not None and leaf.at_most is not None and leaf.at_least > leaf.at_most:
            yield Fault(where, "at_least is greater than at_most, so this is never true.", "Swap the two.")


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1 and key]


def _known(keys: tuple[str, ...]) -> str:
    if not keys:
        return "No question comes before this one."
    shown = ", ".join(keys[:12])
    return f"Known: {shown}{', …' if len(keys) > 12 else ''}."
