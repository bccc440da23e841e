"""Themes, and the answers that hang on them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from folkmoot.ground.thread.models import Link

from ..models import Answer, Consultation, Theme
from .words import only_publishable

GROUPED = "grouped_in"
THEME, ANSWER = "consultations.theme", "consultations.answer"


@dataclass(frozen=True)
class ThemeRow:
    """A theme and how many answers hang on it."""

    theme: Theme
    answers: int


def theme_rows(consultation: Consultation) -> list[ThemeRow]:
    """The themes in order. Two queries."""
    themes = list(consultation.themes.all())
    keys = [str(theme.pk) for theme in themes]
    links = Link.objects.filter(kind=GROUPED, from_type=ANSWER, to_type=THEME, to_key__in=keys)
    counts = Counter(links.values_list("to_key", flat=True))
    return [ThemeRow(theme, counts[str(theme.pk)]) for theme in themes]


def answers_under(theme: Theme, *, public_only: bool) -> QuerySet[Answer]:
    """The answers that hang on a theme, as residents or as officers may read them."""
    keys = Link.objects.filter(kind=GROUPED, from_type=ANSWER, to_type=THEME, to_key=str(theme.pk))
    numbers = [int(key) for key in keys.values_list("from_key", flat=True)]
    found = Answer.objects.filter(pk__in=numbers).select_related("response__arrival").order_by("pk")
    return only_publishable(found) if public_only else found


def themes_of_answers(answers: list[Answer]) -> dict[int, list[str]]:
    """{answer: titles of its themes}. Two queries."""
    keys = [str(answer.pk) for answer in answers]
    links = Link.objects.filter(kind=GROUPED, from_type=ANSWER, to_type=THEME, from_key__in=keys)
    pairs = list(links.values_list("from_key", "to_key"))
    titles = dict(Theme.objects.filter(pk__in=[int(key) for _answer, key in pairs]).values_list("pk", "title"))
    found: dict[int, list[str]] = {}
    for answer, theme in pairs:
        if int(theme) in titles:
            found.setdefault(int(answer), []).append(titles[int(theme)])
    return found
