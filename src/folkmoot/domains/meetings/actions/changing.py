"""What every change of a meeting or its agenda goes through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ..models import Meeting
from ..policies import check_keep


def meeting_to_change(meeting: Meeting, by: Actor) -> Meeting:
    """The meeting as it stands now, locked until the end of the transaction. Raises Refused."""
    check_keep(by, meeting)
    return Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)


def put_values(thing: Model, values: Mapping[str, Any]) -> list[str]:
    """Write the values that differ onto a saved record; the names of those."""
    changed = [name for name, value in values.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, values[name])
    if changed:
        thing.save()
    return changed


def told(verb: str, subject: Model, by: Actor, *, fields: list[str] | None = None, reason: str = "") -> None:
    """Into the history: which fields, never what stands in them, for the history is read by more than may read an
    exempt item."""
    record(verb=verb, subject=subject, by=by, changes={"fields": [None, fields]} if fields else {}, reason=reason)


def need(value: str, where: str, message: str, mend: str = "") -> str:
    """The value without spaces around it. Raises Invalid when nothing is left."""
    if not value.strip():
        raise Invalid([Fault(where, message, mend or _("Fill it in."))])
    return value.strip()
