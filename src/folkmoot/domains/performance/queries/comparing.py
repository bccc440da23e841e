"""One indicator in all places side by side: small pictures on one scale, a map, a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import Map, map_inside, own_county
from folkmoot_core.indicators import Reading as CoreReading
from folkmoot_core.reports.charts.small import PANEL, Line, draw_small, line_of_chart, line_of_run
from folkmoot_core.spc import Period

from ..adapters.words import Icon, assurance_icon, figure, variation_icon
from ..models import Indicator, Reading
from .readings import make_reading
from .series import series_of

# Pale to dark, as on the map of reports; on white the palest can still be told from none.
FILLS = ("#fde0c5", "#f8a576", "#e0623d", "#a02a28")
NO_FIGURE = "#d8d8d8"


@dataclass(frozen=True)
class Spot:
    """A place: its figure in the period that is compared, and what its series says. `band` from 1, 0 without figure."""

    place: Place
    value: float | None
    shown: str
    why_not: str
    band: int
    path: str
    reading: Reading
    variation: Icon
    assurance: Icon | None
    panel: SafeString

    @property
    def fill(self) -> str:
        return FILLS[self.band - 1] if self.band else NO_FIGURE


@dataclass(frozen=True)
class Comparison:
    """`period`: the latest for which most places have a figure, or the one asked for."""

    spots: tuple[Spot, ...]
    period: Period | None
    periods: tuple[Period, ...]
    drawn: Map | None
    legend: tuple[tuple[str, str], ...]


def compare(indicator: Indicator, asked: str = "") -> Comparison:
    """Of the figures that everybody may see."""
    county = own_county()
    found = {place: each for (_pk, place), each in series_of([indicator]).items()}
    places = {place.pk: place for place in Place.objects.filter(pk__in=list(found))}
    shown = {pk: each.for_everybody() for pk, each in found.items()}
    periods = {figure_.period.text: figure_.period for each in shown.values() for figure_ in each.figures}
    ordered = sorted(periods.values(), key=lambda period: -period.number)
    period = periods.get(asked) or _best(Counter(f.period for each in shown.values() for f in each.figures))
    said = {pk: each.read() for pk, each in shown.items()}
    lines = {pk: _line(said[pk], each.target.value if each.target else None) for pk, each in shown.items()}
    spans = [line.span for pk, line in lines.items() if line and (county is None or pk != county.pk)]
    span = (min(low for low, _high in spans), max(high for _low, high in spans)) if spans else None
    values = {
        pk: next((f.value for f in each.figures if period and f.period.text == period.text), None)
        for pk, each in shown.items()
    }
    inside = [value for pk, value in values.items() if value is not None and (county is None or pk != county.pk)]
    bounds = _bounds(inside)
    drawn = map_inside(county) if county else None
    paths = {shape.slug: shape.path for shape in drawn.shapes} if drawn else {}
    spots = []
    for pk, place in sorted(places.items(), key=lambda each: (not (county and each[0] == county.pk), each[1].name)):
        value, reading, line = values[pk], make_reading(shown[pk]), lines[pk]
        hidden = bool(period and period.text in found[pk].hidden)
        spots.append(
            Spot(
                place,
                value,
                figure(value, indicator),
                "hidden" if hidden else "",
                _band(value, bounds),
                paths.get(place.slug, ""),
                reading,
                variation_icon(reading),
                assurance_icon(reading),
                # The core draws figures and shapes only: there are no words of anybody in it.
                # The county has a scale of its own: of counts it is the sum of all others.
                mark_safe(draw_small(line, PANEL, None if county and pk == county.pk else span) if line else ""),
            )
        )
    return Comparison(tuple(spots), period, tuple(ordered), drawn, _legend(bounds, inside, indicator))


def _best(counted: Counter[Period]) -> Period | None:
    """The latest of the periods that most places have."""
    most = max(counted.values(), default=0)
    return max((period for period, n in counted.items() if n == most), key=lambda period: period.number, default=None)


def _line(said: CoreReading, target: float | None) -> Line | None:
    if said.control is not None:
        return line_of_chart(said.control)
    return line_of_run(said.run, target) if said.run is not None else None


def _bounds(values: list[float]) -> tuple[float, ...]:
    """The highest figure of each band but the last: quarters of what they spread over."""
    if not values or max(values) == min(values):
        return ()
    low, spread = min(values), max(values) - min(values)
    return tuple(low + spread * part / 4 for part in (1, 2, 3))


def _band(value: float | None, bounds: tuple[float, ...]) -> int:
    return 0 if value is None else 1 + sum(value > bound for bound in bounds)


def _legend(bounds: tuple[float, ...], values: list[float], indicator: Indicator) -> tuple[tuple[str, str], ...]:
    """(fill, from … to …) of each band."""
    if not values:
        return ()
    ends = [min(values), *bounds, max(values)] if bounds else [min(values), max(values)]
    pairs = zip(FILLS, ends[:-1], ends[1:], strict=False)
    return tuple((fill, f"{figure(low, indicator)} – {figure(high, indicator)}") for fill, low, high in pairs)
