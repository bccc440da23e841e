"""Rounds of coding: who has coded how much, which answer comes next, what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...enums import RoundKind
from ...models import Coding, CodingRound, ThemeWork
from .answers import numbers_of

FEWEST = 30
CODERS = {RoundKind.DOUBLE: 2}


@dataclass(frozen=True)
class Coder:
    """Somebody who codes in a round, and how many answers they have done."""

    key: str
    name: str
    done: int


@dataclass(frozen=True)
class RoundProgress:
    """How a round stands. `ready`: answers that everybody needed has coded. `answers`: those that still count."""

    round: CodingRound
    answers: tuple[int, ...]
    coders: tuple[Coder, ...]
    ready: int

    @property
    def can_close(self) -> bool:
        """All are coded, or enough: they are read in a random order, so the first ones are a random sample too."""
        return bool(self.answers) and self.ready >= min(FEWEST, len(self.answers))

    @property
    def is_closed(self) -> bool:
        return self.round.closed_at is not None

    @property
    def has_all_coders(self) -> bool:
        return len(self.coders) >= CODERS.get(RoundKind(self.round.kind), 1)


def progress_of(round_: CodingRound) -> RoundProgress:
    """Two queries."""
    counted = set(numbers_of(round_.work))
    answers = tuple(number for number in round_.answers if number in counted)
    wanted = set(answers)
    done: dict[str, Coder] = {}
    by_answer: dict[int, int] = {}
    for key, name, answer in round_.codings.values_list("coder_key", "coder", "answer_id"):
        if answer in wanted:
            so_far = done[key].done if key in done else 0
            done[key] = Coder(key, name, so_far + 1)
            by_answer[answer] = by_answer.get(answer, 0) + 1
    needed = CODERS.get(RoundKind(round_.kind), 1)
    ready = sum(number >= needed for number in by_answer.values())
    return RoundProgress(round_, answers, tuple(done.values()), ready)


def rounds_of(work: ThemeWork, kind: str | None = None, *, closed: bool | None = None) -> list[CodingRound]:
    """Newest first. One query."""
    found = work.rounds.select_related("codebook", "assignment__snapshot")
    if kind is not None:
        found = found.filter(kind=kind)
    if closed is not None:
        found = found.filter(closed_at__isnull=not closed)
    return list(found)


def next_to_code(round_: CodingRound, answers: Iterable[int], coder: str) -> int | None:
    """The first answer that this person has not coded; in an audit, that nobody has. None when all are done."""
    codings = round_.codings.all()
    if round_.kind == RoundKind.DOUBLE:
        codings = codings.filter(coder_key=coder)
    done = set(codings.values_list("answer_id", flat=True))
    return next((number for number in answers if number not in done), None)


def own_coding(round_: CodingRound, answer: int, coder: str) -> Coding | None:
    return round_.codings.filter(answer=answer, coder_key=coder).first()


def answers_in_open_rounds(work: ThemeWork) -> set[int]:
    """The answers that are to be coded without anybody's help: the review queue leaves them alone."""
    drawn = work.rounds.filter(closed_at=None).values_list("answers", flat=True)
    return {number for answers in drawn for number in answers}


def answers_in_rounds(work: ThemeWork) -> set[int]:
    """Every answer that was ever drawn: the machine does not learn from them, so that they go on telling how good it
    is."""
    return {number for answers in work.rounds.values_list("answers", flat=True) for number in answers}


def codes_of(round_: CodingRound, answers: Iterable[int]) -> dict[str, dict[int, frozenset[str]]]:
    """{coder: {answer: keys of themes}} of answers that count. One query."""
    wanted, found = set(answers), {}  # type: ignore[var-annotated]
    for coder, answer, themes in round_.codings.values_list("coder_key", "answer_id", "themes"):
        if answer in wanted:
            found.setdefault(coder, {})[answer] = frozenset(themes)
    return found
