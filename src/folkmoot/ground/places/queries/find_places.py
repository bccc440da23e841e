"""Places by code, and the districts of the county that the site is for."""

from __future__ import annotations

from django.db.models import QuerySet

from folkmoot.ground.base.public import site_identity

from ..enums import PlaceKind
from ..models import Place

DISTRICT_KINDS = (PlaceKind.DISTRICT, PlaceKind.UNITARY)


def place_by_code(code: str) -> Place | None:
    return Place.objects.filter(code=code).first()


def own_county() -> Place | None:
    """The place that the site is for, as the pack named it; without a pack, the only county there is, if it is one."""
    code = site_identity().get("county_place")
    if code:
        return place_by_code(code)
    counties = list(Place.objects.filter(kind=PlaceKind.COUNTY)[:2])
    return counties[0] if len(counties) == 1 else None


def districts(county: Place | None = None) -> QuerySet[Place]:
    """The districts of a county (None: of the site's own) by name; a county without any counts as one district."""
    county = county or own_county()
    if county is None:
        return Place.objects.filter(kind__in=DISTRICT_KINDS)
    inside = Place.objects.filter(parent=county, kind__in=DISTRICT_KINDS)
    return inside if inside.exists() else Place.objects.filter(pk=county.pk)
