"""Load `figures.csv` and `rebases.csv`."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.places.models import Place
from folkmoot_core.packfiles import Report, Row, read_csv
from folkmoot_core.spc import Period
from folkmoot_core.values import Invalid

from ...adapters.series import period_given
from ...enums import Kind, Route
from ...models import Indicator, Rebase
from ..explain import begin_anew
from ..observe import LARGEST, Given, enter_figures
from .references import INDICATORS, PLACES, Bodies, named


def load_figures(path: Path, report: Report, bodies: Bodies, by: Actor) -> int:
    columns = ("indicator", "place", "period", "value")
    optional = ("kind", "tolerance", "note", "source", "reason")
    rows = read_csv(path, report, columns, optional, unique=("indicator", "place", "period", "kind"))
    indicators = {each.key: each for each in Indicator.objects.select_related("owner")}
    places = dict(Place.objects.values_list("code", "pk"))
    read = [(row, given) for row in rows if (given := _given(row, indicators, places))]
    if not report.ok:
        return len(rows)
    try:
        enter_figures(given=[given for _row, given in read], route=Route.PACK, by=by)
    except Invalid as problem:
        for fault in problem.faults:
            row = read[fault.line or 0][0]
            row.fault(fault.where, fault.message, fault.mend)
    return len(rows)


def _given(row: Row, indicators: dict[str, Indicator], places: dict[str, int]) -> Given | None:
    indicator, place = named(row, "indicator", indicators, INDICATORS), named(row, "place", places, PLACES)
    kind = row.choice("kind", Kind.values) or Kind.ACTUAL
    value, tolerance = row.number("value", -LARGEST, LARGEST), row.number("tolerance", 0, LARGEST)
    period = _period(row, indicator, kind)
    note, source = row.text("note", 300), row.text("source", 300)
    reason = row.text("reason", 300) or _("The pack of data has another figure now.")
    if indicator is None or place is None or period is None or value is None:
        return None
    return Given(indicator, place, kind, period, value, tolerance, note, reason, source)


def _period(row: Row, indicator: Indicator | None, kind: str) -> Period | None:
    text = row.text("period", 40)
    if indicator is None or not text:
        return None
    period = period_given(text, indicator.frequency, kind)
    if period is None:
        words = {"kind": indicator.get_frequency_display() or _("nothing yet")}
        row.fault("period", _("This indicator is measured by: %(kind)s.") % words, _("Write a period of that kind."))
    return period


def load_rebases(path: Path, report: Report, bodies: Bodies, by: Actor) -> int:
    columns = ("indicator", "period", "reason")
    rows = read_csv(path, report, columns, optional=("place",), unique=("indicator", "place", "period"))
    indicators = {each.key: each for each in Indicator.objects.select_related("owner")}
    places = {each.code: each for each in Place.objects.all()}
    here = set(Rebase.objects.values_list("indicator_id", "place_id", "period"))
    for row in rows:
        indicator, place = named(row, "indicator", indicators, INDICATORS), named(row, "place", places, PLACES)
        period, reason = _period(row, indicator, Kind.ACTUAL), row.text("reason", 300)
        if indicator is None or period is None or not reason:
            continue
        if (indicator.pk, place.pk if place else None, period.text) not in here:
            begin_anew(indicator=indicator, place=place, period=period.text, reason=reason, by=by)
    return len(rows)
