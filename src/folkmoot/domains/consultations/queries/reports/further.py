"""Tables for the annex: answers in words, and what could not be broken down."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from folkmoot_core.reports.figures import KEPT_BACK, Figure, count
from folkmoot_core.reports.tables import Column, Row, Table
from folkmoot_core.snapshots import Column as SnapshotColumn

from ..results import Trait
from .crossings import Untold, Without, safe_cross_of, words_of
from .source import OTHERS, Source


def words_tables(source: Source, without: Without = frozenset()) -> tuple[Table, ...]:
    """How many answered each question in words: all of them, and by kind of respondent, but those of `without`."""
    columns = words_of(source)
    found = [_whole_table(source, columns)] if columns else []
    by_capacity = _by_capacity(
        source, [each for each in columns if (each.question, Trait.CAPACITY.value) not in without]
    )
    return tuple([*found, by_capacity] if by_capacity else found)


def _whole_table(source: Source, columns: list[SnapshotColumn]) -> Table:
    names = {"answered": _("Answered"), "no_reply": _("No reply"), "asked": _("Asked")}
    rows = []
    for column in columns:
        table = source.safe(column)
        cells = tuple(_count(getattr(table, name)) for name in names)
        rows.append(Row(column.name, source.text_of(column), cells))
    heads = tuple(Column(key, header) for key, header in names.items())
    return Table("words.answered", _("Answers in words"), _("Question"), heads, tuple(rows), _notes(rows))


def _by_capacity(source: Source, columns: list[SnapshotColumn]) -> Table | None:
    """A row for each question that can be shown for every kind of respondent, a column for each kind that answered."""
    groups = source.groups(Trait.CAPACITY)
    if groups is None:
        return None
    rows, labels = {}, {}
    for column in columns:
        safe = safe_cross_of(source, [column], groups)
        if safe is not None and OTHERS not in safe.keys:
            rows[column.name] = {key: base.answered for key, base in zip(safe.keys, safe.tables[0].groups, strict=True)}
            labels = {key: base.label for key, base in zip(safe.keys, safe.tables[0].groups, strict=True)}
    kinds = {key: label for key, label in labels.items() if any(counts[key] != 0 for counts in rows.values())}
    if not kinds:
        return None
    lines = [
        Row(column.name, source.text_of(column), tuple(_count(rows[column.name][key]) for key in kinds))
        for column in columns
        if column.name in rows
    ]
    heads = tuple(Column(key, label) for key, label in kinds.items())
    caption = _("Answers in words, by kind of respondent")
    return Table("words.answered.capacity", caption, _("Question"), heads, tuple(lines), _notes(lines))


def untold_table(untold: Sequence[Untold]) -> tuple[Table, ...]:
    """The breakdowns that were looked at and cannot be shown."""
    if not untold:
        return ()
    traits: dict[str, list[str]] = {}
    texts = {each.question: each.text for each in untold}
    for each in untold:
        traits.setdefault(each.question, []).append(each.trait.lower())
    rows = tuple(Row(key, texts[key], (", ".join(names),)) for key, names in traits.items())
    caption = _("Breakdowns that are not shown, because somebody could be recognised from them")
    return (Table("breakdowns.untold", caption, _("Question"), (Column("by", _("By")),), rows),)


def _count(number: int | None) -> Figure:
    return count(number, kept_back=number is None)


def _notes(rows: Sequence[Row]) -> tuple[str, ...]:
    hidden = any(
        isinstance(cell, Figure) and cell.mark == KEPT_BACK and cell.hidden for row in rows for cell in row.cells
    )
    return (_("[c]: kept back, because somebody could be recognised."),) if hidden else ()
