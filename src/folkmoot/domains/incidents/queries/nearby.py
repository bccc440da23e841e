"""What has been reported near a place already, as far as everybody may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from folkmoot.ground.base.policies import Actor

from ..adapters.geometry import Point, box_around
from ..adapters.points import point_of
from ..enums import UNDER_WAY, PointFrom, Shown
from ..models import Category, Incident
from .routing import Where, within_scopes

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
    metres = _near_enough(category, where.point_from)
    # So wide that it leaves out nothing which its rounded place would let in. Otherwise whoever asks from many points
    # would see a report come and go at the edge of the box, and know its exact place.
    found = _around(here, metres + STEP + ROUNDING, category)
    near = [Near(each, _told(here, each)) for each in found]
    near = [each for each in near if each.metres <= metres + STEP]
    return sorted(near, key=lambda each: each.metres)[:MOST_SHOWN]


def perhaps_the_same(incident: Incident, actor: Actor) -> list[Near]:
    """For whoever handles a report: others of its kind that they handle too, near by and under way, the nearest first
    and by their exact places. One query."""
    here = point_of(incident)
    if here is None:
        return []
    metres = _near_enough(incident.category, incident.point_from)
    others = [each for each in _around(here, metres, incident.category, among=within_scopes(actor)) if each != incident]
    near = [Near(each, round(here.metres_to(point_of(each) or here))) for each in others]
    return sorted((each for each in near if each.metres <= metres), key=lambda each: each.metres)[:MOST_SHOWN]


def _near_enough(category: Category, point_from: str) -> int:
    """Metres within which two reports of a category may be of one thing."""
    return max(category.nearby_metres, POSTCODE_METRES if point_from == PointFrom.POSTCODE else 0)


def _around(
    here: Point, metres: float, category: Category, among: QuerySet[Incident] | None = None
) -> QuerySet[Incident]:
    """Reports of the category under way in the square around a point, the newest first."""
    west, south, east, north = box_around(here, metres)
    found = (Incident.objects.all() if among is None else among).filter(
        category=category,
        is_let_in=True,
        merged_into=None,
        status__in=UNDER_WAY,
        reported_at__gte=timezone.now() - RECENT,
        latitude__range=(south, north),
        longitude__range=(west, east),
    )
    return found.select_related("arrival", "ward", "category").order_by("-reported_at")[:LOOKED_AT]


def _told(here: Point, incident: Incident) -> int:
    there = Point(incident.longitude or 0.0, incident.latitude or 0.0).rounded()
    return max(STEP, round(here.metres_to(there) / STEP) * STEP)
