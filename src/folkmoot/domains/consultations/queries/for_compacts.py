"""Consultations as the rules of a compact read them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from folkmoot_core.compacts import Consulted

from ..models import Consultation
from .outcomes import due_by, is_published, outcome_of


def consultations_held() -> Iterator[Consulted]:
    """Every consultation that has a place on the calendar, with the outcome that is published. One query."""
    today = timezone.localdate()
    found = Consultation.objects.filter(opens_on__isnull=False).select_related("organisation", "outcome")
    for each in found:
        outcome = outcome_of(each)
        published_at = outcome.published_at if outcome and is_published(outcome) else None
        if each.opens_on is not None:
            yield Consulted(
                record_type=Consultation._meta.label_lower,
                record_key=str(each.pk),
                title=each.title,
                url=each.get_absolute_url(),
                organisation=each.organisation.key,
                is_public=each.opens_on <= today,
                starts=each.opens_on,
                ends=each.closes_on,
                reason=each.short_reason,
                published_on=timezone.localdate(published_at) if published_at else None,
                promised_on=due_by(each),
            )
