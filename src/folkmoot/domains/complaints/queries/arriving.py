"""What a letter or call in the log of arrivals can become here, and what it became."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import Way

from ..policies import can_work
from .visible import visible_cases


def ways_to_log(actor: Actor, arrival: Arrival) -> list[Way]:
    if not can_work(actor):
        return []
    address = reverse("complaints:log_case", query={"arrival": arrival.reference})
    return [(_("A complaint, comment, compliment or request"), address)]


def case_made_of(actor: Actor, arrival: Arrival) -> Way | None:
    """The case that an arrival became, for those who may read it."""
    case = visible_cases(actor).filter(arrival=arrival).first()
    if case is None:
        return None
    return case.summary or arrival.reference, reverse("complaints:show_case", args=[arrival.reference])
