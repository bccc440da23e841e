"""What somebody may see and keep."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.public import organisations_of

from ..models import Action, Plan
from ..policies import KEEPERS


def plans_kept_by(actor: Actor) -> QuerySet[Plan]:
    """Those that the actor looks after."""
    found = Plan.objects.select_related("kind", "body", "keeper", "parent")
    own = organisations_of(actor, *KEEPERS).values("pk")
    return found.filter(Q(body__in=own) | Q(keeper__in=own))


def visible_plans(actor: Actor) -> QuerySet[Plan]:
    """Public ones, and those that the actor keeps."""
    found = Plan.objects.select_related("kind", "body", "keeper", "parent", "place")
    kept = [plan.pk for plan in plans_kept_by(actor)] if actor.is_staff else []
    return found.filter(Q(is_public=True) | Q(pk__in=kept))


def visible_actions(actor: Actor) -> QuerySet[Action]:
    """Public ones of public plans, and all of plans that the actor keeps."""
    found = Action.objects.select_related("plan__kind", "plan__body", "plan__keeper", "body")
    kept = [plan.pk for plan in plans_kept_by(actor)] if actor.is_staff else []
    return found.filter(Q(is_public=True, plan__is_public=True) | Q(plan__in=kept))


def actions_of_own_bodies(actor: Actor) -> QuerySet[Action]:
    """Those that the actor may tell of: of plans kept, and those that a body of the actor's does."""
    found = Action.objects.select_related("plan__kind", "plan__body", "plan__keeper", "body")
    kept = [plan.pk for plan in plans_kept_by(actor)]
    return found.filter(Q(plan__in=kept) | Q(body__in=organisations_of(actor, *KEEPERS).values("pk")))
