"""How often the machine is right at which confidence, as far as people have said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...enums import LabelOrigin
from ...models import Answer, Assignment, ThemeWork
from .answers import numbers_of
from .assignments import confidences_of
from .labels import held_labels
from .rounds import answers_in_rounds

if TYPE_CHECKING:
    # It brings scikit-learn with it, which other pages need not wait for.
    from folkmoot_core.themes.confidence import CurvePoint

# Fewer labels than this say nothing about a share near nine in ten.
FEWEST = 30
WANTED = 0.9


@dataclass(frozen=True)
class Curve:
    """Points from surest to least sure. `drawn`: whether the answers it rests on were drawn by chance; if not, they
    are what people happened to read, and the curve is a little too gloomy. `proposed`: where labels are right nine
    times in ten, or None."""

    points: tuple[CurvePoint, ...]
    answers: int
    drawn: bool
    proposed: CurvePoint | None


def curve_of(work: ThemeWork, run: Assignment) -> Curve | None:
    """From the best theme of each answer that people have coded and the machine has not learnt from; None while there
    are too few. Five queries."""
    held, drawn = held_labels(work), answers_in_rounds(work)
    said: dict[int, set[int]] = {}
    for (answer, theme), what in held.items():
        if what.origin == LabelOrigin.PERSON:
            said.setdefault(answer, set()).update({theme} if what.applies else ())
    titles = dict(work.consultation.themes.filter(question=work.question).values_list("key", "pk"))
    later = set(
        Answer.objects.filter(labels__codebook__work=work, labels__origin=LabelOrigin.PERSON)
        .exclude(labels__origin=LabelOrigin.PERSON, labels__made_at__lte=run.created_at)
        .values_list("pk", flat=True)
    )
    by_chance = [number for number in said if number in drawn]
    by_hand = [number for number in said if number in drawn or number in later]
    checked = by_chance if len(by_chance) >= FEWEST else by_hand
    sure, right = _best_of(run, checked, said, titles)
    if len(sure) < FEWEST:
        return None
    from folkmoot_core.themes.confidence import precision_curve, threshold_for  # noqa: PLC0415 – see above

    points = precision_curve(sure, right)
    return Curve(points, len(sure), checked is by_chance, threshold_for(points, WANTED, certain=False))


def answers_covered(work: ThemeWork, run: Assignment, thresholds: Sequence[float]) -> list[int]:
    """On how many answers a label would be accepted at each of these confidences."""
    surest: dict[int, float] = {}
    for answer, _key, sure in labels_above(work, run, min(thresholds, default=1.0)):
        surest[answer] = max(sure, surest.get(answer, 0.0))
    return [sum(sure >= threshold for sure in surest.values()) for threshold in thresholds]


def labels_above(work: ThemeWork, run: Assignment, threshold: float) -> list[tuple[int, str, float]]:
    """(answer, key of theme, confidence) of every label at least so sure, on answers that no person has coded and that
    are not drawn for a round."""
    held, counted = held_labels(work), set(numbers_of(work))
    by_people = {answer for (answer, _theme), what in held.items() if what.origin == LabelOrigin.PERSON}
    sure, drawn = confidences_of(run), answers_in_rounds(work)
    rows, columns = np.nonzero(sure >= threshold)
    return [
        (run.answers[row], run.themes[column], float(sure[row, column]))
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if run.answers[row] in counted and run.answers[row] not in by_people and run.answers[row] not in drawn
    ]


def _best_of(
    run: Assignment, answers: list[int], said: dict[int, set[int]], titles: dict[str, int]
) -> tuple[list[float], list[bool]]:
    places = {number: row for row, number in enumerate(run.answers)}
    table = confidences_of(run)
    sure, right = [], []
    for number in answers:
        if number in places and table.shape[1]:
            best = int(table[places[number]].argmax())
            sure.append(float(table[places[number], best]))
            right.append(titles.get(run.themes[best]) in said[number])
    return sure, right
