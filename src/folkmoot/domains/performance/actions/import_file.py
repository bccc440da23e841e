"""Take in a file of figures: every row of it or none, with each fault told by its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import spreadsheet_rows, undone_if
from folkmoot.ground.places.models import Place
from folkmoot_core.packfiles import Report, Row, read_records
from folkmoot_core.values import Fault, Invalid

from ..adapters.series import period_given
from ..enums import Frequency, Kind, Route
from ..models import Indicator
from ..policies import can_keep
from .observe import LARGEST, Given, Taken, enter_figures

REQUIRED = ("indicator", "place", "period", "value")
OPTIONAL = ("kind", "tolerance", "note", "source", "reason")
COLUMNS = (*REQUIRED, *OPTIONAL)


@dataclass(frozen=True)
class Known:
    """What the cells of a file can name: indicators by key or title, places by code, slug or name."""

    indicators: Mapping[str, Indicator]
    places: Mapping[str, Place]


def import_figures(*, content: bytes, name: str, only_look: bool = False, by: Actor) -> Taken:
    """Put the figures of a CSV file or workbook there. `only_look`: say what that would do, and do nothing. Raises
    Invalid with every fault; its `line` is the line of the file."""
    report = Report()
    rows = spreadsheet_rows(content, name, report, REQUIRED, OPTIONAL)
    return _take_in(rows, report, Came(name, Route.FILE), only_look=only_look, by=by)


def receive_figures(*, figures: Sequence[Mapping[str, Any]], name: str, only_look: bool = False, by: Actor) -> Taken:
    """The same for figures that another system sends, each an object with the columns of a file as its fields. Raises
    Invalid; `line` counts the figures from 1."""
    report = Report()
    rows: list[Row] = []
    for number, figure in enumerate(figures, start=1):
        names = [str(each) for each in figure]
        cells = ["" if value is None else str(value) for value in figure.values()]
        rows += read_records(iter([(number, names), (number, cells)]), Path(name), report, REQUIRED, OPTIONAL)
    return _take_in(rows, report, Came(name, Route.SYSTEM), only_look=only_look, by=by)


@dataclass(frozen=True)
class Came:
    """From which file or system, and by which way."""

    name: str
    route: Route

    def source_of(self, line: int) -> str:
        if self.route == Route.FILE:
            return _("File “%(name)s”, line %(line)d") % {"name": self.name[:100], "line": line}
        return self.name[:100]


def _take_in(rows: Sequence[Row], report: Report, came: Came, *, only_look: bool, by: Actor) -> Taken:
    known = Known(_indicators(), _places())
    read = [(row, _given(row, known, came, by)) for row in rows]
    if report.ok and not rows:
        report.fault(came.name, None, _("There is no figure here."), _("Add a row for each figure."))
    _refuse_twice(read)
    report.raise_if_any()
    given = [each for _row, each in read if each is not None]
    try:
        with undone_if(only_look=only_look):
            return enter_figures(given=given, route=came.route, by=by)
    except Invalid as problem:
        lines = [row.line for row, _each in read]
        raise Invalid(
            Fault(each.where, each.message, each.mend, lines[each.line] if each.line is not None else None)
            for each in problem.faults
        ) from problem


def _indicators() -> dict[str, Indicator]:
    rows = list(Indicator.objects.select_related("owner"))
    return {each.title.casefold(): each for each in rows} | {each.key: each for each in rows}


def _places() -> dict[str, Place]:
    rows = list(Place.objects.exclude(kind="ward"))
    names = {each.name.casefold(): each for each in rows}
    return names | {each.slug: each for each in rows} | {each.code.casefold(): each for each in rows}


def _given(row: Row, known: Known, came: Came, by: Actor) -> Given | None:
    indicator = known.indicators.get(row.text("indicator", 200).casefold())
    if row.text("indicator", blank=True) and indicator is None:
        row.fault("indicator", _("There is no such indicator."), _("Write its key, as its page has it."))
    if indicator is not None and not can_keep(by, indicator):
        row.fault("indicator", _("This indicator is not yours to keep."), _("Take the row out."))
    place = known.places.get(row.text("place", 120).casefold())
    if row.text("place", blank=True) and place is None:
        row.fault("place", _("There is no such place."), _("Write its code or its name."))
    kind = row.text("kind").casefold() or Kind.ACTUAL
    if kind not in Kind.values:
        row.fault("kind", _("This is no kind of figure."), _("Use one of: %s.") % ", ".join(Kind.values))
    text, value, tolerance = row.text("period", 40), row.number("value", -LARGEST, LARGEST), row.number("tolerance")
    known_kind = kind if kind in Kind.values else Kind.ACTUAL
    period = period_given(text, indicator.frequency, known_kind) if indicator and text else None
    if indicator is not None and text and period is None:
        words = {"kind": Frequency(indicator.frequency).label if indicator.frequency else _("nothing yet")}
        row.fault("period", _("This indicator is measured by: %(kind)s.") % words, _("Write a period of that kind."))
    if indicator is None or place is None or period is None or value is None or kind not in Kind.values:
        return None
    source = row.text("source", 300) or came.source_of(row.line)
    note, reason = row.text("note", 300), row.text("reason", 300)
    return Given(indicator, place.pk, kind, period, value, tolerance, note, reason, source)


def _refuse_twice(read: list[tuple[Row, Given | None]]) -> None:
    first: dict[tuple[int, int, str, str], int] = {}
    for row, each in read:
        if each is None:
            continue
        line = first.setdefault(each.key, row.line)
        if line != row.line:
            message = _("The same figure stands on line %(line)d.") % {"line": line}
            row.fault("period", message, _("Keep one of them."))
