"""One row of a spreadsheet is one respondent. Choices may be named by their key or by their text, in any case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from folkmoot_core.questionnaires.answers import (
    DECLINED,
    DECLINED_CELL,
    DECLINED_CELLS,
    Answers,
    is_declined,
    plain_key,
    tidy_line,
    tidy_lines,
)
from folkmoot_core.questionnaires.kinds import kind_of
from folkmoot_core.questionnaires.model import Question, Questionnaire
from folkmoot_core.questionnaires.validation import check_answer, check_words
from folkmoot_core.values import Fault


def column_names(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Every column, in print order: the question's key; "<grid>.<row>"; "<question>.<option>" for words beside it."""
    return tuple(name for question in questionnaire.questions for name in _columns(question))


def from_row(questionnaire: Questionnaire, row: Mapping[str, str]) -> tuple[dict[str, Any], list[Fault]]:
    """(answers, faults) of one row; `where` is the column. Other columns are not looked at, empty cells are no reply.

    Required questions are not insisted on, since nobody can send a paper form back to be completed: see `to_check`.
    """
    answers: dict[str, Any] = {}
    faults: list[Fault] = []
    for question in questionnaire.questions:
        value, wrong = _from_cells(question, row)
        names = _columns(question)
        faults.extend(_at_column(fault, names) for fault in wrong)
        if value is not None and not wrong:
            answers[question.key] = value
        for name in question.words_fields.values():
            words = tidy_line(row.get(name) or "")
            unfit = list(check_words(name, words)) if words else []
            faults.extend(unfit)
            if words and not unfit:
                answers[name] = words
    return answers, faults


def to_row(questionnaire: Questionnaire, answers: Answers) -> dict[str, str]:
    """Every column of the questionnaire: `from_row(to_row(a))` gives `a` again, files aside."""
    row = dict.fromkeys(column_names(questionnaire), "")
    for question in questionnaire.questions:
        value = answers.get(question.key)
        if is_declined(value):
            row[_columns(question)[0]] = DECLINED_CELL
        elif value is not None:
            row.update(kind_of(question.kind).to_cells(question, value))
        for name in question.words_fields.values():
            row[name] = answers.get(name, "")
    return row


def _columns(question: Question) -> tuple[str, ...]:
    return (*kind_of(question.kind).columns(question), *question.words_fields.values())


def _from_cells(question: Question, row: Mapping[str, str]) -> tuple[Any, list[Fault]]:
    kind = kind_of(question.kind)
    columns = kind.columns(question)
    cells = {name: tidy_lines(row.get(name) or "") for name in columns}
    filled = [cell for cell in cells.values() if cell]
    if not filled:
        return None, []
    if question.declines and all(plain_key(cell) in DECLINED_CELLS for cell in filled):
        return dict(DECLINED), []
    read = kind.from_cells(question, cells)
    if read.faults or read.value is None:
        return None, list(read.faults)
    unfit = list(check_answer(question, read.value))
    return (None if unfit else read.value), unfit


def _at_column(fault: Fault, columns: tuple[str, ...]) -> Fault:
    """A fault of a form field that is no column is shown at the question's first column."""
    return fault if fault.where in columns else replace(fault, where=columns[0])
