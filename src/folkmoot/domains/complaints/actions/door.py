"""What happens to a case when its arrival is decided about at the door."""

from __future__ import annotations

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.intake.models import Arrival

from ..enums import State
from ..models import Case
from ..policies import can_move


def follow_arrival(*, arrival: Arrival, state: str, reason: str, by: Actor) -> None:
    """Let the case in, or set it aside, as its arrival was. The clock has run since the day it came."""
    case = Case.objects.select_related("arrival").filter(arrival=arrival).first()
    if case is None or not can_move(case.state, state):
        return
    old, case.state = case.state, State(state)
    case.save(update_fields=["state", "updated_at"])
    verb = "case.let_in" if state == State.OPEN else "case.set_aside"
    record(verb=verb, subject=case, by=by, changes={"state": [old, str(state)]}, reason=reason)
