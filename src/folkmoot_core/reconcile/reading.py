"""Read the published figures of a pack: `figures/*.csv`, a figure in each row, and `figures/tables.yaml`, whole tables.

Faults go to a `Report` with file and line. The format is described in the packs' README.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from folkmoot_core.packfiles import Report, Row, parse_partial, read_csv
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.reconcile.figures import Book, Check, Figure, Qualifier, Relation, Value
from folkmoot_core.reconcile.formulas import read_formula
from folkmoot_core.reconcile.numbering import UNIT as NUMBERING
from folkmoot_core.reconcile.numbers import number_in
from folkmoot_core.reconcile.tables import Place, read_tables
from folkmoot_core.values import Invalid

FOLDER = "figures"
TABLES = "tables.yaml"
REQUIRED = ("key", "what", "printed", "source")
OPTIONAL = (
    *("read_as", "unit", "qualifier", "rounded_to", "note", "rule"),
    *("total_of", "part_of", "between", "percent_of", "formula", "same_as", "stated_as", "count_of"),
    *("not_before", "not_after", "at_least", "at_most", "must_be"),
)
# Columns that hold keys of other figures, and what each asks.
_KEYED = {
    "total_of": Check.TOTAL,
    "between": Check.OUTSIDE,
}
_ONE_EACH = {
    "part_of": (Check.PART, ""),
    "same_as": (Check.SOURCES, ""),
    "stated_as": (Check.INPUT, ""),
    "not_before": (Check.DATES, "before"),
    "not_after": (Check.DATES, "after"),
    "at_least": (Check.RULE, "least"),
    "at_most": (Check.RULE, "most"),
}
_NONE = frozenset({"", "***", "n/a", "na", "-", "–", "not printed"})
_MOST = 300


def read_figures(pack: Path, report: Report) -> Book:
    """The book of a pack's published figures; an empty one where there is no folder of them."""
    folder = pack / FOLDER
    figures: dict[str, Figure] = {}
    places: dict[str, Place] = {}
    lists: dict[str, tuple[Mapping[str, str], ...]] = {}
    if not folder.is_dir():
        return Book(figures)
    if (folder / TABLES).is_file():
        for figure, place in read_tables(folder / TABLES, report):
            figures[figure.key] = figure
            places[figure.key] = place
    tables = {place.path for place in places.values()}
    for path in sorted(path for path in folder.glob("*.csv") if path.resolve() not in tables):
        for row in read_csv(path, report, REQUIRED, OPTIONAL, unique=["key"]):
            key = row.key("key")
            if key in figures:
                row.fault("key", f"There is a figure “{key}” already.", "Give each figure a key of its own.")
                continue
            figures[key] = _figure(key, row, pack, lists, report)
            places[key] = Place(path, row.line)
    _check_keys(figures, places, report)
    return Book(figures, lists)


def _figure(key: str, row: Row, pack: Path, lists: dict[str, tuple[Mapping[str, str], ...]], report: Report) -> Figure:
    unit = row.text("unit", 30)
    printed = row.text("printed", _MOST, blank=True)
    return Figure(
        key=key,
        what=row.text("what", _MOST),
        printed=printed,
        value=_value(row, printed, unit),
        source=row.text("source", _MOST),
        unit=unit,
        qualifier=Qualifier(row.choice("qualifier", tuple(Qualifier), blank=True) or Qualifier.EXACTLY),
        rounded_to=number_in(row.text("rounded_to", 20)),
        note=row.text("note", _MOST),
        relations=(*_relations(row), *_listed(row, pack, lists, report)),
    )


def _value(row: Row, printed: str, unit: str) -> Value | None:
    text = row.text("read_as", _MOST) or printed
    if text.casefold() in _NONE:
        return None
    if unit in ("text", NUMBERING):
        return text
    if unit == "date":
        day = parse_partial(text)
        if day is None:
            row.fault("read_as", f"“{text}” is no date.", "Write it as 2011-06-20, 2011-06 or 2011 under read_as.")
        return day
    number = number_in(text)
    if number is None:
        row.fault("printed", f"“{text}” is not one number.", "Put the number that is meant under read_as.")
    return number


def _relations(row: Row) -> Iterable[Relation]:
    rule = row.text("rule", _MOST)
    for column, check in _KEYED.items():
        keys = row.many(column)
        if keys:
            yield Relation(check, keys, words=rule)
    for column, (check, limit) in _ONE_EACH.items():
        for key in row.many(column):
            yield Relation(check, (key,), limit=limit, words=rule)
    if row.text("must_be", _MOST):
        yield Relation(Check.MISSING, limit=row.text("must_be", _MOST), words=rule)
    share = row.text("percent_of", _MOST)
    if share:
        count, slash, base = (part.strip() for part in share.partition(" / "))
        if not slash:
            row.fault("percent_of", "This is not a count and its base.", "Write `count / base`, or `? / base`.")
        yield Relation(Check.PERCENTAGE, (count, base) if count not in ("", "?") else (base,), words=rule)
    formula = row.text("formula", _MOST)
    if formula:
        try:
            read = read_formula(formula)
        except Invalid as invalid:
            row.fault("formula", invalid.faults[0].message, invalid.faults[0].mend)
        else:
            yield Relation(Check.FORMULA, read.keys, formula=read, words=rule)


def _listed(
    row: Row, pack: Path, lists: dict[str, tuple[Mapping[str, str], ...]], report: Report
) -> Iterable[Relation]:
    """`count_of`: a table of the pack, and what must stand in some of its columns: `bodies/x.csv party=Labour`."""
    text = row.text("count_of", _MOST)
    if not text:
        return
    name, _where, conditions = (part.strip() for part in text.partition(" where "))
    pairs = [part.partition("=") for part in conditions.split(" and ")] if conditions else []
    matches = {column.strip(): word.strip() for column, _equals, word in pairs}
    if not all(equals for _column, equals, _word in pairs):
        row.fault("count_of", f"“{conditions}” is no condition.", "Write `where column=value and column=value`.")
    path = (pack / name).resolve()
    if not path.is_relative_to(pack.resolve()) or path.suffix != ".csv":
        row.fault("count_of", f"“{name}” is no table of this pack.", "Name a CSV file by its path in the pack.")
        return
    if name not in lists:
        lists[name] = tuple(dict(each) for each in read_csv(path, report, (), extra=True))
    columns = lists[name][0] if lists[name] else matches
    for column in matches:
        if column not in columns:
            row.fault("count_of", f"“{name}” has no column “{column}”.", mend_name(column, columns))
    yield Relation(Check.LIST, limit=name, matches=matches, words=row.text("rule", _MOST))


def _check_keys(figures: Mapping[str, Figure], places: Mapping[str, Place], report: Report) -> None:
    """That each relation points at a figure that is there; a limit of a rule may be a number."""
    for figure in figures.values():
        for relation in figure.relations:
            for key in relation.inputs:
                bare = key.removeprefix("-").strip()
                if bare in figures or (relation.check == Check.RULE and number_in(bare) is not None):
                    continue
                place = places[figure.key]
                mend = mend_name(bare, figures) if len(figures) < _MOST else "Look for its key in figures/."
                report.fault(place.path, place.line, f"There is no figure “{bare}”.", mend, where=figure.key)
