"""The review queue: the answers from which the machine would learn most, with what it suggests."""

from __future__ import annotations

from dataclasses import dataclass

from ...models import Answer, Assignment, CodebookVersion, Theme, ThemeWork
from .answers import answers_by_number, numbers_of
from .assignments import Suggestion, newest_assignment, suggestions_for
from .codebooks import coded_themes, newest_codebook
from .labels import applying, held_labels, read_by_people
from .rounds import answers_in_open_rounds


@dataclass(frozen=True)
class Choice:
    """A theme to tick. `suggestion`: how sure the machine is, where it suggests it. `ticked`: it holds already."""

    theme: Theme
    suggestion: Suggestion | None = None
    ticked: bool = False


@dataclass(frozen=True)
class ReviewPage:
    """An answer to read, and the themes to choose from: suggested ones first. `left`: how many wait, this one
    included; `read`: how many people have read."""

    answer: Answer
    choices: tuple[Choice, ...]
    left: int
    read: int
    codebook: CodebookVersion


def waiting_for_review(work: ThemeWork, run: Assignment) -> list[int]:
    """Answers to read, in the order in which the machine would learn most. What people have read, and what is being
    coded in a round, is left out. Five queries."""
    codebook = newest_codebook(work)
    themes = [theme.pk for theme in coded_themes(work, codebook)] if codebook else []
    done = read_by_people(held_labels(work), themes) | answers_in_open_rounds(work)
    counted = set(numbers_of(work))
    return [number for number in run.queue if number in counted and number not in done]


def review_page(work: ThemeWork, wanted: int | None = None) -> ReviewPage | None:
    """The answer that is wanted, or else the next one; None when nothing waits or there is nothing to read with."""
    run, codebook = newest_assignment(work), newest_codebook(work)
    if run is None or codebook is None:
        return None
    waiting = waiting_for_review(work, run)
    number = wanted if wanted is not None else next(iter(waiting), None)
    answer = answers_by_number(work, [number]).get(number) if number is not None else None
    if answer is None:
        return None
    themes = coded_themes(work, codebook)
    held = held_labels(work)
    return ReviewPage(
        answer=answer,
        choices=choices_for(themes, suggestions_for(run, answer.pk), applying(held).get(answer.pk, set())),
        left=len(waiting),
        read=len(read_by_people(held, [theme.pk for theme in themes])),
        codebook=codebook,
    )


def choices_for(themes: list[Theme], suggested: list[Suggestion], applies: set[int]) -> tuple[Choice, ...]:
    """Suggested themes first, best first; then the others in the order of the codebook."""
    found = {theme.key: theme for theme in themes}
    first = [Choice(found[each.key], each, found[each.key].pk in applies) for each in suggested if each.key in found]
    named = {choice.theme.key for choice in first}
    return (*first, *(Choice(theme, None, theme.pk in applies) for theme in themes if theme.key not in named))
