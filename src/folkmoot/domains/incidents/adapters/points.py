"""Points on the map: rounded for everybody, exact for officers only."""

from __future__ import annotations

from ..enums import Shown
from ..models import Incident
from .geometry import Point


def point_of(incident: Incident) -> Point | None:
    """Where it is, exactly: for officers, and for working out what is near."""
    if incident.longitude is None or incident.latitude is None:
        return None
    return Point(incident.longitude, incident.latitude)


def public_point_of(incident: Incident) -> Point | None:
    """Where it is as everybody may know it: rounded, and only for categories that show it."""
    point = point_of(incident)
    if point is None or incident.category.shown != Shown.POINT:
        return None
    return point.rounded()
