"""One indicator in one place, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.safestring import SafeString, mark_safe

from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import own_county
from folkmoot_core.indicators import Reading as CoreReading
from folkmoot_core.indicators import due_on, next_period
from folkmoot_core.reports.charts.control_chart import CONTROL_NARROW, draw_control_chart
from folkmoot_core.reports.charts.small import draw_run_chart
from folkmoot_core.spc import Period
from folkmoot_core.spc.statements import decimals_for

from ..adapters.series import Beside, Figure, Gap, Series
from ..adapters.words import figure, unit_in_words
from ..models import Explanation, Indicator, Input, Rebase, Revision
from .series import series_of


@dataclass(frozen=True)
class Line:
    """A row of the table beside the chart. `hidden`: its figure is for officers only."""

    period: Period
    value: str
    figure: Figure | None
    mean: str = ""
    lower: str = ""
    upper: str = ""
    shows: str = ""
    beside: tuple[tuple[Beside, str], ...] = ()
    hidden: bool = False
    gap: Gap | None = None


@dataclass(frozen=True)
class Page:
    """`longer`: targets and others that are of a longer period than figures come by."""

    indicator: Indicator
    place: Place
    places: tuple[Place, ...]
    series: Series
    said: CoreReading
    wide: SafeString
    narrow: SafeString
    lines: tuple[Line, ...]
    longer: tuple[tuple[Beside, str], ...]
    unit: str
    explanations: tuple[Explanation, ...]
    rebases: tuple[Rebase, ...]
    screened: tuple[str, ...]
    inputs: tuple[Indicator, ...]
    feeds: tuple[Indicator, ...]
    next_due: tuple[Period, date] | None

    @property
    def hidden(self) -> int:
        """How many figures everybody may not see."""
        return sum(1 for line in self.lines if line.hidden)


def page_of(indicator: Indicator, slug: str, *, sees_all: bool) -> Page | None:
    """The page in the place of that slug (the county where it is empty); None where there is no such place. `sees_all`:
    also figures that only officers see."""
    series = series_of([indicator])
    county = own_county()
    places = list(Place.objects.filter(pk__in={place for _pk, place in series}))
    places.sort(key=lambda place: (county is None or place.pk != county.pk, place.name))
    if slug:
        place = next((each for each in places if each.slug == slug), None) or Place.objects.filter(slug=slug).first()
    else:
        place = places[0] if places else county
    if place is None:
        return None
    whole = series.get((indicator.pk, place.pk)) or Series(indicator, place.pk)
    shown = whole if sees_all else whole.for_everybody()
    said = shown.read()
    wide, narrow = pictures_of(said, f"{indicator.title}, {place.name}", shown)
    return Page(
        indicator=indicator,
        place=place,
        places=tuple(places),
        series=shown,
        said=said,
        wide=wide,
        narrow=narrow,
        lines=tuple(_lines(indicator, whole, said, sees_all=sees_all)),
        longer=tuple((each, figure(each.value, indicator)) for each in whole.beside if not _is_own(each, indicator)),
        unit=unit_in_words(indicator),
        explanations=tuple(indicator.explanations.filter(place=place)[:20]),
        rebases=tuple(each for each in indicator.rebases.all() if each.place_id in (None, place.pk)),
        screened=_screened(said),
        inputs=tuple(each.source for each in Input.objects.filter(indicator=indicator).select_related("source")),
        feeds=tuple(each.indicator for each in Input.objects.filter(source=indicator).select_related("indicator")),
        next_due=due_next(indicator, whole),
    )


def pictures_of(said: CoreReading, title: str, series: Series) -> tuple[SafeString, SafeString]:
    """The chart at the width of a page and of a telephone; "" where none can be drawn."""
    target = series.target.value if series.target else None
    if said.control is not None:
        bare = partial(draw_control_chart, said.control, title, with_table=False, with_words=False)
        wide, narrow = bare(name="wide"), bare(name="narrow", layout=CONTROL_NARROW)
    elif said.run is not None and len(said.run.points) > 1:
        wide = draw_run_chart(said.run, title, target=target, name="wide")
        narrow = draw_run_chart(said.run, title, target=target, name="narrow", layout=CONTROL_NARROW)
    else:
        return mark_safe(""), mark_safe("")
    # The core escapes every word that it draws (`charts.sheet.safe`).
    return mark_safe(wide), mark_safe(narrow)


def due_next(indicator: Indicator, series: Series) -> tuple[Period, date] | None:
    """The next period and the day by which its figure should be here."""
    if not series.figures or indicator.standing != "current":
        return None
    after = next_period(series.figures[-1].period)
    return after, due_on(after, indicator.lag_days)


def _is_own(each: Beside, indicator: Indicator) -> bool:
    return str(each.period.kind) == indicator.frequency


def _screened(said: CoreReading) -> tuple[str, ...]:
    """The periods into which a moving range was left out."""
    return tuple(text for segment in (said.control.segments if said.control else ()) for text in segment.left_out)


def history_of_figure(pk: int) -> list[Revision]:
    return list(Revision.objects.filter(observation=pk))


def _lines(indicator: Indicator, whole: Series, said: CoreReading, *, sees_all: bool) -> list[Line]:
    """Newest first."""
    own = [each for each in whole.beside if _is_own(each, indicator)]
    beside: dict[str, list[Beside]] = {}
    for each in own:
        beside.setdefault(each.period.text, []).append(each)
    points = {point.period.text: point for point in said.control.points} if said.control else {}
    runs = {point.period.text: point for point in said.run.points} if said.run else {}
    decimals = decimals_for([each.value for each in whole.figures]) if whole.figures else 0
    periods: dict[str, Period] = {each.period.text: each.period for each in own}
    periods |= {each.period.text: each.period for each in whole.gaps}
    periods |= {each.period.text: each.period for each in whole.figures}
    figures = {each.period.text: each for each in whole.figures}
    gaps = {gap.period.text: gap for gap in whole.gaps}
    lines = []
    for text, period in periods.items():
        found, point, run = figures.get(text), points.get(text), runs.get(text)
        hidden = text in whole.hidden and found is not None
        shown = found is not None and (sees_all or not hidden)
        limits = ["", "", ""]
        if point is not None and said.control is not None:
            bounds = (point.mean, said.control.shown(point.lower_limit), said.control.shown(point.upper_limit))
            limits = [f"{bound:,.{decimals}f}" if bound is not None else "" for bound in bounds]
        cause = point.special_cause.words if point and point.special_cause else ""
        lines.append(
            Line(
                period,
                figure(found.value, indicator) if shown and found else "",
                found if shown else None,
                mean=limits[0],
                lower=limits[1],
                upper=limits[2],
                shows=cause or (str(run.signal) if run and run.signal else ""),
                beside=tuple((each, figure(each.value, indicator)) for each in beside.get(text, ())),
                hidden=hidden,
                gap=gaps.get(text),
            )
        )
    return sorted(lines, key=lambda line: (line.period.kind, line.period.number), reverse=True)
