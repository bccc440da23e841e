"""The officers' queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import ArrivalState, Way, arrival_to_sort
from folkmoot_core.values import normalise_reference

from ..enums import ENDED, KIND, UNDER_WAY
from ..models import Category, Incident
from ..policies import HANDLERS, can_handle
from .routing import organisations_of, within_scopes

STANDINGS = ("open", "new", "mine", "late", "reopened", "held")


@dataclass(frozen=True)
class QueueFilter:
    """What an officer narrows the queue by; '' leaves a field open. `standing`: open (all that is under way), new (open
    and nobody has taken it), mine, late, ended, held."""

    standing: str = "open"
    category: str = ""
    organisation: str = ""
    words: str = ""


def the_queue(narrowed: QueueFilter, actor: Actor, today: date | None = None) -> QuerySet[Incident]:
    """Reports of the actor's bodies that fit: what is late first, then the oldest."""
    today = today or timezone.localdate()
    found = within_scopes(actor).select_related("arrival", "category", "organisation", "ward", "district")
    found = found.filter(_standing(narrowed.standing, actor, today))
    if narrowed.category:
        found = found.filter(category__key=narrowed.category)
    if narrowed.organisation:
        found = found.filter(organisation__key=narrowed.organisation)
    if words := narrowed.words.replace("\0", " ").strip():
        reference = normalise_reference(words) or words
        found = found.filter(
            Q(arrival__reference__iexact=reference)
            | Q(words__icontains=words)
            | Q(place_words__icontains=words)
            | Q(ward__name__icontains=words)
        )
    order = ("-status_at", "-pk") if narrowed.standing == "ended" else ("expected_on", "reported_at", "pk")
    return found.order_by(*order)


def _standing(standing: str, actor: Actor, today: date) -> Q:
    under_way = Q(status__in=UNDER_WAY, is_let_in=True)
    return {
        "new": under_way & Q(status="open", taken_by_key=""),
        "mine": under_way & Q(taken_by_key=actor.key or "nobody"),
        "late": under_way & Q(expected_on__lt=today),
        "reopened": under_way & Q(fixed_answer="no"),
        "ended": Q(status__in=ENDED, is_let_in=True),
        "held": Q(is_let_in=False),
    }.get(standing, under_way)


def totals(actor: Actor, today: date | None = None) -> dict[str, int]:
    """How many reports there are of each standing that is not over. One query."""
    today = today or timezone.localdate()
    counted = {f"{each}_now": Count("pk", filter=_standing(each, actor, today)) for each in STANDINGS}
    found = within_scopes(actor).order_by().aggregate(**counted)
    return {each: found[f"{each}_now"] for each in STANDINGS}


def report_for(actor: Actor, reference: str) -> Incident | None:
    """The report, for an officer who may handle it."""
    found = Incident.objects.select_related(
        "arrival", "category", "organisation", "ward", "district", "merged_into__arrival"
    )
    incident = found.filter(arrival__reference=normalise_reference(reference) or reference).first()
    return incident if incident and can_handle(actor, incident.organisation.scope) else None


def bodies_in_charge(incident: Incident) -> QuerySet[Organisation]:
    """The bodies that some category goes to, and the one that has the report: to whom it can be sent on."""
    routed = Category.objects.filter(is_offered=True).values("routes__organisation")
    return Organisation.objects.filter(Q(pk__in=routed) | Q(pk=incident.organisation_id)).order_by("name")


def waiting_arrivals(actor: Actor) -> QuerySet[Arrival]:
    """What somebody sorted as a report, while nobody has made the report: for those who handle reports everywhere."""
    if not actor.holds(*HANDLERS, scope="*"):
        return Arrival.objects.none()
    return Arrival.objects.filter(kind=KIND, state=ArrivalState.ACCEPTED, incident=None).order_by("received_on", "pk")


def arrival_to_type(actor: Actor, reference: str) -> Arrival | None:
    """A letter or call that this officer may make a report of."""
    return arrival_to_sort(actor, reference) if organisations_of(actor).exists() else None


def ways_to_take_in(actor: Actor, arrival: Arrival) -> list[Way]:
    """For the log of arrivals: each category, with the page that makes a report of it."""
    if not organisations_of(actor).exists():
        return []
    return [
        (each.name, reverse("incidents:log_report", args=[arrival.reference, each.key]))
        for each in Category.objects.filter(is_offered=True)
    ]


def report_made_of(actor: Actor, arrival: Arrival) -> Way | None:
    """The report that an arrival became, for those who may handle it."""
    incident = Incident.objects.select_related("organisation", "category").filter(arrival=arrival).first()
    if incident is None or not can_handle(actor, incident.organisation.scope):
        return None
    return incident.category.name, reverse("incidents:handle_report", args=[arrival.reference])
