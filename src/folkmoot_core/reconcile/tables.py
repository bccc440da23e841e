"""Read whole printed tables: a CSV file each, as printed, and in `tables.yaml` what its rows and columns are.

What the structure says is found without being told: a row or column called “Total” is the total of the others, and a
column of percentages beside a column of counts is of their total.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import NamedTuple

from folkmoot_core.packfiles import Report, Row, YamlMap, parse_partial, read_csv
from folkmoot_core.packfiles.documents import read_yaml_list
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.reconcile.figures import Check, Figure, Relation, Value
from folkmoot_core.reconcile.numbers import number_in

TOTALS = frozenset({"total", "totals", "all", "all ages", "sum", "grand total"})
COUNTS = frozenset({"count", "number", "responses"})
PERCENTAGES = frozenset({"percent", "percentage", "%", "per cent"})
BESIDE = frozenset({"source", "note"})
NO_TOTAL = "none"
_KEYS = (
    *("key", "title", "file", "source", "unit", "rounded_to", "total_row", "total_column", "sums", "shares", "percent"),
    *("where", "long", "of_counts", "same", "in_order", "parts_below"),
)


class Place(NamedTuple):
    path: Path
    line: int


class Cell(NamedTuple):
    printed: str
    line: int
    source: str
    note: str


@dataclass(slots=True)
class _Table:
    """A printed table while it is read."""

    key: str
    title: str
    source: str
    path: Path
    unit: str
    rounded_to: Decimal | None
    cells: dict[tuple[str, str], Cell]
    total_row: str | None = None
    total_column: str | None = None
    relations: dict[tuple[str, str], list[Relation]] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row for row, _column in self.cells))

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column for _row, column in self.cells))

    def ref(self, row: str, column: str) -> str:
        return f"{self.key}|{row}|{column}"

    def relate(self, row: str, column: str, relation: Relation) -> None:
        self.relations.setdefault((row, column), []).append(relation)

    def has(self, row: str, column: str) -> bool:
        cell = self.cells.get((row, column))
        return cell is not None and bool(cell.printed)


def read_tables(path: Path, report: Report) -> Iterator[tuple[Figure, Place]]:
    """Every cell of every table as a figure with what it should agree with, and the line it stands on."""
    seen: set[str] = set()
    for section in read_yaml_list(path, report):
        section.unknown(_KEYS)
        key = section.key("key")
        if key in seen:
            section.fault("key", f"There is a table “{key}” already.", "Give each table a key of its own.")
            continue
        seen.add(key)
        table = _read(section, key, path.parent, report)
        if table is not None:
            _find_totals(table, section)
            _declared(table, section)
            yield from _figures(table)


def _read(section: YamlMap, key: str, folder: Path, report: Report) -> _Table | None:
    name = section.text("file", 100)
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.parent.resolve()) or path.suffix != ".csv":
        section.fault("file", f"“{name}” is no table of this pack.", "Name a CSV file by its path from figures/.")
        return None
    rows = read_csv(path, report, (), extra=True)
    where = _pairs(section, "where")
    rows = [row for row in rows if all(row.get(column, "").strip() == value for column, value in where.items())]
    cells = _long(section, rows) if "long" in section else _wide(rows)
    if not cells:
        section.fault("file", f"There are no figures for this table in “{name}”.", "Check the file and `where`.")
        return None
    return _Table(
        key=key,
        title=section.text("title", 200),
        source=section.text("source", 300),
        path=path,
        unit=section.text("unit", 30, blank=True) or "count",
        rounded_to=number_in(section.text("rounded_to", 20, blank=True)),
        cells=cells,
    )


def _wide(rows: Sequence[Row]) -> dict[tuple[str, str], Cell]:
    """A row of the file is a row of the table; its first column holds the labels."""
    cells: dict[tuple[str, str], Cell] = {}
    names = [name for name in (rows[0] if rows else ()) if name not in BESIDE]
    for row in rows:
        label = row[names[0]].strip()
        if not label or any(label == known for known, _column in cells):
            row.fault(names[0], "This label is empty or stands twice.", "Give each row a label of its own.")
            continue
        for column in names[1:]:
            source, note = row.get("source", "").strip(), row.get("note", "").strip()
            cells[label, column] = Cell(row[column].strip(), row.line, source, note)
    return cells


def _long(section: YamlMap, rows: Sequence[Row]) -> dict[tuple[str, str], Cell]:
    """A row of the file is a cell of the table: `long` names the columns of row label, column label and figure."""
    names = section.map("long")
    names.unknown(("row", "column", "value"))
    row_name, column_name, value_name = (names.text(each, 100) for each in ("row", "column", "value"))
    cells: dict[tuple[str, str], Cell] = {}
    for row in rows:
        place = row.get(row_name, "").strip(), row.get(column_name, "").strip()
        if place in cells:
            row.fault(value_name, f"{', '.join(place)}: there are two figures.", "Keep one.")
            continue
        source, note = row.get("source", "").strip(), row.get("note", "").strip()
        cells[place] = Cell(row.get(value_name, "").strip(), row.line, source, note)
    return cells


def _find_totals(table: _Table, section: YamlMap) -> None:
    """The total row and column: those that are named, else those that are called so."""
    for kind, labels in (("total_row", tuple(table.rows)), ("total_column", table.columns)):
        named = section.text(kind, 100, blank=True)
        if named and named not in (*labels, NO_TOTAL):
            section.fault(kind, f"“{named}” is not in “{table.title}”.", mend_name(named, labels))
        found = named or next((label for label in labels if label.casefold() in TOTALS), None)
        if found and found != NO_TOTAL and found in labels and table.unit == "count":
            setattr(table, kind, found)
    if table.total_column is not None:
        parts = [column for column in table.columns if column != table.total_column]
        for row in table.rows:
            _sum(table, (row, table.total_column), [(row, column) for column in parts])
    if table.total_row is not None:
        parts = [row for row in table.rows if row != table.total_row]
        for column in table.columns:
            if _kind(column) != "percentage":
                _sum(table, (table.total_row, column), [(row, column) for row in parts])
    counts = next((column for column in table.columns if _kind(column) == "count"), None)
    share = next((column for column in table.columns if _kind(column) == "percentage"), None)
    if counts and share and table.total_row and "percent" not in section:
        base = table.ref(table.total_row, counts)
        for row in table.rows:
            table.relate(row, share, Relation(Check.PERCENTAGE, (table.ref(row, counts), base)))


def _kind(column: str) -> str:
    word = column.casefold()
    return "percentage" if word in PERCENTAGES else "count" if word in COUNTS else ""


def _sum(table: _Table, total: tuple[str, str], parts: Iterable[tuple[str, str]]) -> None:
    table.relate(*total, Relation(Check.TOTAL, tuple(table.ref(*part) for part in parts)))


def _declared(table: _Table, section: YamlMap) -> None:
    """What the table is told to hold besides."""
    for each in section.maps("sums", blank=True):
        each.unknown(("total", "parts"))
        total, parts = _one(table, each, "total"), _several(table, each, "parts")
        for row in table.rows if total in table.columns else ():
            _sum(table, (row, total), [(row, part) for part in parts])
        for column in table.columns if total in table.rows else ():
            _sum(table, (total, column), [(part, column) for part in parts])
    for each in section.maps("parts_below", blank=True):
        each.unknown(("whole", "parts"))
        whole, parts = _one(table, each, "whole"), _several(table, each, "parts")
        for row, part in product(table.rows if whole in table.columns else (), parts):
            table.relate(row, part, Relation(Check.PART, (table.ref(row, whole),)))
        for column, part in product(table.columns if whole in table.rows else (), parts):
            table.relate(part, column, Relation(Check.PART, (table.ref(whole, column),)))
    for each in section.maps("percent", blank=True):
        each.unknown(("percent", "count", "base"))
        share, count, base = _one(table, each, "percent"), _one(table, each, "count"), each.text("base", 200)
        for row in table.rows:
            of = table.ref(row, base) if base in table.columns else base
            table.relate(row, share, Relation(Check.PERCENTAGE, (table.ref(row, count), of)))
    _side_by_side(table, section)
    _shares(table, section)
    _of_counts(table, section)


def _side_by_side(table: _Table, section: YamlMap) -> None:
    """Columns that say the same, and columns of dates that follow each other."""
    for each in section.maps("same", blank=True):
        each.unknown(("columns", "words"))
        first, *others = _several(table, each, "columns") or ("",)
        words = each.text("words", 300, blank=True)
        for row, other in product(table.rows, others):
            if table.has(row, first) and table.has(row, other):
                table.relate(row, other, Relation(Check.SOURCES, (table.ref(row, first),), words=words))
    for each in section.maps("in_order", blank=True):
        each.unknown(("first", "then", "words"))
        first, then = each.text("first", 200), _one(table, each, "then")
        words = each.text("words", 300, blank=True)
        for row in table.rows:
            earlier = table.ref(row, first) if first in table.columns else first
            table.relate(row, then, Relation(Check.DATES, (earlier,), limit="before", words=words))


def _shares(table: _Table, section: YamlMap) -> None:
    """`shares: down` or `across`: they add up to 100, as far as rounding allows."""
    way = section.choice("shares", ("down", "across"), blank=True)
    rows = [row for row in table.rows if row != table.total_row]
    if way == "across":
        for row in rows:
            hundred = Relation(Check.TOTAL, tuple(table.ref(row, column) for column in table.columns), limit="100")
            table.relate(row, table.columns[0], hundred)
    if way == "down" and rows:
        for column in table.columns:
            hundred = Relation(Check.TOTAL, tuple(table.ref(row, column) for row in rows), limit="100")
            table.relate(rows[0], column, hundred)


def _of_counts(table: _Table, section: YamlMap) -> None:
    """Percentages of counts in another table: each must be a share that whole numbers have, and that of all must lie
    where the rows' allow. Of a row and count with several percentages, either all are printed or none."""
    for each in section.maps("of_counts", blank=True):
        each.unknown(("table", "columns", "rows", "rest", "mean_row", "total_row"))
        other, mean_row = each.text("table", 100), each.text("mean_row", 100, blank=True)
        names, columns, rest = (_pairs(each, name) for name in ("rows", "columns", "rest"))
        parts = [row for row in table.rows if row != mean_row and row not in rest]
        for column, counts in columns.items():
            if column not in table.columns:
                each.fault("columns", f"“{column}” is not in “{table.title}”.", mend_name(column, table.columns))
                continue
            bases = {row: f"{other}|{names.get(row, row)}|{counts}" for row in parts}
            for row, base in bases.items():
                table.relate(row, column, Relation(Check.PERCENTAGE, (base,), limit="whole"))
                alike = [c for c, of in columns.items() if of == counts]
                beside = [table.ref(row, c) for c in alike if c != column]
                once = "all" if column == alike[0] else ""  # that none of them is printed is said once
                table.relate(row, column, Relation(Check.MISSING, (base, *beside), limit=once))
            for row, beside_row in rest.items():
                fellows = [table.ref(beside_row, c) for c, of in columns.items() if of == counts]
                if row in table.rows and beside_row in bases and fellows[0] == table.ref(beside_row, column):
                    table.relate(row, column, Relation(Check.PERCENTAGE, (*fellows, bases[beside_row]), limit="rest"))
            if mean_row in table.rows:
                everybody = f"{other}|{each.text('total_row', 100)}|{counts}"
                inputs = [key for row, base in bases.items() for key in (table.ref(row, column), base)]
                table.relate(mean_row, column, Relation(Check.OUTSIDE, (everybody, *inputs), limit="mean"))


def _pairs(section: YamlMap, name: str) -> Mapping[str, str]:
    if name not in section:
        return {}
    inner = section.map(name)
    return {key: inner.text(key, 200) for key in inner}


def _one(table: _Table, section: YamlMap, name: str) -> str:
    label = section.text(name, 200)
    if label and label not in table.columns and label not in table.rows:
        section.fault(name, f"“{label}” is not in “{table.title}”.", mend_name(label, (*table.columns, *table.rows)))
    return label


def _several(table: _Table, section: YamlMap, name: str) -> tuple[str, ...]:
    labels = section.texts(name)
    for label in labels:
        if label not in table.columns and label not in table.rows:
            section.fault(
                name, f"“{label}” is not in “{table.title}”.", mend_name(label, (*table.columns, *table.rows))
            )
    return labels


def _figures(table: _Table) -> Iterator[tuple[Figure, Place]]:
    for (row, column), cell in table.cells.items():
        figure = Figure(
            key=table.ref(row, column),
            what=f"{table.title}: {', '.join(filter(None, (row, column)))}",
            printed=cell.printed,
            value=_value(table.unit, cell.printed),
            source=cell.source or table.source,
            unit="percent" if _kind(column) == "percentage" else table.unit,
            rounded_to=table.rounded_to,
            note=cell.note,
            relations=tuple(table.relations.get((row, column), ())),
        )
        yield figure, Place(table.path, cell.line)


def _value(unit: str, printed: str) -> Value | None:
    if not printed:
        return None
    if unit == "text":
        return printed
    if unit == "date":
        return parse_partial(printed)
    return number_in(printed)
