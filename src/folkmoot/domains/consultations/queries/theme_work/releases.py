"""Counts of themes as the ledger of releases takes them."""

from __future__ import annotations

from folkmoot_core.disclosure.figures import NO, YES, Figure, Statements, Who, who_of
from folkmoot_core.disclosure.ledger import Release

from ...models import CodingRound, ThemeWork
from .counts import Count, ThemeCounts


def release_of(work: ThemeWork, round_: CodingRound, counts: ThemeCounts) -> Release:
    """Each theme is there or is not, in all answers and by who gave which answer to the closed question. An estimate
    lies in its interval; a count that people made is exact. The state is the snapshot that was read."""
    prefix = f"{work.question}/theme"
    figures: list[Figure] = []
    levels = {f"{prefix}:{theme.key}": (YES, NO) for theme in counts.themes}
    for theme in counts.themes:
        name = f"{prefix}:{theme.key}"
        figures.append(_figure(who_of({name: YES}), theme.total))
        figures.append(Figure.shown(who_of({name: (YES, NO)}), counts.answers))
        for group, count in zip(counts.groups, theme.groups, strict=True):
            figures.append(_figure(who_of({name: YES, work.stance_question: group.key}), count))
            figures.append(Figure.shown(who_of({name: (YES, NO), work.stance_question: group.key}), group.answers))
    snapshot = round_.assignment.snapshot.digest if round_.assignment else f"round {round_.pk}"
    return Release.of(
        f"themes of {work.question}", f"{snapshot} {round_.pk}", work.question, Statements(tuple(figures), levels)
    )


def _figure(people: Who, count: Count) -> Figure:
    return Figure(people) if count.count is None else Figure(people, count.low, count.high)
