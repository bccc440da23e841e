"""Routing conditions: small immutable expressions over answers given earlier.

"Do not wish to say" is not an answer that routes anybody anywhere: to a condition it is the same as no reply.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from folkmoot_core.questionnaires.answers import Answers, is_declined


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when one of these options was chosen."""

    question: str
    any_of: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        value = answers.get(self.question)
        chosen = value if isinstance(value, list) else [value]
        return any(option in self.any_of for option in chosen if isinstance(option, str))


@dataclass(frozen=True, slots=True)
class Answered:
    """True when the question was answered (or, with `answered` false, when it was not)."""

    question: str
    answered: bool = True

    def holds(self, answers: Answers) -> bool:
        given = self.question in answers and not is_declined(answers[self.question])
        return given == self.answered


@dataclass(frozen=True, slots=True)
class Between:
    """True when a number lies between the two ends, both included; an end that is None is open."""

    question: str
    at_least: int | float | None = None
    at_most: int | float | None = None

    def holds(self, answers: Answers) -> bool:
        value = answers.get(self.question)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True)
class Every:
    """True when every part is true."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        return all(part.holds(answers) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Some:
    """True when at least one part is true."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        return any(part.holds(answers) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is false."""

    part: Condition

    def holds(self, answers: Answers) -> bool:
        return not self.part.holds(answers)


Condition = AnyOf | Answered | Between | Every | Some | Not
Asking = AnyOf | Answered | Between


def leaves(condition: Condition) -> Iterator[Asking]:
    """Every question a condition asks about, in the order written."""
    if isinstance(condition, Every | Some):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        yield condition
