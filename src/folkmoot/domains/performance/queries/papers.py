"""What indicators say, for papers: a scorecard as a document, and the indicators of a plan's report. Of figures that
everybody may see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from folkmoot.ground.base.public import site_identity
from folkmoot.ground.places.public import own_county
from folkmoot_core.indicators import Shape, span_of
from folkmoot_core.indicators.report import Measured, ScorecardInput

from ..adapters.series import Series
from ..adapters.words import assurance_icon, figure, period_name, variation_icon
from ..enums import Level, Standing
from ..models import Indicator, Scorecard
from .readings import make_reading
from .scorecards import latest_explanations
from .series import series_of


def measures_of(keys: Collection[str], last: date) -> tuple[Measured, ...]:
    """The indicators of these numbers, drafts left out, in the county as a whole, with their figures up to the day."""
    numbers = [int(key) for key in keys if key.isdigit()]
    found = Indicator.objects.filter(pk__in=numbers).exclude(standing=Standing.DRAFT).order_by("title")
    return _measured(list(found), last)


def scorecard_input(scorecard: Scorecard, today: date) -> ScorecardInput:
    """A scorecard as its page shows it, what changes for people first. The queries do not grow with the indicators."""
    lines = scorecard.lines.select_related("indicator__owner").exclude(indicator__standing=Standing.DRAFT)
    indicators = [line.indicator for line in lines]
    measured = dict(zip((each.pk for each in indicators), _measured(indicators, today), strict=True))
    parts = []
    for level in Level:
        rows = tuple(measured[each.pk] for each in indicators if each.level == level)
        if rows:
            parts.append((str(level.label), rows))
    county = own_county()
    return ScorecardInput(
        organisation=scorecard.body.name,
        title=f"{scorecard.title}, {county.name}" if county else scorecard.title,
        name=scorecard.key.replace("_", "-"),
        first=today,
        last=today,
        counted=today,
        parts=tuple(parts),
        introduction=scorecard.introduction,
        language=str(site_identity().get("language") or "en-GB"),
    )


def _measured(indicators: Sequence[Indicator], last: date) -> tuple[Measured, ...]:
    county = own_county()
    if county is None:
        return tuple(_of_series(Series(each, 0), "") for each in indicators)
    series = series_of(indicators)
    explained = latest_explanations(list(indicators), county)
    made = []
    for each in indicators:
        whole = (series.get((each.pk, county.pk)) or Series(each, county.pk)).for_everybody()
        until = tuple(one for one in whole.figures if span_of(one.period)[1] <= last)
        said = explained.get(each.pk)
        made.append(_of_series(replace(whole, figures=until), said.words if said else ""))
    return tuple(made)


def _of_series(series: Series, explanation: str) -> Measured:
    indicator, said, row, target = series.indicator, series.read(), make_reading(series), series.target
    assurance = assurance_icon(row)
    drawn = said.control if said.shape is Shape.CONTROL else said.run
    return Measured(
        key=indicator.key,
        title=indicator.title,
        latest=figure(row.value, indicator),
        period=period_name(row.period, indicator) or "–",
        target=figure(target.value, indicator) if target else "–",
        variation=variation_icon(row).word,
        assurance=assurance.word if assurance else "–",
        statement=said.statement,
        explanation=explanation,
        series=drawn if len(series.figures) > 1 else None,
        aim=target.value if target else None,
        points=tuple((one.period.name, one.value) for one in series.figures),
        decimals=indicator.decimals,
    )
