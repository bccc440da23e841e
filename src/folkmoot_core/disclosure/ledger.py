"""The ledger of what was shown, so that two releases cannot be subtracted.

A release is what one table showed of one state of the responses (a snapshot). Before another is made, the ledger looks
at all of them together: at figures of the same people in two states (the same table before and after a few more
responses), and, within a state, at what the tables give when one is taken from the other (a filtered table beside the
whole, a coarser beside a finer grouping). It asks for every number from 1 to threshold - 1 that only the new and the
former ones *together* tell; what a table tells by itself is for `protect` to hide.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from folkmoot_core.disclosure.attacks import Knowledge, merged
from folkmoot_core.disclosure.figures import DECLINED, NO_REPLY, NOT_ASKED, Figure, Statements, Who
from folkmoot_core.disclosure.policy import Policy

_SILENT = frozenset({NO_REPLY, DECLINED, NOT_ASKED})
MOST_ATOMS = 2_000


@dataclass(frozen=True)
class Release:
    """One table as it was shown. table: what was asked for, in words of the program. state: of which responses.

    subjects: the variables of its question (one for each option, where several may be chosen); its other variables say
    by what it is grouped or narrowed.
    """

    table: str
    state: str
    figures: tuple[Figure, ...]
    levels: Mapping[str, tuple[str, ...]]
    subjects: tuple[str, ...]

    @classmethod
    def of(cls, table: str, state: str, question: str, statements: Statements) -> Release:
        """A release of a table of `question`."""
        names = {name for figure in statements.figures for name, _levels in figure.who} | set(statements.levels)
        subjects = sorted(name for name in names if name == question or name.startswith(f"{question}/"))
        return cls(table, state, statements.figures, statements.levels, tuple(subjects or [question]))

    @property
    def key(self) -> str:
        """SHA-256 of what was asked for, of which state: the same table of the same responses has the same key."""
        return hashlib.sha256(json.dumps([self.table, self.state]).encode()).hexdigest()

    @cached_property
    def others(self) -> frozenset[str]:
        names = {name for figure in self.figures for name, _levels in figure.who}
        return frozenset(names - set(self.subjects))

    def within(self, variables: frozenset[str]) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if {name for name, _levels in figure.who} <= variables)

    def without(self, people: Who) -> Release:
        """The same with one figure hidden."""
        return replace(self, figures=tuple(Figure(f.who) if f.who == people else f for f in self.figures))

    def as_json(self) -> dict[str, Any]:
        return {
            "table": self.table,
            "state": self.state,
            "subjects": list(self.subjects),
            "levels": {name: list(levels) for name, levels in self.levels.items()},
            "figures": [figure.as_json() for figure in self.figures],
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Release:
        return cls(
            content["table"],
            content["state"],
            tuple(Figure.from_json(each) for each in content["figures"]),
            {name: tuple(levels) for name, levels in content["levels"].items()},
            tuple(content["subjects"]),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """Between `low` and `high` people (below the threshold) are of this kind, and not of `less`; `since`: they came
    between two states, of which this is the former."""

    who: Who
    low: int
    high: int
    less: Who | None = None
    since: str = ""


@dataclass(frozen=True)
class Ledger:
    """All releases, in the order in which they were made."""

    releases: tuple[Release, ...] = ()

    def having(self, release: Release) -> Ledger:
        return Ledger((*self.releases, release))

    def holds(self, release: Release) -> bool:
        return any(each.key == release.key for each in self.releases)

    def told_by(self, release: Release, policy: Policy = Policy()) -> tuple[Told, ...]:  # noqa: B008 - frozen
        """What it and the former releases tell together that neither tells alone; nothing: it may be shown."""
        if self.holds(release):
            return ()
        found = [*self._beside(release, policy), *self._between(release, policy)]
        return tuple(dict.fromkeys(found))

    def fitted(self, release: Release, policy: Policy = Policy()) -> Release | None:  # noqa: B008 - frozen
        """The release with as much hidden as must be; None where nothing of it could be shown.

        Hides one figure after the other: of those that the first thing told rests on the narrowest, then the smallest.
        """
        while told := self.told_by(release, policy):
            culprits = [
                figure for figure in release.figures if figure.high is not None and _touches(figure.who, told[0])
            ]
            if not culprits:
                return None
            worst = min(culprits, key=lambda figure: (figure.who != told[0].who, -len(figure.who), figure.low))
            release = release.without(worst.who)
        return release if any(figure.high is not None for figure in release.figures) else None

    def _beside(self, release: Release, policy: Policy) -> Iterator[Told]:
        """Together with other tables of the same responses."""
        former = [each for each in self.releases if each.state == release.state]
        for subject in release.subjects:
            variables = _variables(subject, release, former)
            old = merged(figure for each in former for figure in each.within(variables))
            new = release.within(variables)
            levels = _levels([*former, release], variables)
            if not old or not new or _atoms(levels) > MOST_ATOMS:
                continue
            yield from _together(Knowledge(old, levels), Knowledge(new, levels), policy)

    def _between(self, release: Release, policy: Policy) -> Iterator[Told]:
        """What changed since other states. Figures of the same people are compared, printed or worked out."""
        states = dict.fromkeys(each.state for each in self.releases if each.state != release.state)
        now = [each for each in self.releases if each.state == release.state] + [release]
        for state in states:
            before = [each for each in self.releases if each.state == state]
            for subject in release.subjects:
                variables = frozenset({subject}) | release.others
                for people, old, new in _both(before, now, variables):
                    low, high = _less(new, old)
                    if _few(low, high, policy) or _few(-high, -low, policy):
                        small = sorted((abs(int(low)), abs(int(high))))
                        yield Told(people, small[0], small[1], since=state)


def _together(old: Knowledge, new: Knowledge, policy: Policy) -> Iterator[Told]:
    both = Knowledge(merged([*old.figures, *new.figures]), old.levels)
    for people, less in _targets(old.figures, new.figures, policy):
        try:
            low, high = both.bounds(people, less)
        except ValueError:
            # Different people were counted after all: no conclusion can be drawn from the two.
            return
        if not _few(low, high, policy):
            continue
        alone = [_bounds(known, people, less) for known in (old, new)]
        if not any(_few(*found, policy) for found in alone):
            yield Told(people, low, int(high), less)


def _targets(old: Iterable[Figure], new: Iterable[Figure], policy: Policy) -> Iterator[tuple[Who, Who | None]]:
    """Of whom it is asked: all that were hidden somewhere, and what is left when one figure is taken from another."""
    hidden = dict.fromkeys(figure.who for figure in (*old, *new) if not figure.is_exact and figure.who)
    for people in hidden:
        if not _is_silent(people):
            yield people, None
    for whole, part in ((a, b) for one, two in ((old, new), (new, old)) for a in one for b in two):
        exact = whole.who != part.who and whole.is_exact and part.is_exact
        if exact and _inside(part.who, whole.who) and policy.hides(whole.low - part.low):
            yield whole.who, part.who


def _both(
    before: list[Release], now: list[Release], variables: frozenset[str]
) -> Iterator[tuple[Who, tuple[int, float], tuple[int, float]]]:
    """People of whom both states say something, with what they say."""
    sides = []
    for side in (before, now):
        figures = merged(figure for each in side for figure in each.within(variables))
        sides.append(Knowledge(figures, _levels(side, variables)))
    old, new = sides
    for people in dict.fromkeys(figure.who for side in sides for figure in side.figures if figure.high is not None):
        if not people or _is_silent(people):
            continue
        found = [_said(side, people) for side in (old, new)]
        if found[0] is not None and found[1] is not None:
            yield people, found[0], found[1]


def _said(known: Knowledge, people: Who) -> tuple[int, float] | None:
    for figure in known.figures:
        if figure.who == people and figure.high is not None:
            return figure.low, figure.high
    return _bounds(known, people) if known.tells_apart(people) else None


def _bounds(known: Knowledge, people: Who, less: Who | None = None) -> tuple[int, float]:
    """Everything possible, where it tells nothing."""
    if not known.figures or not all(known.tells_apart(each) for each in (people, less) if each is not None):
        return 0, float("inf")
    return known.bounds(people, less)


def _few(low: float, high: float, policy: Policy) -> bool:
    """Certain to be somebody, and certain to be few."""
    return low >= 1 and high < policy.threshold


def _less(new: tuple[int, float], old: tuple[int, float]) -> tuple[float, float]:
    return new[0] - old[1], new[1] - old[0]


def _is_silent(people: Who) -> bool:
    """Of those who gave no answer: how many they are says nothing of anybody."""
    return any(levels <= _SILENT for _name, levels in people)


def _inside(part: Who, whole: Who) -> bool:
    """Whether all of the one are among the other."""
    own = dict(part)
    return all(name in own and own[name] <= levels for name, levels in whole)


def _touches(people: Who, told: Told) -> bool:
    own = dict(people)
    return all(levels & own[name] for name, levels in told.who if name in own)


def _variables(subject: str, release: Release, former: Iterable[Release]) -> frozenset[str]:
    """The question, what the new table is grouped by, and what tables of the same question that cut it finer are."""
    found = frozenset({subject}) | release.others
    for each in former:
        if subject in each.subjects and each.others >= release.others:
            found |= each.others
    return found


def _levels(releases: Iterable[Release], variables: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """All levels that any of them knows, of the variables of which any knows all."""
    found: dict[str, tuple[str, ...]] = {}
    for each in releases:
        for name, levels in each.levels.items():
            if name in variables:
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), *levels)))
    return found


def _atoms(levels: Mapping[str, tuple[str, ...]]) -> int:
    number = 1
    for each in levels.values():
        number *= max(len(each), 1)
    return number
