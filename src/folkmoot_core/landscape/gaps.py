"""Work that nobody carries, and bodies that have not met for longer than they say they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from folkmoot_core.composition import months_after
from folkmoot_core.landscape.groups import Group, common_words, words_of


@dataclass(frozen=True, slots=True)
class Need:
    """Work that is to be done by some partnership or other."""

    key: str
    title: str
    carriers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Uncarried:
    """A need without a carrier, and bodies whose words come nearest: (key, shared words)."""

    need: Need
    nearest: tuple[tuple[str, tuple[str, ...]], ...]


def uncarried(needs: Sequence[Need], groups: Sequence[Group], *, nearest: int = 3) -> tuple[Uncarried, ...]:
    """The needs that no body on record carries, in order, each with at most `nearest` bodies to ask."""
    common = common_words(groups)
    words = {group.key: group.words - common for group in groups}
    here = frozenset(words)
    found = []
    for need in needs:
        if need.carriers & here:
            continue
        wanted = words_of([need.title]) - common
        near = [(key, tuple(sorted(wanted & has))) for key, has in words.items() if wanted & has]
        near.sort(key=lambda each: (-len(each[1]), each[0]))
        found.append(Uncarried(need, tuple(near[:nearest])))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Lapse:
    """A body that should have met: by `due`, after it last met (None: no meeting is on record)."""

    group: str
    last_met: date | None
    due: date | None
    months: int


def interval_in_months(meetings_a_year: int) -> int:
    """How many months may lie between two meetings of so many a year: 12 over their number, rounded up."""
    return -(-12 // meetings_a_year)


def lapsed(groups: Sequence[Group], day: date) -> tuple[Lapse, ...]:
    """Bodies with a printed frequency that have not met for longer than it, longest overdue first; then those of which
    no meeting is on record."""
    late, unknown = [], []
    for group in groups:
        if not group.meetings_a_year:
            continue
        months = interval_in_months(group.meetings_a_year)
        if group.last_met is None:
            unknown.append(Lapse(group.key, None, None, months))
            continue
        due = months_after(group.last_met, months)
        if day > due:
            late.append(Lapse(group.key, group.last_met, due, months))
    late.sort(key=lambda each: (each.due or day, each.group))
    return (*late, *unknown)
