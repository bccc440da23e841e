from __future__ import annotations

from typing import Any

from folkmoot.ground.base.policies import RESIDENT
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import receive


def make_arrival(**given: Any) -> Arrival:
    """Something that came in online from a resident, unless said otherwise."""
    arrival, _new = receive(**{"kind": "response", "channel": "web", "by": RESIDENT, **given})
    return arrival
