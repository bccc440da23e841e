"""What was published of themes, for pages that everybody may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...models import Answer, Consultation, Theme, ThemeWork
from ..outcomes import newest_questionnaire
from ..words import question_texts
from .choosing import public_quotes


@dataclass(frozen=True)
class PublishedTheme:
    """A theme as it is now, what was published of it, and quotes that may be read."""

    theme: Theme
    published: dict[str, Any]
    quotes: tuple[Answer, ...]


@dataclass(frozen=True)
class PublishedQuestion:
    """A question with its themes, the most frequent first, and what is known of the whole."""

    key: str
    text: str
    counts: dict[str, Any]
    themes: tuple[PublishedTheme, ...]


def work_of(theme: Theme) -> ThemeWork | None:
    """The work on the question of a theme. One query, none for a theme of all questions."""
    if not theme.question:
        return None
    return ThemeWork.objects.filter(consultation=theme.consultation_id, question=theme.question).first()


def published_theme(work: ThemeWork | None, key: str) -> dict[str, Any] | None:
    """What was published of one theme, with the groups by name; None when nothing was."""
    published = work.published if work else None
    if not published:
        return None
    theme = next((each for each in published["themes"] if each["key"] == key), None)
    if theme is None:
        return None
    named = zip(published["groups"], theme["groups"], strict=True)
    return {**theme, "by_group": [{**group, **count} for group, count in named], "of_all": published}


def published_themes(consultation: Consultation) -> dict[str, dict[str, Any]]:
    """{key of theme: what was published of it}, for all questions. One query."""
    return {
        theme["key"]: found
        for work, published in _with_counts(consultation)
        for theme in published["themes"]
        if (found := published_theme(work, theme["key"]))
    }


def published_questions(consultation: Consultation) -> list[PublishedQuestion]:
    """Every question of which counts are published. A theme that was taken away since is left out."""
    texts = question_texts(newest_questionnaire(consultation))
    found = []
    for work, published in _with_counts(consultation):
        themes = {theme.key: theme for theme in consultation.themes.filter(question=work.question)}
        rows = [
            PublishedTheme(themes[key], told, tuple(public_quotes(themes[key])))
            for key in (theme["key"] for theme in published["themes"])
            if key in themes and (told := published_theme(work, key))
        ]
        rows.sort(key=lambda row: -(row.published["count"] or 0))
        text = texts.get(work.question, work.question)
        found.append(PublishedQuestion(work.question, text, published, tuple(rows)))
    order = list(texts)
    return sorted(found, key=lambda each: order.index(each.key) if each.key in order else len(order))


def themed_questions(consultation: Consultation) -> dict[str, int]:
    """{question: how many themes are published}. One query."""
    return {work.question: len(published["themes"]) for work, published in _with_counts(consultation)}


def _with_counts(consultation: Consultation) -> Iterator[tuple[ThemeWork, dict[str, Any]]]:
    for work in ThemeWork.objects.filter(consultation=consultation, published__isnull=False):
        if work.published is not None:
            yield work, work.published
