from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.documents.models import Document

from .. import policies
from ..enums import UNSORTED, ArrivalState
from ..models import Arrival
from .receive import check_fields


@transaction.atomic
def become(
    *,
    arrival: Arrival,
    kind: str,
    channel: str,
    received_on: date,
    words: str,
    by: Actor,
    source: Document | None = None,
    held_because: str = "",
) -> Arrival:
    """Sort an arrival that was logged by hand: from now on it is of `kind`. Call it where what it becomes is made.

    `channel`, `received_on` and `words` mend what was logged; `source` adds a file to one that had none. Raises Refused
    where it has become something already, also when two officers press at the same moment; Invalid for a channel or
    kind that is none.
    """
    policies.check_keep_door(by)
    check_fields(kind, channel, None)
    held = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if held.kind != UNSORTED or held.state != ArrivalState.ACCEPTED:
        raise Refused(_("%(reference)s has become something already.") % {"reference": held.reference})
    new = {
        "kind": kind,
        "channel": str(channel),
        "received_on": received_on,
        "words": words.replace("\x00", ""),
        "source_id": held.source_id or (source.pk if source else None),
        "state": str(ArrivalState.HELD if held_because else ArrivalState.ACCEPTED),
        "held_because": held_because[:200],
    }
    changes = changed_fields({name: getattr(held, name) for name in new}, new)
    if "words" in changes:
        # The history is never altered, so no words of a resident may stand in it.
        changes["words"] = ["", _("mended")]
    # SQLite knows no locks of rows: there the condition decides between two who press at once.
    if not Arrival.objects.filter(pk=held.pk, kind=UNSORTED, state=ArrivalState.ACCEPTED).update(**new):
        raise Refused(_("%(reference)s has become something already.") % {"reference": held.reference})
    record(verb="arrival.sorted", subject=held, by=by, changes=changes)
    held.refresh_from_db()
    return held
