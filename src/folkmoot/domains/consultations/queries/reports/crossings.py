"""Questions by groups of people, protected as the public pages protect them, with tests of what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _

from folkmoot_core.reports.inputs import (
    KEPT_BACK,
    Answer,
    Bases,
    Contrast,
    CrossAnswer,
    Crossing,
    District,
    Group,
    Question,
    Share,
)
from folkmoot_core.snapshots import Column
from folkmoot_core.snapshots.columns import QUANTITY, WORDS
from folkmoot_core.snapshots.counting import cross_of
from folkmoot_core.survey import Cell, CrossTable
from folkmoot_core.weighting import Moments, shares
from folkmoot_core.weighting.differences import differences

from ...adapters import DECLINED_CODE
from ..results import POLICY, Trait
from ..results.joining import joined_until_safe
from .source import NOT_KNOWN, OTHERS, Groups, Source

TRAITS = (Trait.DISTRICT, Trait.CAPACITY, Trait.AGE_BAND, Trait.SEX)
PROTECTED = (Trait.AGE_BAND, Trait.SEX)
# {(question, trait)} of breakdowns that are left out.
Without = Collection[tuple[str, str]]
# Nobody belongs to one of these by what they are, so that no difference is told of them.
NO_GROUP = (NOT_KNOWN, DECLINED_CODE, OTHERS)


@dataclass(frozen=True)
class SafeCross:
    """One question's tables by one trait, made safe. keys: of the groups. columns: a column for each table."""

    trait: Trait
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    tables: tuple[CrossTable, ...]


@dataclass(frozen=True)
class Untold:
    """A question that was to be broken down by a trait and cannot: too few figures could be shown."""

    question: str
    text: str
    trait: str


def crossings_of(source: Source, without: Without = frozenset()) -> tuple[tuple[Crossing, ...], tuple[Untold, ...]]:
    """Every question on the matter by district, kind of respondent, age and sex, and sex by age; and what of that could
    not be shown: by itself, or (`without`) beside what was published before."""
    found: list[Crossing] = []
    untold: list[Untold] = []
    for columns, groups in asked_by(source):
        question, trait = columns[0].question, groups.trait
        if columns[0].kind == WORDS:
            continue
        safe = None if (question, trait.value) in without else safe_cross_of(source, columns, groups)
        told = list(_of_question(source, safe)) if safe else []
        worth = [crossing for crossing in told if _compares(crossing)]
        found += worth
        if not worth and len(_answering(source, columns[0], groups)) > 1:
            untold.append(Untold(question, columns[0].text, trait_name(trait)))
    return tuple(found), tuple(untold)


def asked_by(source: Source) -> Iterator[tuple[list[Column], Groups]]:
    """Every question that a report looks at by groups, with the groups: several columns for a grid. Questions in words
    by kind of respondent alone."""
    asked = [(columns, _traits_for(source, columns[0])) for columns in source.closed.values()]
    asked += [([column], [Trait.CAPACITY]) for column in words_of(source)]
    for columns, traits in asked:
        for trait in traits:
            groups = source.groups(trait)
            if groups is not None and len(groups.sizes) > 1:
                yield columns, groups


def words_of(source: Source) -> list[Column]:
    """Questions in words that people were asked, without the words behind a tick and postcodes."""
    columns = source.book.of_kind(WORDS)
    return [each for each in columns if each.question and each.asked_as not in ("specify", "postcode")]


def _compares(crossing: Crossing) -> bool:
    """At least two groups have a share to show."""
    named = [place for place, group in enumerate(crossing.groups) if group.key not in NO_GROUP]
    shown = [place for place in named if any(a.shares[place].percent is not None for a in crossing.answers)]
    return len(shown) > 1


def _answering(source: Source, column: Column, groups: Groups) -> set[int]:
    """The places of the groups of which anybody was asked and answered."""
    return set(np.unique(groups.codes[source.answers(column).answered]).tolist())


def districts_of(source: Source, without: Without = frozenset()) -> tuple[District, ...]:
    """An extract for each district that can stand alone, out of the same tables by district that reports give.
    `without`: questions by a trait that are left out."""
    groups = source.groups(Trait.DISTRICT)
    if groups is None:
        return ()
    crosses = [
        safe
        for columns in source.closed.values()
        if Trait.DISTRICT in _traits_for(source, columns[0])
        and (columns[0].question, Trait.DISTRICT.value) not in without
        and (safe := safe_cross_of(source, columns, groups))
    ]
    whole = source.safe(source.book.column("trait:district"))
    counts = {row.key: row.count for row in whole.rows}
    found = []
    for key, name in groups.values.items():
        if key in counts and counts[key] is not None:
            asked = (question for safe in crosses for question in _questions_in(source, safe, key))
            told = tuple(question for question in asked if any(answer.share.n for answer in question.answers))
            found.append(District(key, name, counts[key], told))
    return tuple(found)


def safe_cross_of(source: Source, columns: list[Column], groups: Groups) -> SafeCross | None:
    """The tables of a question by a trait; None where they cannot be published, or nobody could be compared."""
    wholes = [source.safe(column) for column in columns]
    safe = joined_until_safe(
        groups.sizes,
        groups.values,
        lambda small: [_cross(source, column, groups, small) for column in columns],
        wholes,
        _published_groups(source, groups.trait),
    )
    if safe is None:
        return None
    return SafeCross(groups.trait, groups.joined(safe.small).keys, tuple(columns), safe.tables)


def _cross(source: Source, column: Column, groups: Groups, small: object) -> CrossTable:
    grouping = groups.joined(small)  # type: ignore[arg-type]
    return cross_of(source.answers(column), grouping.places, grouping.labels)


def _published_groups(source: Source, trait: Trait) -> dict[str, int | None]:
    """{label: count} of the groups that stand in a table of their own, as the pages publish it."""
    own = source.book.column("trait:district") if trait is Trait.DISTRICT else source.with_role(trait.value)
    return {row.text: row.count for row in source.safe(own).rows} if own else {}


def _traits_for(source: Source, column: Column) -> list[Trait]:
    """Nothing for questions on who somebody is, but sex by age: one of the two ways round, since the other would give
    away what it hides."""
    if column.kind == QUANTITY:
        return []
    if column.role == Trait.SEX.value:
        return [Trait.AGE_BAND] if source.with_role(Trait.AGE_BAND.value) else []
    return [] if source.asks_about_people(column) else list(TRAITS)


def _of_question(source: Source, safe: SafeCross) -> Iterator[Crossing]:
    for column, table in zip(safe.columns, safe.tables, strict=True):
        yield _crossing(source, safe, column, table)


def _crossing(source: Source, safe: SafeCross, column: Column, table: CrossTable) -> Crossing:
    # A group of which nobody answered has no share to compare.
    there = [place for place, group in enumerate(table.groups) if group.answered != 0]
    groups = tuple(Group(safe.keys[place], table.groups[place].label, table.groups[place].answered) for place in there)
    contrasts = _contrasts(table, [place for place in there if safe.keys[place] not in NO_GROUP], safe.keys)
    return Crossing(
        key=f"{column.name}.{safe.trait.value}",
        question=source.text_of(column),
        trait=trait_name(safe.trait),
        groups=groups,
        answers=tuple(
            CrossAnswer(row.key, row.text, tuple(_share(row.cells[place]) for place in there)) for row in table.rows
        ),
        contrasts=contrasts or (),
        tested=contrasts is not None,
        correction=_("Holm’s method, over each table") if contrasts is not None else "",
        protected=safe.trait in PROTECTED,
    )


def trait_name(trait: Trait) -> str:
    """As a heading and, in small letters, behind "by"."""
    return _("Kind of respondent") if trait is Trait.CAPACITY else str(trait.label)


def _share(cell: Cell) -> Share:
    return KEPT_BACK if cell.suppressed or cell.count is None else Share(cell.count, cell.percent)


def _contrasts(table: CrossTable, places: list[int], keys: tuple[str, ...]) -> tuple[Contrast, ...] | None:
    """What a test finds among the figures that are shown; None where there is nothing to compare."""
    shown = [place for place in places if (table.groups[place].answered or 0) >= POLICY.percent_base]
    if len(shown) < 2 or not table.rows:
        return None
    cells = [[row.cells[place].count for row in table.rows] for place in shown]
    counts = np.array([[count or 0 for count in group] for group in cells], dtype=np.int64)
    bases = np.array([table.groups[place].answered for place in shown], dtype=np.int64)
    estimated = shares(Moments.unweighted(counts), int(bases.sum()), Moments.unweighted(bases))
    hidden = np.array([[count is None for count in group] for group in cells])
    # Without a spread it is not tested, and not counted among the comparisons.
    found = differences(replace(estimated, se=np.where(hidden, np.nan, estimated.se)))
    if not found:
        return None
    names = [row.key for row in table.rows]
    real = [each for each in found if each.holds()]
    return tuple(Contrast(names[each.level], keys[shown[each.more]], keys[shown[each.fewer]]) for each in real)


def _questions_in(source: Source, safe: SafeCross, district: str) -> Iterator[Question]:
    """The answers of one district, as the table by district has them; nothing where it was put with others."""
    if district not in safe.keys:
        return
    place = safe.keys.index(district)
    for number, (column, table) in enumerate(zip(safe.columns, safe.tables, strict=True)):
        group = table.groups[place]
        told = (group.answered, group.no_reply, group.declined)
        asked = None if None in told else sum(count or 0 for count in told)
        if asked == 0:
            continue
        own = source.numbers[column.question]
        yield Question(
            key=column.name,
            number=own if len(safe.columns) == 1 else f"{own}.{number + 1}",
            text=source.text_of(column),
            answers=tuple(Answer(row.key, row.text, _share(row.cells[place])) for row in table.rows),
            bases=Bases(group.responses, asked, *told),
            section=column.section,
            most_choices=table.most_choices,
        )
