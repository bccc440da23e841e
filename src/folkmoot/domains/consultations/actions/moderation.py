"""Decide about answers that are held, or that should not count. Nothing is deleted."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import ArrivalState, reject, release
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of
from ..enums import ResponseState
from ..models import Response
from ..policies import check_plan


def let_in(*, response: Response, reason: str, by: Actor) -> Response:
    """Count an answer that was held or set aside. Raises Invalid without a reason, or Refused."""
    return _decide(response, ResponseState.COUNTED, reason, by)


def set_aside(*, response: Response, reason: str, by: Actor) -> Response:
    """Keep an answer without counting it. It can still be let in. Raises Invalid without a reason, or Refused."""
    return _decide(response, ResponseState.SET_ASIDE, reason, by)


@transaction.atomic
def _decide(response: Response, state: str, reason: str, by: Actor) -> Response:
    check_plan(by, standing_of(response.consultation))
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why, in a few words. It is kept in the history."))])
    arrival = Arrival.objects.get(pk=response.arrival_id)
    if arrival.state == ArrivalState.ACCEPTED or (state, arrival.state) == (
        ResponseState.SET_ASIDE,
        ArrivalState.REJECTED,
    ):
        _change(response, state, reason, by)
    elif state == ResponseState.COUNTED:
        release(arrival, by, reason)
    else:
        reject(arrival, by, reason)
    response.refresh_from_db(fields=["state", "state_reason"])
    return response


def follow_arrival(*, arrival: Arrival, state: str, reason: str, by: Actor) -> None:
    """Do with the response what was decided about its arrival. Raises Refused where `by` may not decide about it, and
    the decision about the arrival then falls too."""
    response = Response.objects.filter(arrival=arrival).select_related("consultation", "arrival").first()
    if response is not None:
        check_plan(by, standing_of(response.consultation))
        _change(response, state, reason, by)


def _change(response: Response, state: str, reason: str, by: Actor) -> None:
    old = response.state
    # The condition decides between two officers who press at the same moment.
    changed = Response.objects.filter(pk=response.pk, state=old).update(state=state, state_reason=reason.strip()[:300])
    if old == state or not changed:
        raise Refused(_("Somebody has already decided about this. Reload the page to see what was decided."))
    verb = "response.let_in" if state == ResponseState.COUNTED else "response.set_aside"
    record(verb=verb, subject=response, by=by, changes={"state": [str(old), str(state)]}, reason=reason)
