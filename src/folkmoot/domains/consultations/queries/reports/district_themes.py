"""The themes of one district: which of the published ones people there wrote about, protected like any breakdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from folkmoot_core.disclosure.figures import NO, YES
from folkmoot_core.reports.inputs import KEPT_BACK, Share
from folkmoot_core.reports.inputs import Theme as ReportTheme
from folkmoot_core.snapshots import LETTER, Column
from folkmoot_core.snapshots.columns import NUMBER, SINGLE, Level
from folkmoot_core.snapshots.counting import Answers, Flags
from folkmoot_core.survey import Cell

from ...models import Answer, Consultation, ThemeWork
from ..results import Trait
from ..snapshots import words_column
from ..theme_work.labels import applying, held_labels
from ..theme_work.published import PublishedQuestion, PublishedTheme, published_questions
from .crossings import SafeCross, Without, safe_cross_of
from .source import Groups, Source


@dataclass(frozen=True)
class ThemesOfQuestion:
    """The themes of a question by district, made safe; a row for each theme."""

    question: PublishedQuestion
    safe: SafeCross
    groups: Groups

    @property
    def name(self) -> str:
        return f"themes:{self.question.key}"


def themes_by_district(source: Source, consultation: Consultation) -> Iterator[ThemesOfQuestion]:
    """Of each question whose counts of themes are published. What holds of an answer is what a person said, or else
    the threshold; labels change, so that nothing of it is kept with the snapshot."""
    apart = Source(source.files)
    groups = apart.groups(Trait.DISTRICT)
    if groups is None:
        return
    for question in published_questions(consultation):
        name = words_column(source.book, question.key)
        work = ThemeWork.objects.filter(consultation=consultation, question=question.key).first()
        if not name or work is None or not question.themes:
            continue
        columns = [_column(source.book.column(name), each) for each in question.themes]
        flags = _flags(apart, question, work)
        for column, chosen in zip(columns, flags, strict=True):
            apart.put(column, _answers(apart.answers(source.book.column(name)), column, chosen))
        safe = safe_cross_of(apart, columns, groups)
        if safe is not None:
            yield ThemesOfQuestion(question, safe, groups)


def themes_in(source: Source, consultation: Consultation, district: str, without: Without) -> tuple[ReportTheme, ...]:
    """The themes that are known to have been written about in a district. No quotes: they would tell where their writer
    lives."""
    found = []
    for each in themes_by_district(source, consultation):
        if district not in each.safe.keys or (each.name, Trait.DISTRICT.value) in without:
            continue
        place = each.safe.keys.index(district)
        for theme, table in zip(each.question.themes, each.safe.tables, strict=True):
            wrote = table.rows[0]
            if wrote.cells[place].suppressed or wrote.cells[place].count:
                found.append(_theme(theme, _share(theme, wrote.cells[place], wrote.total)))
    return tuple(found)


def _column(words: Column, each: PublishedTheme) -> Column:
    """A theme as a question of its own, that everybody who wrote answered by yes or no; called as where counts of
    themes are entered in the ledger."""
    levels = (Level(1, YES, YES), Level(2, NO, NO))
    name = f"{words.question or LETTER}/theme:{each.theme.key}"
    return replace(words, name=name, text=each.theme.title, kind=SINGLE, asked_as="choose_one", levels=levels)


def _flags(source: Source, question: PublishedQuestion, work: ThemeWork) -> Flags:
    """(themes, responses): whose answer is under which theme."""
    numbers = source.files.counted([NUMBER]).column(NUMBER).to_numpy()
    row_of = {int(number): row for row, number in enumerate(numbers)}
    place_of = {each.theme.pk: place for place, each in enumerate(question.themes)}
    chosen = np.zeros((len(question.themes), len(numbers)), dtype=np.bool_)
    themes = applying(held_labels(work))
    pairs = Answer.objects.filter(response__consultation=work.consultation_id, question=work.question)
    for answer, response in pairs.values_list("pk", "response_id"):
        for theme in themes.get(answer, ()):
            if response in row_of and theme in place_of:
                chosen[place_of[theme], row_of[response]] = True
    return chosen


def _answers(words: Answers, column: Column, chosen: Flags) -> Answers:
    wrote = chosen & words.answered
    return Answers(column, words.states, np.stack([wrote, words.answered & ~wrote]))


def _share(theme: PublishedTheme, cell: Cell, total: int | None) -> Share:
    """A number only where every answer was read, so that the districts add up to what was published; otherwise that
    the theme was raised, and no number."""
    if cell.suppressed:
        return KEPT_BACK
    exact = theme.published["exact"] and theme.published["count"] == total
    return Share(cell.count if exact else None, None)


def _theme(theme: PublishedTheme, share: Share) -> ReportTheme:
    return ReportTheme(theme.theme.key, theme.theme.title, share, theme.theme.description)
