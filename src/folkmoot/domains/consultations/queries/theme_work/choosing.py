"""Answers chosen for a theme, and those that could be."""

from __future__ import annotations

from dataclasses import dataclass

from ...enums import AnswerUse, ResponseState
from ...models import Answer, ChosenAnswer, Theme, ThemeWork
from ..words import is_publishable
from .answers import numbers_of
from .labels import applying, held_labels


@dataclass(frozen=True)
class Chosen:
    """A chosen answer. `is_shown`: it may be published as things stand; a quote that may not is not shown."""

    answer: Answer
    chosen_by: str
    is_shown: bool


@dataclass(frozen=True)
class ChosenAnswers:
    examples: tuple[Chosen, ...]
    quotes: tuple[Chosen, ...]


def chosen_for(theme: Theme) -> ChosenAnswers:
    """What was chosen for a theme, of the answers that count. One query."""
    rows = (
        theme.chosen_answers.filter(answer__response__state=ResponseState.COUNTED)
        .select_related("answer__response__arrival")
        .order_by("pk")
    )
    found: dict[str, list[Chosen]] = {use: [] for use in AnswerUse.values}
    for row in rows:
        found[row.use].append(Chosen(row.answer, row.chosen_by, is_publishable(row.answer)))
    return ChosenAnswers(tuple(found[AnswerUse.EXAMPLE]), tuple(found[AnswerUse.QUOTE]))


def public_quotes(theme: Theme) -> list[Answer]:
    """The quotes that everybody may read now: chosen by a person, let through, agreed to. One query."""
    rows = ChosenAnswer.objects.filter(theme=theme, use=AnswerUse.QUOTE).select_related("answer__response")
    return [row.answer for row in rows if is_publishable(row.answer)]


def candidates_for(work: ThemeWork, theme: Theme) -> list[int]:
    """Numbers of answers to choose from: those that people put under the theme, then the middle of its groups, then
    the rest of its groups. Three queries."""
    counted = set(numbers_of(work))
    labelled = [answer for answer, themes in applying(held_labels(work)).items() if theme.pk in themes]
    groups = list(theme.clusters.filter(search__work=work).values_list("central", "members"))
    middle = [number for central, _members in groups for number in central]
    rest = [number for _central, members in groups for number in members]
    return [number for number in dict.fromkeys([*labelled, *middle, *rest]) if number in counted]
