from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import new_reference

from ..enums import ArrivalState
from ..models import Arrival
from .receive import check_fields

AT_ONCE = 500


@dataclass(frozen=True)
class Incoming:
    """One row of a file that came in. `key` makes loading the file again harmless."""

    key: str
    channel: str
    received_on: date
    received_at: datetime | None = None
    words: str = ""
    held_because: str = ""


def receive_many(*, kind: str, incoming: Sequence[Incoming], by: Actor) -> dict[str, Arrival]:
    """Write down many arrivals at once: {key: arrival} for those that are new. Known keys are left out.

    Not audited one by one: whoever loads a file audits the file. Call it inside a transaction.
    Raises Invalid for a row that cannot be kept.
    """
    for row in incoming:
        check_fields(kind, row.channel, row.key)
    known: set[str] = set()
    keys = [row.key for row in incoming]
    for start in range(0, len(keys), AT_ONCE):
        found = Arrival.objects.filter(key__in=keys[start : start + AT_ONCE])
        known.update(found.values_list("key", flat=True))
    fresh = {
        row.key: Arrival(
            reference=new_reference(),
            key=row.key,
            kind=kind,
            channel=row.channel,
            received_at=row.received_at or timezone.now(),
            received_on=row.received_on,
            logged_by=by.name if by.is_person else "",
            words=row.words.replace("\x00", ""),
            state=ArrivalState.HELD if row.held_because else ArrivalState.ACCEPTED,
            held_because=row.held_because[:200],
        )
        for row in incoming
        if row.key not in known
    }
    Arrival.objects.bulk_create(fresh.values(), batch_size=AT_ONCE)
    return fresh
