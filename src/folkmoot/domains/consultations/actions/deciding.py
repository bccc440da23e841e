"""Tie a consultation to the body that decides on it, so that the body's page leads back."""

from __future__ import annotations

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.thread.public import link, unlink

from ..models import Consultation

DECIDED_BY = "decided_by"


def tie_deciding_body(consultation: Consultation, by: Actor, *, before: Organisation | None = None) -> None:
    """Let the thread say who decides. `before`: the body that decided until now."""
    now = consultation.deciding_body
    if before is not None and before != now:
        unlink(DECIDED_BY, consultation, before, by)
    if now is not None and before != now:
        link(DECIDED_BY, consultation, now, by)
