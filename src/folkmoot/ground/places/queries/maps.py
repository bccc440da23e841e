"""Pictures of the places inside a place, kept ready since outlines change only when a pack is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache

from ..adapters.outlines import WIDTH, Sheet
from ..models import Boundary, Place

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
    key = f"places.map.{cache.get(EDITION, 0)}.{place.pk}"
    drawn: Map | str | None = cache.get(key)
    if drawn is None:
        drawn = _draw(place) or "nothing to draw"
        cache.set(key, drawn, KEPT_FOR_SECONDS)
    return drawn if isinstance(drawn, Map) else None


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
