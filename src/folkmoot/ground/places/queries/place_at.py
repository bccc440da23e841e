"""In which district and ward a point lies."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from django.db.models import Count, Max

from ..adapters.outlines import Geometry, bounds, contains
from ..enums import PlaceKind
from ..models import Boundary
from .find_places import DISTRICT_KINDS

# Other processes of the server notice new outlines within this time.
KEPT_FOR_SECONDS = 300.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Outline:
    place: int
    parent: int | None
    kind: str
    box: Box
    geometry: Geometry

    def holds(self, longitude: float, latitude: float) -> bool:
        west, south, east, north = self.box
        in_box = west <= longitude <= east and south <= latitude <= north
        return in_box and contains(self.geometry, longitude, latitude)


_kept: tuple[float, tuple[object, ...], tuple[Outline, ...]] | None = None


def place_ids_at(longitude: float, latitude: float) -> tuple[int | None, int | None]:
    """(district, ward) that hold the point (WGS 84), None for what no outline holds. One small query."""
    outlines = _outlines()
    ward = next((each for each in outlines if each.kind == PlaceKind.WARD and each.holds(longitude, latitude)), None)
    if ward is not None:
        return ward.parent, ward.place
    found = (each for each in outlines if each.kind in DISTRICT_KINDS and each.holds(longitude, latitude))
    district = next(found, None)
    return (district.place if district else None), None


def _outlines() -> tuple[Outline, ...]:
    """Kept in memory, since they change only when a pack is loaded; read again where their number or keys differ."""
    global _kept  # noqa: PLW0603 – one small cache a process
    stand = tuple(Boundary.objects.aggregate(number=Count("pk"), last=Max("pk"), place=Max("place_id")).values())
    now = monotonic()
    if _kept is None or _kept[1] != stand or now - _kept[0] > KEPT_FOR_SECONDS:
        found = Boundary.objects.filter(place__kind__in=(*DISTRICT_KINDS, PlaceKind.WARD)).select_related("place")
        outlines = tuple(
            Outline(each.place_id, each.place.parent_id, each.place.kind, bounds(each.geometry), each.geometry)
            for each in found
        )
        _kept = (now, stand, outlines)
    return _kept[2]
