"""What indicators say, kept ready: read from the database where it is fresh, made anew where it is stale."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import own_county
from folkmoot_core.indicators import Reading as CoreReading
from folkmoot_core.indicators import Shape
from folkmoot_core.reports.charts.small import draw_small, line_of_chart, line_of_run

from ..adapters.series import Series
from ..adapters.words import figure, period_name
from ..models import Indicator, Reading
from .series import series_of


def readings_of(
    indicators: Collection[Indicator], places: Collection[Place]
) -> tuple[dict[tuple[int, int], Reading], list[Reading]]:
    """({(indicator, place): reading}, those of them that were made anew and are to be kept). One query where all are
    fresh. Made of the figures that everybody may see."""
    editions = {indicator.pk: indicator.edition for indicator in indicators}
    numbers = [place.pk for place in places]
    rows = Reading.objects.filter(indicator__in=list(editions), place__in=numbers)
    kept = {(row.indicator_id, row.place_id): row for row in rows if row.edition == editions[row.indicator_id]}
    stale = [each for each in indicators if any((each.pk, number) not in kept for number in numbers)]
    if not stale:
        return kept, []
    made = []
    alone = len(numbers) == 1
    series = series_of(stale, numbers if alone else None)
    for indicator in stale:
        for number in numbers:
            if (indicator.pk, number) not in kept:
                found = series.get((indicator.pk, number)) or Series(indicator, number)
                reading = make_reading(found.for_everybody())
                kept[indicator.pk, number] = reading
                made.append(reading)
    return kept, made


def make_reading(series: Series) -> Reading:
    """What a series says, as a row that is not kept yet."""
    said, target = series.read(), series.target
    latest = series.figures[-1] if series.figures else None
    return Reading(
        indicator_id=series.indicator.pk,
        place_id=series.place_id,
        edition=series.indicator.edition,
        period=latest.period.text if latest else "",
        value=latest.value if latest else None,
        target=target.value if target else None,
        points=len(series.figures),
        shape=str(said.shape),
        variation=str(said.variation),
        assurance=str(said.assurance or ""),
        direction=direction_of(said),
        statement=said.statement,
        picture=picture_of(said, target.value if target else None),
    )


def direction_of(said: CoreReading) -> int:
    """Which way the latest point is special: 1 up, -1 down, 0 not at all."""
    if said.control is not None:
        return said.control.direction
    signal = said.run.points[-1].signal if said.run is not None else None
    return signal.direction if signal else 0


def picture_of(said: CoreReading, target: float | None) -> str:
    """The small picture of a row; none of a single point."""
    if said.shape is Shape.CONTROL and said.control is not None:
        return draw_small(line_of_chart(said.control))
    if said.run is not None and len(said.run.points) > 1:
        return draw_small(line_of_run(said.run, target))
    return ""


def summary_of(indicator: Indicator) -> str:
    """The latest figure of the county, its target, and what the series says, in a few sentences; "" of none."""
    county = own_county()
    reading = readings_of([indicator], [county])[0].get((indicator.pk, county.pk)) if county else None
    if reading is None or reading.value is None:
        return ""
    words = {"value": figure(reading.value, indicator), "period": period_name(reading.period, indicator)}
    if reading.target is None:
        said = _("%(value)s in %(period)s.") % words
    else:
        words["target"] = figure(reading.target, indicator)
        said = _("%(value)s in %(period)s; the target is %(target)s.") % words
    return f"{said} {reading.statement}".strip()
