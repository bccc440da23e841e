"""What has been reported near a place already, as far as everybody may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from ..adapters.geometry import Point, box_around
from ..enums import UNDER_WAY, PointFrom, Shown
from ..models import Category, Incident
from .routing import Where

MOST_SHOWN = 5
LOOKED_AT = 500
RECENT = timedelta(days=180)
# Two thirds of English postcodes lie within so many metres of their middle.
POSTCODE_METRES = 250
STEP = 50
# Rounding moves a place by up to 66 metres, and a told distance by half a step.
ROUNDING = 66 + STEP / 2


@dataclass(frozen=True)
class Near:
    """A report near by; `metres` is told in steps, from its rounded place, so that nothing exact can be worked out."""

    incident: Incident
    metres: int


def near_to(category: Category, where: Where) -> list[Near]:
    """Reports of the same category that are still under way, the nearest first; [] where there is no point, or where
    reports of this kind are not shown by place. One query."""
    if where.longitude is None or where.latitude is None or category.shown != Shown.POINT:
        return []
    here = Point(where.longitude, where.latitude)
    metres = max(category.nearby_metres, POSTCODE_METRES if where.point_from == PointFrom.POSTCODE else 0)
    # So wide that it leaves out nothing which its rounded place would let in. Otherwise whoever asks from many points
    # would see a report come and go at the edge of the box, and know its exact place.
    west, south, east, north = box_around(here, metres + STEP + ROUNDING)
    found = Incident.objects.filter(
        category=category,
        is_let_in=True,
        merged_into=None,
        status__in=UNDER_WAY,
        reported_at__gte=timezone.now() - RECENT,
        latitude__range=(south, north),
        longitude__range=(west, east),
    ).select_related("arrival", "ward", "category")
    near = [Near(each, _told(here, each)) for each in found.order_by("-reported_at")[:LOOKED_AT]]
    near = [each for each in near if each.metres <= metres + STEP]
    return sorted(near, key=lambda each: each.metres)[:MOST_SHOWN]


def _told(here: Point, incident: Incident) -> int:
    there = Point(incident.longitude or 0.0, incident.latitude or 0.0).rounded()
    return max(STEP, round(here.metres_to(there) / STEP) * STEP)
