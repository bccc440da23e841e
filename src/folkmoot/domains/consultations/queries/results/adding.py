"""Tables of several versions of a questionnaire, added up by question and option."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from folkmoot_core.survey import Cell, CrossRow, CrossTable, GroupBase, QuestionTable, Row, percent

Count = int | None


def total(counts: Iterable[Count]) -> int:
    """The sum of counts that are all there; tables are added before they are protected."""
    return sum(count or 0 for count in counts)


def add_tables(tables: Sequence[QuestionTable], responses: int) -> QuestionTable:
    """One table out of those of each version; words are the first one's. `responses`: all of them, also those to
    versions that did not ask this."""
    first = tables[0]
    answered = total(table.answered for table in tables)
    asked = total(table.asked for table in tables)
    return replace(
        first,
        responses=responses,
        asked=asked,
        answered=answered,
        no_reply=total(table.no_reply for table in tables),
        declined=total(table.declined for table in tables),
        most_choices=max(table.most_choices for table in tables),
        rows=tuple(
            _add_rows([row for table in tables for row in table.rows if row.key == key], answered, asked)
            for key in dict.fromkeys(row.key for table in tables for row in table.rows)
        ),
    )


def _add_rows(rows: Sequence[Row], answered: int, asked: int) -> Row:
    count = total(row.count for row in rows)
    places = [row for row in rows if row.ranked]
    ranked = total(row.ranked for row in places)
    positions = sum((row.mean_position or 0.0) * (row.ranked or 0) for row in places)
    return replace(
        rows[0],
        count=count,
        percent_of_answered=percent(count, answered),
        percent_of_asked=percent(count, asked),
        ranked=ranked if any(row.ranked is not None for row in rows) else None,
        mean_position=positions / ranked if ranked else None,
    )


def add_crosses(tables: Sequence[CrossTable]) -> CrossTable:
    """One table out of those of each version, all with the same groups."""
    first = tables[0]
    groups = tuple(_add_bases([table.groups[place] for table in tables]) for place in range(len(first.groups)))
    keys = dict.fromkeys(row.key for table in tables for row in table.rows)
    rows = [[row for table in tables for row in table.rows if row.key == key] for key in keys]
    return replace(
        first,
        groups=groups,
        overall=_add_bases([table.overall for table in tables]),
        most_choices=max(table.most_choices for table in tables),
        rows=tuple(_add_cross_rows(same, groups) for same in rows),
    )


def _add_bases(bases: Sequence[GroupBase]) -> GroupBase:
    return GroupBase(
        bases[0].label,
        total(base.responses for base in bases),
        total(base.answered for base in bases),
        total(base.no_reply for base in bases),
        total(base.declined for base in bases),
    )


def _add_cross_rows(rows: Sequence[CrossRow], groups: Sequence[GroupBase]) -> CrossRow:
    counts = [total(row.cells[place].count for row in rows) for place in range(len(groups))]
    cells = tuple(Cell(count, percent(count, group.answered or 0)) for count, group in zip(counts, groups, strict=True))
    return CrossRow(rows[0].key, rows[0].text, cells, sum(counts))
