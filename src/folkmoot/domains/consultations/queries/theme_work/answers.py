"""The answers that a piece of theme work is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from ...models import Answer, Theme, ThemeWork
from ..words import counted_words

AT_ONCE = 500


def answers_of(work: ThemeWork) -> QuerySet[Answer]:
    """Every answer in words to its question of the responses that count, oldest first."""
    return counted_words(work.consultation).filter(question=work.question).order_by("pk")


def numbers_of(work: ThemeWork) -> list[int]:
    """The numbers of those answers, in order. One query."""
    return list(answers_of(work).values_list("pk", flat=True))


def answers_by_number(work: ThemeWork, numbers: Iterable[int]) -> dict[int, Answer]:
    """{number: answer} of those that still count, each with its response and reference. A query for each 500."""
    wanted = sorted(set(numbers))
    found = answers_of(work).select_related("response__arrival")
    parts = (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
    return {answer.pk: answer for part in parts for answer in found.filter(pk__in=part)}


def themes_of(work: ThemeWork) -> list[Theme]:
    """The themes of its question, in order. One query."""
    return list(work.consultation.themes.filter(question=work.question))


def still_counted(numbers: Iterable[int], counted: Collection[int]) -> list[int]:
    """Those of the numbers whose answers still count, in their order."""
    return [number for number in numbers if number in counted]
