"""Figures in files: those that everybody may see, each with what it is and where it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from folkmoot.ground.places.models import Place

from .adapters.series import Series
from .models import Indicator
from .queries.scorecards import Shown

COLUMNS = ("indicator", "place", "place_name", "period", "kind", "value", "tolerance")
DEFINED = (
    *("title", "standing", "level", "definition", "unit", "counted", "polarity", "frequency", "geography", "source"),
    *("collection", "lag_days", "owner_post", "quality", "quality_note", "formula", "framework", "number", "note"),
)
REGISTER = ("key", "owner", *DEFINED)
SCORECARD = ("indicator", "title", "level", "period", "value", "target", "unit", "variation", "assurance", "statement")


def rows_of(indicator: Indicator, series: Mapping[tuple[int, int], Series]) -> list[tuple[Any, ...]]:
    """In the columns that an import takes."""
    places = {place.pk: place for place in Place.objects.filter(pk__in={place for _pk, place in series})}
    rows: list[tuple[Any, ...]] = []
    for (_pk, number), each in sorted(series.items(), key=lambda item: places[item[0][1]].code):
        place = places[number]
        common = (indicator.key, place.code, place.name)
        rows += [(*common, figure.period.text, "actual", figure.value, "") for figure in each.figures]
        rows += [
            (*common, other.period.text, other.kind, other.value, "" if other.tolerance is None else other.tolerance)
            for other in each.beside
        ]
    return rows


def register_rows(indicators: Iterable[Indicator]) -> Iterator[Sequence[str]]:
    """What each indicator is, in the columns of a pack's indicators.csv."""
    for each in indicators:
        yield (each.key, each.owner.key, *(str(getattr(each, name)) for name in DEFINED))


def as_json(indicator: Indicator, series: Mapping[tuple[int, int], Series]) -> dict[str, Any]:
    """What the indicator is, and its figures."""
    return {
        "key": indicator.key,
        **{name: getattr(indicator, name) for name in DEFINED},
        "owner": indicator.owner.key,
        "figures": [dict(zip(COLUMNS[1:], row[1:], strict=True)) for row in rows_of(indicator, series)],
    }


def scorecard_rows(shown: Shown) -> Iterator[Sequence[Any]]:
    for part in shown.parts:
        for row in part.rows:
            each, said = row.indicator, row.reading
            known = (each.key, each.title, each.level, said.period, said.value, said.target, each.unit)
            yield (*known, said.variation, said.assurance, said.statement)
