"""Pictures of the places inside a place, kept ready since outlines change only when a pack is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson
from django.core.cache import cache

from ..adapters.outlines import MARGIN, WIDTH, Sheet
from ..enums import PlaceKind
from ..models import Boundary, Place
from .find_places import districts, own_county

# Other processes of the server notice new outlines within this time.
KEPT_FOR_SECONDS = 300
EDITION = "places.maps.edition"


@dataclass(frozen=True)
class Shape:
    """One outline: the place's name and slug, and its SVG path."""

    name: str
    slug: str
    path: str


@dataclass(frozen=True)
class Map:
    """A picture in its own units: `width` by `height`. `ground`: the outline of the whole, empty where we hold none."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    ground: str = ""


def map_inside(place: Place) -> Map | None:
    """The map of the places right inside `place` whose outlines we hold; None if there are fewer than two."""
    drawn = _kept(f"map.{place.pk}", lambda: _draw(place) or "nothing to draw")
    return drawn if isinstance(drawn, Map) else None


def ground_plan() -> bytes:
    """All districts and wards of the county on one sheet, as JSON, with what turns a point of the sheet into degrees:
    longitude = west + (x - margin) / (across * scale), latitude = north - (y - margin) / scale.
    Paths are exact to a tenth of a unit, for a county some 15 metres."""
    return _kept("plan", lambda: orjson.dumps(_plan()))


Kept = TypeVar("Kept")


def _kept(name: str, make: Callable[[], Kept]) -> Kept:
    key = f"places.{name}.{cache.get(EDITION, 0)}"
    kept: Kept | None = cache.get(key)
    if kept is None:
        kept = make()
        cache.set(key, kept, KEPT_FOR_SECONDS)
    return kept


def _plan() -> dict[str, Any]:
    inside = {place.pk: place.name for place in districts(own_county())}
    found = Boundary.objects.select_related("place").order_by("place__name")
    whole = list(found.filter(place__in=inside))
    wards = list(found.filter(place__parent__in=inside, place__kind=PlaceKind.WARD))
    if not whole and not wards:
        return {"width": WIDTH, "height": 1, "districts": [], "wards": []}
    sheet = Sheet.around([each.geometry for each in (*whole, *wards)])
    return {
        "width": WIDTH,
        "height": sheet.height,
        "margin": MARGIN,
        "west": sheet.west,
        "north": sheet.north,
        "across": sheet.across,
        "scale": sheet.scale,
        "districts": [{"name": each.place.name, "path": sheet.path(each.geometry)} for each in whole],
        "wards": [
            {
                "name": each.place.name,
                "in": inside.get(each.place.parent_id or 0, ""),
                "path": sheet.path(each.geometry),
            }
            for each in wards
        ],
    }


def forget_maps() -> None:
    """Draw them anew from now on, in this process."""
    cache.set(EDITION, cache.get(EDITION, 0) + 1, None)


def _draw(place: Place) -> Map | None:
    outlines = list(Boundary.objects.filter(place__parent=place).select_related("place").order_by("place__name"))
    if len(outlines) < 2:
        return None
    # Under the parts lies the whole, or a part without an outline of its own would be a hole in the picture.
    whole = Boundary.objects.filter(place=place).first()
    sheet = Sheet.around([outline.geometry for outline in [*outlines, *([whole] if whole else [])]])
    shapes = tuple(Shape(outline.place.name, outline.place.slug, sheet.path(outline.geometry)) for outline in outlines)
    return Map(WIDTH, sheet.height, shapes, sheet.path(whole.geometry) if whole else "")
