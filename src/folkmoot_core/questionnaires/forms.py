"""Read answers from posted form fields, and write them back so that nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from folkmoot_core.questionnaires.answers import (
    DECLINED,
    DECLINED_FIELD,
    Answers,
    first_line,
    is_declined,
)
from folkmoot_core.questionnaires.kinds import FormFields, Read, kind_of
from folkmoot_core.questionnaires.model import Question, Questionnaire
from folkmoot_core.questionnaires.validation import check_answer, check_words, to_check
from folkmoot_core.values import Fault

# A person cannot send more values than this in one field; a machine that does is not filling in a form.
_MOST_VALUES = 300


@dataclass(frozen=True)
class Reading:
    """What a posted form says.

    answers: the fit answers, as JSON values. Unfit ones are left out; what was typed is in `entered`.
    faults: what is wrong; `where` is the name of the form field to point at.
    entered: {field: values as posted} for the fields of these questions, to fill the form again.
    """

    answers: dict[str, Any]
    faults: tuple[Fault, ...] = ()
    entered: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def messages(self) -> dict[str, str]:
        """{field name: first message}, for showing beside the field."""
        found: dict[str, str] = {}
        for fault in self.faults:
            found.setdefault(fault.where, fault.message)
        return found


def read_form(
    questionnaire: Questionnaire, data: Mapping[str, Sequence[str]], only: Collection[str] | None = None
) -> Reading:
    """Read the fields of these questions (None: all) from posted data; other fields are not looked at.

    Says nothing of required questions left empty: a page may be one of many. See `faults_to_show`.
    """
    answers: dict[str, Any] = {}
    faults: list[Fault] = []
    entered: dict[str, tuple[str, ...]] = {}
    for question in questionnaire.questions:
        if only is not None and question.key not in only:
            continue
        # A page posts a few of the fields; of those that it does not, every kind reads nothing.
        if not any(name in data for name in question.form_fields):
            continue
        form = {name: _values(data, name) for name in question.form_fields}
        entered.update({name: values for name, values in form.items() if values})
        read = _read_question(question, form)
        faults.extend(read.faults)
        words = _read_words(question, form, faults)
        value = read.value
        if value is None and not read.faults and len(words) == 1:
            value = _chosen_by_words(question, words)
        if value is not None:
            unfit = list(check_answer(question, value))
            faults.extend(unfit)
            if not unfit:
                answers[question.key] = value
        answers.update({question.words_fields[option]: text for option, text in words.items()})
    return Reading(answers, tuple(faults), entered)


def faults_to_show(
    questionnaire: Questionnaire,
    reading: Reading,
    earlier: Answers | None = None,
    only: Collection[str] | None = None,
) -> tuple[Fault, ...]:
    """The faults of a reading, and the required questions it leaves open, in the order of the questionnaire.

    `earlier` are answers given on other pages; they decide what is visible. A field at fault is not also missing.
    """
    whole = {**(earlier or {}), **reading.answers}
    for key in only or ():
        if key not in reading.answers:
            whole.pop(key, None)
    at_fault = {fault.where.partition(".")[0] for fault in reading.faults}
    missing = [fault for fault in to_check(questionnaire, whole, only) if fault.where.partition(".")[0] not in at_fault]
    order = {question.key: place for place, question in enumerate(questionnaire.questions)}
    found = [*reading.faults, *missing]
    return tuple(sorted(found, key=lambda fault: order[fault.where.partition(".")[0]]))


def write_form(questionnaire: Questionnaire, answers: Answers) -> dict[str, list[str]]:
    """The form fields that stand for answers: `read_form(write_form(a)).answers == a` for answers that are fit."""
    fields: dict[str, list[str]] = {}
    for question in questionnaire.questions:
        value = answers.get(question.key)
        if is_declined(value):
            fields[question.key] = [DECLINED_FIELD]
        elif value is not None:
            fields.update(kind_of(question.kind).write(question, value))
        for name in question.words_fields.values():
            if name in answers:
                fields[name] = [answers[name]]
    return fields


def _values(data: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    values = data.get(name, ())
    listed = (values,) if isinstance(values, str) else tuple(values)
    return tuple(value for value in listed[:_MOST_VALUES] if isinstance(value, str))


def _read_question(question: Question, form: FormFields) -> Read:
    own = form[question.key]
    if not question.declines or DECLINED_FIELD not in own:
        return kind_of(question.kind).read(question, form)
    others = [value for value in own if value != DECLINED_FIELD and value.strip()]
    parts = [name for name in kind_of(question.kind).fields(question)[1:] if first_line(form[name])]
    if others or parts:
        message = "Answer this, or choose “I do not wish to say”, but not both."
        return Read(faults=(Fault(question.key, message, "Clear one of the two."),))
    return Read(dict(DECLINED))


def _read_words(question: Question, form: FormFields, faults: list[Fault]) -> dict[str, str]:
    words: dict[str, str] = {}
    for option, name in question.words_fields.items():
        text = first_line(form[name])
        unfit = list(check_words(name, text)) if text else []
        faults.extend(unfit)
        if text and not unfit:
            words[option] = text
    return words


def _chosen_by_words(question: Question, words: Mapping[str, str]) -> Any:
    """Words in the one box of an unticked list choose that option: the writer plainly meant it."""
    option = next(iter(words))
    return option if question.kind == "choose_one" else [option]
