from __future__ import annotations

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from .. import policies
from ..enums import ArrivalState
from ..models import Arrival
from ..signals import arrival_rejected, arrival_released


def release(arrival: Arrival, by: Actor, reason: str) -> Arrival:
    """Let in something that was held (or set aside by mistake). Raises Refused, or Invalid without a reason."""
    return _decide(arrival, ArrivalState.ACCEPTED, "arrival.released", arrival_released, by=by, reason=reason)


def reject(arrival: Arrival, by: Actor, reason: str) -> Arrival:
    """Set aside something that was held; it is kept, and can still be let in. Raises Refused, or Invalid."""
    return _decide(arrival, ArrivalState.REJECTED, "arrival.rejected", arrival_rejected, by=by, reason=reason)


@transaction.atomic
def _decide(arrival: Arrival, state: str, verb: str, signal: Signal, *, by: Actor, reason: str) -> Arrival:
    policies.check_keep_door(by)
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why, in a few words. It is kept in the history."))])
    policies.check_transition(arrival.state, state)
    old = arrival.state
    # The condition decides between two officers who press at the same moment.
    if not Arrival.objects.filter(pk=arrival.pk, state=old).update(state=state):
        arrival.refresh_from_db(fields=["state"])
        policies.check_transition(arrival.state, state)
    arrival.state = state
    record(verb=verb, subject=arrival, by=by, changes={"state": [str(old), str(state)]}, reason=reason)
    signal.send(sender=Arrival, arrival=arrival, by=by, reason=reason)
    return arrival
