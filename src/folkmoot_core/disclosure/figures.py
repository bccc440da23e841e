"""What a table says, as single statements: so many people of this kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot_core.survey import CrossTable, GroupBase, QuestionTable

Who = frozenset[tuple[str, frozenset[str]]]
"""People: {(variable, the levels they have one of)}; a variable that is not named may be anything."""

# Levels that every question has besides its options.
NO_REPLY, DECLINED, NOT_ASKED = "(no reply)", "(does not wish to say)", "(not asked)"
YES, NO = "chosen", "not chosen"
# The one level of those who gave words or a number.
GAVE = "(answered)"


def who(**levels: str | Iterable[str]) -> Who:
    """who(view="for", place=["Fen", "Hill"])."""
    return who_of(levels)


def who_of(levels: Mapping[str, str | Iterable[str]]) -> Who:
    return frozenset(
        (name, frozenset([chosen] if isinstance(chosen, str) else chosen)) for name, chosen in levels.items()
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """At least `low` and at most `high` of these people. Printed exactly: low == high. Hidden: 0 and None."""

    who: Who
    low: int = 0
    high: int | None = None

    @classmethod
    def shown(cls, people: Who, count: int | None) -> Figure:
        return cls(people) if count is None else cls(people, count, count)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def narrowed(self, other: Figure) -> Figure:
        highs = [high for high in (self.high, other.high) if high is not None]
        return Figure(self.who, max(self.low, other.low), min(highs) if highs else None)

    def as_json(self) -> list[Any]:
        return [{name: sorted(levels) for name, levels in sorted(self.who)}, self.low, self.high]

    @classmethod
    def from_json(cls, content: list[Any]) -> Figure:
        return cls(who_of(content[0]), content[1], content[2])


@dataclass(frozen=True)
class Statements:
    """The figures of one table, and {variable: all its levels}."""

    figures: tuple[Figure, ...]
    levels: Mapping[str, tuple[str, ...]]


def statements_of(
    table: QuestionTable | CrossTable,
    *,
    by: str = "",
    groups: Mapping[str, Iterable[str]] | None = None,
    among: Mapping[str, str | Iterable[str]] | None = None,
) -> Statements:
    """All counts of a table, the hidden ones too.

    by: the variable of the groups of a CrossTable. groups: {label of a group: its levels}, for groups that are several
    levels put together. among: whom alone the table counts, {variable: levels}.
    """
    named = groups or {}
    found: list[Figure] = []
    levels: dict[str, tuple[str, ...]] = {}
    several = (
        [(table.overall, [row.total for row in table.rows] or [table.overall.answered], dict(among or {}))]
        if isinstance(table, CrossTable)
        else []
    )
    if isinstance(table, CrossTable):
        for place, group in enumerate(table.groups):
            own = tuple(named.get(group.label, (group.label,)))
            counts = [row.cells[place].count for row in table.rows] if table.rows else [group.answered]
            several.append((group, counts, {**(among or {}), by: own}))
        levels[by] = tuple(level for group in table.groups for level in named.get(group.label, (group.label,)))
    else:
        base = GroupBase("", table.responses, table.answered, table.no_reply, table.declined)
        several.append((base, [row.count for row in table.rows] or [table.answered], dict(among or {})))
    options = [row.key for row in table.rows] or [GAVE]
    for base, counts, inside in several:
        found += _of_one(table, options, base, counts, inside)
    if table.additive:
        levels[table.key] = (*options, NO_REPLY, DECLINED, NOT_ASKED)
    else:
        levels |= {f"{table.key}/{option}": (YES, NO, NO_REPLY, DECLINED, NOT_ASKED) for option in options}
    if not isinstance(table, CrossTable):
        asked = (*options, NO_REPLY, DECLINED) if table.additive else ()
        if asked:
            found.append(Figure.shown(who_of({**(among or {}), table.key: asked}), table.asked))
    return Statements(tuple(found), levels)


def _of_one(
    table: QuestionTable | CrossTable,
    options: list[str],
    base: GroupBase,
    counts: list[int | None],
    inside: Mapping[str, str | Iterable[str]],
) -> Iterable[Figure]:
    """The figures of one group of people."""
    yield Figure.shown(who_of(inside), base.responses)
    families = {table.key: tuple(options)} if table.additive else {f"{table.key}/{key}": (YES, NO) for key in options}
    for variable, answers in families.items():
        if answers:
            yield Figure.shown(who_of({**inside, variable: answers}), base.answered)
        yield Figure.shown(who_of({**inside, variable: NO_REPLY}), base.no_reply)
        yield Figure.shown(who_of({**inside, variable: DECLINED}), base.declined)
    for option, count in zip(options, counts, strict=True):
        one = {table.key: option} if table.additive else {f"{table.key}/{option}": YES}
        yield Figure.shown(who_of({**inside, **one}), count)
