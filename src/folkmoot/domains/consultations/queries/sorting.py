"""What a letter or call in the log of arrivals can become here, and what it became."""

from __future__ import annotations

from django.urls import reverse

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import Way

from ..adapters import standing_of
from ..enums import IN_OWN_WORDS
from ..models import Consultation, Response
from ..policies import can_read, can_type
from .planning import within_scopes


def ways_to_take_in(actor: Actor, arrival: Arrival) -> list[Way]:
    """The consultations that this officer may take it in for, each with the page that does; newest first."""
    if arrival.channel not in IN_OWN_WORDS:
        return []
    return [
        (each.title, reverse("consultations:record_letter", args=[each.slug], query={"arrival": arrival.reference}))
        for each in taking_letters(actor)
    ]


def taking_letters(actor: Actor) -> list[Consultation]:
    """Consultations that the actor may type for now, with a questionnaire to code letters to. Four queries."""
    found = (
        within_scopes(actor)
        .filter(opens_on__isnull=False, questionnaires__published_at__isnull=False)
        .select_related("organisation")
        .prefetch_related("phases", "partners")
        .order_by("-opens_on", "title")
        .distinct()
    )
    return [each for each in found if can_type(actor, standing_of(each))]


def response_made_of(actor: Actor, arrival: Arrival) -> Way | None:
    """The response that an arrival became, for those who may read it."""
    response = Response.objects.filter(arrival=arrival).select_related("consultation__organisation").first()
    if response is None or not can_read(actor, standing_of(response.consultation)):
        return None
    address = reverse("consultations:show_response", args=[response.consultation.slug, arrival.reference])
    return response.consultation.title, address
