"""What Open311 asks for: services, and requests by number, kind, time and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Prefetch

from folkmoot_core.values import normalise_reference

from ..enums import ENDED, UNDER_WAY
from ..models import ApiKey, Category, Incident, Photo, StatusChange
from .routing import offered_categories
from .showing import public_reports

MOST = 1000


@dataclass(frozen=True)
class Asked:
    """What requests are wanted. `references` override the rest; `codes` empty: all; `statuses`: of open and closed."""

    references: Sequence[str] = ()
    codes: Sequence[str] = ()
    statuses: Sequence[str] = ()
    start: datetime | None = None
    end: datetime | None = None
    page: int = 1
    page_size: int = MOST
    updated_after: datetime | None = None
    updated_before: datetime | None = None

    @property
    def window(self) -> slice:
        size = min(max(self.page_size, 1), MOST)
        first = (max(self.page, 1) - 1) * size
        return slice(first, first + size)


def requests_for(asked: Asked) -> list[Incident]:
    """The public reports that fit, newest first, at most MOST. Two queries."""
    found = public_reports().prefetch_related(
        Prefetch("photos", Photo.objects.filter(is_public=True).select_related("made"))
    )
    if asked.references:
        wanted = [normalise_reference(each) or each for each in asked.references[:MOST]]
        return list(found.filter(arrival__reference__in=wanted)[:MOST])
    if asked.codes:
        found = found.filter(category__key__in=asked.codes)
    if asked.statuses:
        kept = [*(UNDER_WAY if "open" in asked.statuses else ()), *(ENDED if "closed" in asked.statuses else ())]
        found = found.filter(status__in=kept)
    if asked.start:
        found = found.filter(reported_at__gte=asked.start)
    if asked.end:
        found = found.filter(reported_at__lte=asked.end)
    if asked.updated_after:
        found = found.filter(status_at__gte=asked.updated_after)
    if asked.updated_before:
        found = found.filter(status_at__lte=asked.updated_before)
    return list(found.order_by("-reported_at", "-pk")[asked.window])


def updates_for(asked: Asked) -> list[StatusChange]:
    """The steps of public reports between two moments, the earliest first, at most MOST. One query."""
    found = StatusChange.objects.filter(incident__in=public_reports()).select_related("incident__arrival")
    if asked.start:
        found = found.filter(at__gte=asked.start)
    if asked.end:
        found = found.filter(at__lte=asked.end)
    return list(found.order_by("at", "pk")[asked.window])


def last_change_of_services() -> datetime | None:
    return Category.objects.aggregate(last=Max("updated_at"))["last"]


def service_by_code(code: str) -> Category | None:
    return offered_categories().filter(key=code).first()


def by_token(token: str) -> Incident | None:
    """The report that a token was given for."""
    return Incident.objects.select_related("arrival").filter(key=token).first()


def key_by_digest(digest: str) -> ApiKey | None:
    return ApiKey.objects.filter(digest=digest, stopped_at=None).first()
