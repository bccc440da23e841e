"""A scorecard with what each of its indicators says. The number of queries does not grow with the indicators."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max
from django.utils.safestring import SafeString, mark_safe

from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import own_county

from ..adapters.words import Icon, assurance_icon, figure, period_name, unit_in_words, variation_icon
from ..enums import Level
from ..models import Explanation, Indicator, Reading, Scorecard
from .readings import readings_of


@dataclass(frozen=True)
class Row:
    """An indicator on a scorecard."""

    indicator: Indicator
    reading: Reading
    value: str
    target: str
    unit: str
    period: str
    variation: Icon
    assurance: Icon | None
    picture: SafeString
    explanation: Explanation | None


@dataclass(frozen=True)
class Part:
    """All indicators of a level; a scorecard opens with outcomes."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Shown:
    scorecard: Scorecard
    place: Place | None
    parts: tuple[Part, ...]
    made: list[Reading]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many indicators show what, in words."""
        found: dict[str, int] = {}
        for part in self.parts:
            for row in part.rows:
                word = row.variation.word.partition(" (")[0]
                found[word] = found.get(word, 0) + 1
        return sorted(found.items(), key=lambda each: -each[1])


def shown(scorecard: Scorecard) -> Shown:
    """`made` are readings that are to be kept (`actions.readings.keep_readings`)."""
    lines = scorecard.lines.select_related("indicator__owner").exclude(indicator__standing="draft")
    indicators = [line.indicator for line in lines]
    county = own_county()
    if county is None:
        return Shown(scorecard, None, (), [])
    readings, made = readings_of(indicators, [county])
    explained = latest_explanations(indicators, county)
    rows: dict[str, list[Row]] = {}
    for each in indicators:
        row = row_of(each, readings[each.pk, county.pk], explained.get(each.pk))
        rows.setdefault(each.level, []).append(row)
    parts = tuple(Part(str(level.label), tuple(rows[level])) for level in Level if level in rows)
    return Shown(scorecard, county, parts, made)


def row_of(indicator: Indicator, reading: Reading, explanation: Explanation | None = None) -> Row:
    return Row(
        indicator,
        reading,
        figure(reading.value, indicator),
        figure(reading.target, indicator) if reading.target is not None else "",
        unit_in_words(indicator),
        period_name(reading.period, indicator),
        variation_icon(reading),
        assurance_icon(reading),
        # The core draws figures and shapes only: there are no words of anybody in it.
        mark_safe(reading.picture),
        explanation,
    )


def latest_explanations(indicators: list[Indicator], place: Place) -> dict[int, Explanation]:
    """The newest of each indicator in the place, by its number."""
    newest = Explanation.objects.filter(indicator__in=indicators, place=place).values("indicator")
    latest = newest.annotate(latest=Max("pk")).values("latest")
    return {each.indicator_id: each for each in Explanation.objects.filter(pk__in=latest)}
