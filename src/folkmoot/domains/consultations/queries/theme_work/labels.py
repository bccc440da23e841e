"""What holds of an answer and a theme, out of all that was ever said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from ...enums import LabelOrigin, ResponseState
from ...models import Answer, Label, ThemeWork
from .answers import AT_ONCE

SETTLED = (LabelOrigin.PERSON, LabelOrigin.AUTO)

Pair = tuple[int, int]
"""(number of an answer, number of a theme)"""


@dataclass(frozen=True)
class Held:
    """What holds: whether the theme applies, and whether a person said so or the threshold did."""

    applies: bool
    origin: str


def labels_of(work: ThemeWork) -> QuerySet[Label]:
    """Labels with the themes of a piece of work, on answers that count, oldest first."""
    return Label.objects.filter(
        codebook__work=work,
        answer__question=work.question,
        answer__response__state=ResponseState.COUNTED,
    ).order_by("pk")


def held_labels(work: ThemeWork, numbers: Iterable[int] | None = None) -> dict[Pair, Held]:
    """What holds of each answer and theme (of these answers only, when given): what a person said last, else what the
    threshold did. What the machine suggests settles nothing. One query, or one for each 500 answers."""
    settled = labels_of(work).filter(origin__in=SETTLED)
    held: dict[Pair, Held] = {}
    for portion in _portions(settled, numbers):
        for answer, theme, applies, origin in portion.values_list("answer_id", "theme_id", "applies", "origin"):
            before = held.get((answer, theme))
            if before is None or origin == LabelOrigin.PERSON or before.origin != LabelOrigin.PERSON:
                held[answer, theme] = Held(applies, origin)
    return held


def _portions(labels: QuerySet[Label], numbers: Iterable[int] | None) -> Iterator[QuerySet[Label]]:
    if numbers is None:
        yield labels
        return
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), AT_ONCE):
        yield labels.filter(answer__in=wanted[start : start + AT_ONCE])


def applying(held: dict[Pair, Held]) -> dict[int, set[int]]:
    """{answer: themes that apply}; answers under no theme are left out."""
    found: dict[int, set[int]] = {}
    for (answer, theme), what in held.items():
        if what.applies:
            found.setdefault(answer, set()).add(theme)
    return found


def read_by_people(held: dict[Pair, Held], themes: Iterable[int]) -> set[int]:
    """The answers of which a person has said yes or no to every one of these themes."""
    wanted = set(themes)
    said: dict[int, set[int]] = {}
    for (answer, theme), what in held.items():
        if what.origin == LabelOrigin.PERSON:
            said.setdefault(answer, set()).add(theme)
    return {answer for answer, known in said.items() if wanted and wanted <= known}


def history_of_labels(answer: Answer) -> list[Label]:
    """Everything that was said of an answer, newest first, each with its theme. One query."""
    return list(answer.labels.select_related("theme", "codebook").order_by("-pk"))
