from __future__ import annotations

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.intake.models import Arrival

from ..models import Incident
from ..policies import check_handle


def follow_arrival(*, arrival: Arrival, let_in: bool, reason: str, by: Actor) -> None:
    """Do with the report what was decided about its arrival. Raises Refused where `by` may not decide about it, and the
    decision about the arrival then falls too."""
    incident = Incident.objects.select_related("organisation", "arrival").filter(arrival=arrival).first()
    if incident is None:
        return
    check_handle(by, incident.organisation.scope)
    incident.is_let_in = let_in
    incident.save(update_fields=["is_let_in", "updated_at"])
    verb = "incident.let_in" if let_in else "incident.set_aside"
    record(verb=verb, subject=incident, by=by, reason=reason)
