"""Who is in charge, and where a place lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import F, QuerySet

from folkmoot.ground.base.policies import EVERYWHERE, Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.places.models import Postcode
from folkmoot.ground.places.public import place_ids_at, place_ids_of
from folkmoot_core.postcodes import Kind, parse

from ..enums import PointFrom
from ..models import Category, Incident, Route
from ..policies import HANDLERS

MOST_KEPT = 500


@dataclass(frozen=True)
class Where:
    """The place of a report as it will be kept; degrees are WGS 84."""

    words: str = ""
    longitude: float | None = None
    latitude: float | None = None
    point_from: str = PointFrom.NONE
    district: int | None = None
    ward: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether we can tell at least the district, and so who is in charge."""
        return self.district is not None


def where_at(longitude: float, latitude: float, words: str = "", point_from: str = PointFrom.GIVEN) -> Where:
    """The place of a point. Its district is None where no outline of ours holds it."""
    district, ward = place_ids_at(longitude, latitude)
    return Where(words, longitude, latitude, point_from, district, ward)


def where_of_postcode(text: str, words: str = "") -> Where:
    """The place of a postcode, whole or in part. Its district is None where we do not know it. One query."""
    parsed = parse(text)
    if parsed.kind is Kind.FULL:
        found = Postcode.objects.filter(pk=parsed.normal).values_list("district_id", "ward_id", "longitude", "latitude")
        for district, ward, longitude, latitude in found:
            has_point = longitude is not None and latitude is not None
            return Where(
                words or parsed.normal,
                longitude if has_point else None,
                latitude if has_point else None,
                PointFrom.POSTCODE if has_point else PointFrom.NONE,
                district,
                ward,
            )
    inside, ward_inside = place_ids_of(text)
    return Where(words or text.strip(), district=inside, ward=ward_inside)


def in_charge_of(category: Category, district: int | None) -> int | None:
    """The organisation that a report goes to; None only where the category has no route at all. At most one query."""

    def read() -> dict[int | None, int]:
        routes = Route.objects.filter(category=category).order_by(F("district").asc(nulls_last=True))
        return dict(routes.values_list("district_id", "organisation_id"))

    found = _kept(f"routes {category.pk}", read)
    return found.get(district) or found.get(None)


def category_to_report(key: str) -> Category | None:
    """The category of this key, if it is offered. At most one query."""
    return _kept(f"category {key}", lambda: offered_categories().filter(key=key).first())


Kept = TypeVar("Kept")
_memory: dict[str, tuple[float, Any]] = {}


def _kept(name: str, read: Callable[[], Kept]) -> Kept:
    """Categories and routes change when a pack is loaded. While reports come in by the hundred, they are read every few
    seconds and not for each, which is a fifth of what taking a report costs."""
    now = monotonic()
    known = _memory.get(name)
    if known is None or now - known[0] >= settings.KEEP_LISTS_SECONDS:
        if len(_memory) >= MOST_KEPT:
            _memory.clear()
        known = _memory[name] = (now, read())
    kept: Kept = known[1]
    return kept


def offered_categories() -> QuerySet[Category]:
    return Category.objects.filter(is_offered=True)


def within_scopes(actor: Actor) -> QuerySet[Incident]:
    """The reports that the actor's bodies are in charge of."""
    if actor.holds(*HANDLERS, scope=EVERYWHERE):
        return Incident.objects.all()
    return Incident.objects.filter(organisation__in=organisations_of(actor))


def organisations_of(actor: Actor) -> QuerySet[Organisation]:
    """The organisations for which this officer handles reports."""
    if actor.holds(*HANDLERS, scope=EVERYWHERE):
        return Organisation.objects.all()
    scopes = actor.scopes(*HANDLERS)
    keys = {scope.partition(":")[2] for scope in scopes}
    found = Organisation.objects.filter(key__in=keys)
    bodies = [each.pk for each in found if each.scope in scopes]
    return Organisation.objects.filter(pk__in=bodies)
