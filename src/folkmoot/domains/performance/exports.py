"""Figures in files: those that everybody may see, each with what it is and where it is of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
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
SCORECARD = ("indicator", "title", "level", "period", "value", "target", "unit", "variation", "assurance", "statement")


def as_csv(indicator: Indicator, series: Mapping[tuple[int, int], Series]) -> str:
    """RFC 4180; in the columns that an import takes."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(rows_of(indicator, series))
    return text.getvalue()


def rows_of(indicator: Indicator, series: Mapping[tuple[int, int], Series]) -> list[tuple[Any, ...]]:
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


def register_as_csv(indicators: Iterable[Indicator]) -> str:
    """What each indicator is, in the columns of a pack's indicators.csv."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("key", "owner", *DEFINED))
    writer.writerows(
        (each.key, each.owner.key, *(cell(str(getattr(each, name))) for name in DEFINED)) for each in indicators
    )
    return text.getvalue()


def as_json(indicator: Indicator, series: Mapping[tuple[int, int], Series]) -> dict[str, Any]:
    """What the indicator is, and its figures."""
    return {
        "key": indicator.key,
        **{name: getattr(indicator, name) for name in DEFINED},
        "owner": indicator.owner.key,
        "figures": [dict(zip(COLUMNS[1:], row[1:], strict=True)) for row in rows_of(indicator, series)],
    }


def scorecard_as_csv(shown: Shown) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(SCORECARD)
    for part in shown.parts:
        for row in part.rows:
            each, said = row.indicator, row.reading
            known = (each.key, cell(each.title), each.level, said.period, said.value, said.target, each.unit)
            writer.writerow((*known, said.variation, said.assurance, cell(said.statement)))
    return text.getvalue()


def cell(words: str) -> str:
    """Words that a spreadsheet would work out begin with an apostrophe."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
