"""What was thought of every answer before anybody coded a round: the machine's confidence, or a person's word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...enums import LabelOrigin
from ...models import CodingRound
from .answers import numbers_of
from .assignments import confidences_of
from .labels import labels_of


@dataclass(frozen=True)
class Predictions:
    """A row for each answer that counts, a column for each theme: 0 (does not apply) to 1 (applies)."""

    answers: list[int]
    themes: list[str]
    values: NDArray[np.float64]

    def column(self, key: str) -> NDArray[np.float64]:
        return self.values[:, self.themes.index(key)]


def predictions_at(round_: CodingRound) -> Predictions:
    """As they stood when the round was drawn, and whatever has been learnt or said since: the sample says how far off
    they were only if nothing of it went into them. Four queries."""
    run = round_.assignment
    if run is None:
        return Predictions([], [], np.zeros((0, 0)))
    counted = set(numbers_of(round_.work))
    kept = [place for place, number in enumerate(run.answers) if number in counted]
    answers = [run.answers[place] for place in kept]
    values = confidences_of(run)[kept].astype(np.float64)
    rows, columns = {number: row for row, number in enumerate(answers)}, {key: at for at, key in enumerate(run.themes)}
    said = labels_of(round_.work).filter(origin=LabelOrigin.PERSON, made_at__lte=round_.created_at)
    for answer, theme, applies in said.values_list("answer_id", "theme__key", "applies"):
        if answer in rows and theme in columns:
            values[rows[answer], columns[theme]] = float(applies)
    return Predictions(answers, list(run.themes), values)
