"""How many answers speak of each theme: an audit by people, made sharper by the machine, with its interval; and what of
it everybody may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from folkmoot_core.disclosure import Policy

from ...enums import RoundKind
from ...models import CodingRound, ThemeWork
from .duplicates import alike_in, group_cards
from .predictions import predictions_at
from .rounds import codes_of
from .stance import NO_REPLY, stance_of_answers, stances

if TYPE_CHECKING:
    from folkmoot_core.themes.audit import Estimate

APPLIES = 0.5


@dataclass(frozen=True)
class Count:
    """How many answers, and the 95% interval. `count` is None where it is kept back: too few people, or none of them
    was read."""

    count: int | None
    low: int
    high: int
    of: int

    @property
    def percent(self) -> float | None:
        return None if self.count is None or not self.of else round(100 * self.count / self.of, 1)

    @property
    def is_exact(self) -> bool:
        return self.count is not None and self.low == self.high == self.count


@dataclass(frozen=True)
class StanceGroup:
    """Those who gave one answer to the closed question; `answers` is None where they are too few to show."""

    key: str
    text: str
    answers: int | None


@dataclass(frozen=True)
class ThemeCount:
    """A theme's count, and its count among each group of the closed question, in their order."""

    key: str
    title: str
    total: Count
    groups: tuple[Count, ...]


@dataclass(frozen=True)
class ThemeCounts:
    """All themes of a question, from one audit. `audited`: how many answers people have read for it."""

    answers: int
    audited: int
    groups: tuple[StanceGroup, ...]
    themes: tuple[ThemeCount, ...]


def newest_audit(work: ThemeWork) -> CodingRound | None:
    """The newest audit that was closed. One query."""
    found = work.rounds.filter(kind=RoundKind.AUDIT, closed_at__isnull=False)
    return found.select_related("assignment__snapshot", "codebook").first()


def counts_of(round_: CodingRound) -> ThemeCounts:
    """Unprotected, for officers. Raises Invalid where rows do not fit."""
    # It brings scipy with it, which other pages need not wait for.
    from folkmoot_core.themes.audit import estimate_by_stance, estimate_shares  # noqa: PLC0415

    predicted = predictions_at(round_)
    places = {number: row for row, number in enumerate(predicted.answers)}
    codes = {answer: said for own in codes_of(round_, predicted.answers).values() for answer, said in own.items()}
    answers = [number for number in round_.answers if number in codes]
    rows = [places[number] for number in answers]
    people = np.array([[key in codes[number] for key in predicted.themes] for number in answers], np.bool_)
    people = people.reshape(len(answers), len(predicted.themes))
    machine = predicted.values >= APPLIES
    totals = estimate_shares(people, rows, machine)
    chosen = stance_of_answers(round_.work)
    groups, by_group = [], {}
    if chosen and len(predicted.answers):
        held = [chosen.get(number, NO_REPLY) for number in predicted.answers]
        by_group = estimate_by_stance(people, rows, machine, held)
        names = [*stances(round_.work), (NO_REPLY, "")]
        groups = [StanceGroup(key, text, held.count(key)) for key, text in names if key in by_group]
    titles = dict(round_.work.consultation.themes.values_list("key", "title"))
    themes = tuple(
        ThemeCount(
            key, titles[key], _count(totals[place]), tuple(_count(by_group[group.key][place]) for group in groups)
        )
        for place, key in enumerate(predicted.themes)
        if key in titles
    )
    return ThemeCounts(len(predicted.answers), len(answers), tuple(groups), themes)


def for_everybody(counts: ThemeCounts, policy: Policy = Policy()) -> ThemeCounts:  # noqa: B008 – frozen
    """With small numbers kept back, and with each such number another, so that it cannot be worked out from the total.
    A group that is too small keeps back its whole column."""
    hidden_groups = _to_hide([group.answers for group in counts.groups], policy)
    groups = tuple(
        replace(group, answers=None) if place in hidden_groups else group for place, group in enumerate(counts.groups)
    )
    themes = []
    for theme in counts.themes:
        hidden = _to_hide([each.count for each in theme.groups], policy, hidden_groups)
        kept = tuple(_kept_back(each) if at in hidden else each for at, each in enumerate(theme.groups))
        small = theme.total.count is not None and policy.hides(theme.total.count)
        if small:
            kept = tuple(_kept_back(each) for each in kept)
        themes.append(replace(theme, total=_kept_back(theme.total) if small else theme.total, groups=kept))
    return replace(counts, groups=groups, themes=tuple(themes))


def as_published(work: ThemeWork, round_: CodingRound, counts: ThemeCounts) -> dict[str, Any]:
    """What is kept of protected counts when they are published, with what they came from."""
    alike = alike_in(group_cards(work))
    double = work.rounds.filter(kind=RoundKind.DOUBLE, closed_at__isnull=False).first()
    run = round_.assignment
    return {
        "round": round_.pk,
        "snapshot": run.snapshot.digest if run else "",
        "codebook": round_.codebook.number,
        "answers": counts.answers,
        "audited": counts.audited,
        "letters": alike.letters,
        "in_letters": alike.in_letters,
        "agreement": double.result if double else None,
        "machine": (round_.result or {}).get("machine"),
        "stance": work.stance_question if counts.groups else "",
        "groups": [vars(group) for group in counts.groups],
        "themes": [
            {
                "key": theme.key,
                "title": theme.title,
                **_plain(theme.total),
                "groups": [_plain(each) for each in theme.groups],
            }
            for theme in counts.themes
        ],
    }


def _count(estimate: Estimate) -> Count:
    return Count(estimate.count, estimate.count_low, estimate.count_high, estimate.comments)


def _kept_back(count: Count) -> Count:
    return replace(count, count=None)


def _plain(count: Count) -> dict[str, Any]:
    """Without the interval where the count is kept back: it would tell nearly as much."""
    if count.count is None:
        return {"count": None, "low": None, "high": None, "percent": None, "exact": False}
    return {
        "count": count.count, "low": count.low, "high": count.high, "percent": count.percent, "exact": count.is_exact,
    }  # fmt: skip


def _to_hide(values: Sequence[int | None], policy: Policy, already: frozenset[int] = frozenset()) -> frozenset[int]:
    """Places of small values; and if only one is hidden, of the smallest other one too."""
    hidden = set(already) | {place for place, value in enumerate(values) if value is not None and policy.hides(value)}
    if len(hidden) == 1:
        others = [(value, place) for place, value in enumerate(values) if place not in hidden and value]
        hidden |= {place for _value, place in sorted(others)[:1]}
    return frozenset(hidden)
