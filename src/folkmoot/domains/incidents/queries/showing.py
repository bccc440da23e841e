"""What everybody may know of a report. Nothing else of it is ever shown to the public, on a page or over the API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from folkmoot_core.values import normalise_reference

from ..adapters.geometry import Point
from ..adapters.points import public_point_of
from ..enums import Shown
from ..models import Follower, Incident, Photo, StatusChange

PUBLIC = Q(is_let_in=True) & ~Q(category__shown=Shown.NOTHING)


@dataclass(frozen=True)
class PublicReport:
    """A report as everybody may read it."""

    incident: Incident
    reference: str
    category: str
    organisation: str
    words: str
    ward: str
    district: str
    point: Point | None
    reported_at: datetime
    expected_on: date | None
    changes: tuple[StatusChange, ...]
    photos: tuple[Photo, ...]
    merged_into: str


def is_public(incident: Incident) -> bool:
    return incident.is_let_in and incident.category.shown != Shown.NOTHING


def public_reports() -> QuerySet[Incident]:
    """Those that may be shown, with what showing them needs."""
    return with_what_showing_needs(Incident.objects.filter(PUBLIC))


def with_what_showing_needs(found: QuerySet[Incident]) -> QuerySet[Incident]:
    return found.select_related("arrival", "category", "organisation", "ward", "district", "merged_into__arrival")


def public_report(reference: str) -> PublicReport | None:
    """The report of this reference; None where there is none that may be shown. Three queries."""
    wanted = public_reports().filter(arrival__reference=normalise_reference(reference) or reference)
    found = wanted.prefetch_related("photos__made", "changes").first()
    return shown(found) if found else None


def shown(incident: Incident) -> PublicReport:
    merged = incident.merged_into
    return PublicReport(
        incident=incident,
        reference=incident.arrival.reference,
        category=incident.category.name,
        organisation=incident.organisation.name,
        words=incident.public_words,
        ward=incident.ward.name if incident.ward else "",
        district=incident.district.name if incident.district else "",
        point=public_point_of(incident),
        reported_at=incident.reported_at,
        expected_on=incident.expected_on,
        changes=tuple(incident.changes.all()),
        photos=tuple(photo for photo in incident.photos.all() if photo.is_public),
        merged_into=merged.arrival.reference if merged else "",
    )


def own_report(key: str) -> Incident | None:
    """The report that a secret link opens."""
    found = with_what_showing_needs(Incident.objects.filter(key=key))
    return next(iter(found.prefetch_related("photos", "followers", "changes")[:1]), None)


def follower_of(key: str) -> Follower | None:
    """Who follows under this secret link, with the report."""
    related = ("incident__arrival", "incident__category", "incident__organisation")
    return Follower.objects.select_related(*related).filter(key=key).first()
