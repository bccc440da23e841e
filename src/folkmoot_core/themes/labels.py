"""Labels and their history. A say is added and never altered; what holds is worked out from all that was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from folkmoot_core.themes.assignment import Assignment
from folkmoot_core.values import Fault, Invalid

Origin = Literal["person", "machine", "auto"]


@dataclass(frozen=True)
class Label:
    """Somebody or the machine says that an answer speaks of a theme, or (`applies` false) that it does not.

    `origin` is "person", "machine" (a suggestion) or "auto" (taken over unseen, above the threshold). A person has no
    confidence; the machine must have one. Raises `Invalid`.
    """

    answer: str
    theme: str
    who: str
    when: dt.datetime
    origin: Origin
    codebook: int
    applies: bool = True
    confidence: float | None = None

    def __post_init__(self) -> None:
        if self.when.tzinfo is None:
            raise Invalid([Fault("when", "The moment has no time zone.", "Give one, such as UTC.")])
        if self.origin == "person" and self.confidence is not None:
            raise Invalid([Fault("confidence", "A person's label has no confidence.", "Leave it out.")])
        if self.origin != "person" and (self.confidence is None or not 0 <= self.confidence <= 1):
            raise Invalid([Fault("confidence", "The machine's label needs its confidence, 0 to 1.", "Give it.")])


@dataclass(frozen=True)
class History:
    """All labels in the order they were given."""

    labels: tuple[Label, ...] = ()

    def add(self, new: Iterable[Label]) -> History:
        return History((*self.labels, *new))

    def holding(self) -> dict[tuple[str, str], Label]:
        """What holds for each (answer, theme): what a person said last; else what the machine said last. A machine
        never overrides a person, however late it speaks."""
        held: dict[tuple[str, str], Label] = {}
        for label in self.labels:
            before = held.get((label.answer, label.theme))
            if before is None or label.origin == "person" or before.origin != "person":
                held[label.answer, label.theme] = label
        return held

    def themes_of(self, answer: str) -> tuple[str, ...]:
        """Themes that hold for an answer and are more than suggested, in the order they were first said."""
        return tuple(
            theme
            for (of, theme), label in self.holding().items()
            if of == answer and label.applies and label.origin != "machine"
        )

    def overrides(self) -> tuple[tuple[Label, Label], ...]:
        """Each time that a person said otherwise than what held: (what held, what she said)."""
        held: dict[tuple[str, str], Label] = {}
        found = []
        for label in self.labels:
            before = held.get((label.answer, label.theme))
            if before is not None and label.origin == "person" and before.applies != label.applies:
                found.append((before, label))
            if before is None or label.origin == "person" or before.origin != "person":
                held[label.answer, label.theme] = label
        return tuple(found)


def accepted(
    assignment: Assignment,
    answers: Sequence[str],
    *,
    threshold: float,
    when: dt.datetime,
    who: str,
    codebook: int,
) -> tuple[Label, ...]:
    """Labels taken over unseen: of each answer, the themes the machine is at least so sure of. One row of the
    assignment for each of `answers`."""
    return tuple(
        Label(answers[row], each.key, who, when, "auto", codebook, confidence=each.confidence)
        for row in range(len(answers))
        for each in assignment.suggestions(row)
        if each.confidence >= threshold
    )
