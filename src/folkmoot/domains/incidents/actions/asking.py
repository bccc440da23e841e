from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..enums import ENDED, ClosingReason
from ..models import Category, Incident
from .telling import ask_whether_fixed


def ask_what_is_due(*, now: datetime | None = None, at_most: int = 200) -> int:
    """Ask the reporters of what has ended whether it is fixed, so many days after as the category says. Returns of how
    many reports. Stopped half-way, the rest are asked next time; nobody is asked twice of the same end."""
    asked = 0
    for incident in due_for_asking(now or timezone.now())[:at_most]:
        with transaction.atomic():
            # Only who marks it asks: another worker finds it marked.
            unasked = Incident.objects.filter(pk=incident.pk, status_at=incident.status_at, asked_at=None)
            if unasked.update(asked_at=now or timezone.now()):
                ask_whether_fixed(incident=incident)
                asked += 1
    return asked


def due_for_asking(now: datetime) -> QuerySet[Incident]:
    """What has ended long enough ago, with somebody to ask. A handful of queries: one for each length of waiting."""
    waits = Category.objects.order_by().values_list("ask_after_days", flat=True).distinct()
    due: QuerySet[Incident] = Incident.objects.none()
    for days in waits:
        due |= Incident.objects.filter(category__ask_after_days=days, status_at__lte=now - timedelta(days=days))
    return (
        due.filter(
            status__in=ENDED, asked_at=None, is_let_in=True, followers__is_reporter=True, followers__stopped_at=None
        )
        .exclude(closing_reason__in=(ClosingReason.DUPLICATE, ClosingReason.WITHDRAWN))
        .select_related("arrival", "category", "organisation")
        .order_by("status_at", "pk")
        .distinct()
    )
