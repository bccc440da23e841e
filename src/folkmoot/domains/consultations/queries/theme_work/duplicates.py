"""Answers in the same or nearly the same words."""

from __future__ import annotations

from dataclasses import dataclass

from ...enums import DuplicateKind
from ...models import Answer, DuplicateGroup, ThemeWork
from .answers import answers_by_number, numbers_of, still_counted

SHOWN = 3


@dataclass(frozen=True)
class GroupCard:
    """A group, how many of its answers count, and the first few of them."""

    group: DuplicateGroup
    size: int
    shown: tuple[Answer, ...]


@dataclass(frozen=True)
class Alike:
    """How many answers are in groups, in how many letters, and how many answers those letters are."""

    groups: int = 0
    answers: int = 0
    letters: int = 0
    in_letters: int = 0
    to_look_at: int = 0


def group_cards(work: ThemeWork) -> list[GroupCard]:
    """Largest first; those whose answers have gone are left out. Three queries."""
    counted = set(numbers_of(work))
    kept = [(group, still_counted(group.answers, counted)) for group in work.duplicates.all()]
    answers = answers_by_number(work, (number for _group, numbers in kept for number in numbers[:SHOWN]))
    cards = [
        GroupCard(group, len(numbers), tuple(answers[number] for number in numbers[:SHOWN] if number in answers))
        for group, numbers in kept
        if len(numbers) > 1
    ]
    return sorted(cards, key=lambda card: (-card.size, card.group.pk))


def alike_in(cards: list[GroupCard]) -> Alike:
    letters = [card for card in cards if card.group.kind == DuplicateKind.LETTER]
    return Alike(
        groups=len(cards),
        answers=sum(card.size for card in cards),
        letters=len(letters),
        in_letters=sum(card.size for card in letters),
        to_look_at=sum(card.group.settled_at is None for card in cards),
    )
