"""What the machine thinks of each answer, out of its newest run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...enums import SearchState
from ...models import Assignment, ThemeWork

SUGGESTED = 3


@dataclass(frozen=True)
class Suggestion:
    """A theme, by its key, that the machine suggests, and how sure it is (0 to 1)."""

    key: str
    confidence: float

    @property
    def percent(self) -> int:
        return round(100 * self.confidence)


def newest_assignment(work: ThemeWork) -> Assignment | None:
    """The newest run that ended well. One query."""
    return work.assignments.filter(state=SearchState.DONE).first()


def confidences_of(run: Assignment) -> NDArray[np.float32]:
    """How sure the machine is: a row for each of `run.answers`, a column for each of `run.themes`."""
    shape = (len(run.answers), len(run.themes))
    return np.frombuffer(bytes(run.confidences), dtype="<f4").reshape(shape)


def suggestions_for(run: Assignment, answer: int, most: int = SUGGESTED) -> list[Suggestion]:
    """The themes it is surest of for one answer, best first; none for an answer that it has not read."""
    try:
        row = run.answers.index(answer)
    except ValueError:
        return []
    sure = confidences_of(run)[row]
    best = np.argsort(-sure, kind="stable")[:most]
    return [Suggestion(run.themes[place], round(float(sure[place]), 4)) for place in best]
