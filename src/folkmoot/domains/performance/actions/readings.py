"""Keep what indicators say, and mark it stale."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import DatabaseError, transaction
from django.db.models import F

from ..models import Indicator, Input, Reading

AT_ONCE = 100
MADE_FIELDS = [field.name for field in Reading._meta.fields if field.name not in ("id", "indicator", "place")]


def keep_readings(readings: Collection[Reading]) -> None:
    """Write down what was just read off the figures, in place of what stood there. Derived, so nobody's deed and not in
    the history. Where the database is busy they are made again by the next reader."""
    if not readings:
        return
    try:
        with transaction.atomic():
            Reading.objects.bulk_create(
                readings,
                batch_size=AT_ONCE,
                update_conflicts=True,
                unique_fields=["indicator", "place"],
                update_fields=MADE_FIELDS,
            )
    except DatabaseError:
        return


def make_stale(indicators: Iterable[Indicator]) -> None:
    """Their figures or definition changed: what was read off them, and off those that are worked out of them, is no
    longer right. Part of each action that changes a figure, in its transaction."""
    numbers = {indicator.pk for indicator in indicators}
    numbers |= set(Input.objects.filter(source__in=numbers).values_list("indicator", flat=True))
    Indicator.objects.filter(pk__in=numbers).update(edition=F("edition") + 1)
