from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import insert, new_key, new_reference
from folkmoot.ground.documents.models import Document
from folkmoot_core.values import Fault, Invalid

from ..enums import ArrivalState
from ..models import Arrival

# One collision of references in 2^50 is luck; three in a row is a broken source of randomness.
TRIES = 3


def receive(
    *,
    kind: str,
    channel: str,
    by: Actor,
    key: str | None = None,
    received_at: datetime | None = None,
    received_on: date | None = None,
    words: str = "",
    source: Document | None = None,
    held_because: str = "",
    prefix: str = "",
    savepoint: bool = True,
) -> tuple[Arrival, bool]:
    """Write down that something came in: (the arrival, True), or (the one this `key` already made, False).

    Costs one INSERT, no SELECT, and is safe inside a larger transaction: the unique key decides between two posts of
    the same form that come at once, and only a savepoint is lost. `received_on` defaults to the local date of
    `received_at`. With `held_because` it is held until somebody looks.

    A resident's own post is not audited apart: the arrival is itself the record of that act, it is never altered
    except by the decisions that are audited, and a second row for each answer would double the cost of taking it.

    With `savepoint` off the two statements for it are saved, and the whole transaction around is lost instead: then a
    known key raises IntegrityError, and the caller looks for what it made once its own transaction is rolled back.

    Raises Invalid, naming the field, when the channel, kind or key cannot be kept.
    """
    check_fields(kind, channel, key)
    moment = received_at or timezone.now()
    fields = {
        "key": key or new_key(),
        "kind": kind,
        "channel": channel,
        "received_at": moment,
        "received_on": received_on or timezone.localdate(moment),
        "logged_by": by.name if by.is_person else "",
        # PostgreSQL keeps no NUL in text, and no letter holds one.
        "words": words.replace("\x00", ""),
        "source": source,
        "state": ArrivalState.HELD if held_because else ArrivalState.ACCEPTED,
        "held_because": held_because[:200],
    }
    for remaining in reversed(range(TRIES)):
        try:
            with transaction.atomic(savepoint=savepoint):
                arrival = Arrival(reference=new_reference(prefix), **fields)
                insert(arrival)
                if by.kind != "resident":
                    record(verb="arrival.received", subject=arrival, by=by, changes={"channel": [None, str(channel)]})
            return arrival, True
        except IntegrityError:
            if not savepoint:
                raise
            known = Arrival.objects.filter(key=fields["key"]).first()
            if known is not None:
                return known, False
            if not remaining:
                raise
    raise AssertionError("unreachable")


def check_fields(kind: str, channel: str, key: str | None) -> None:
    faults = []
    if not kind or len(kind) > 40:
        faults.append(
            Fault("kind", "An arrival needs a kind of 1 to 40 characters.", "Say what it was meant to become.")
        )
    if channel not in Channel.values:
        faults.append(Fault("channel", f"“{channel}” is not a channel.", f"Use one of: {', '.join(Channel.values)}."))
    if key is not None and not (0 < len(key) <= 64 and key.isprintable()):
        faults.append(
            Fault("key", "A submission key has 1 to 64 printable characters.", "Reload the form to get a new one.")
        )
    if faults:
        raise Invalid(faults)
