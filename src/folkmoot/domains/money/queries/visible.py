"""What somebody may see and keep."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import organisations_of

from ..adapters.books import Sight
from ..models import Budget
from ..policies import KEEPERS, can_keep
from .books import WHOLE, public_sight


def budgets_kept_by(actor: Actor) -> QuerySet[Budget]:
    """Those that the actor looks after."""
    own = organisations_of(actor, *KEEPERS).values("pk")
    found = Budget.objects.select_related("body", "keeper")
    return found.filter(Q(body__in=own) | Q(keeper__in=own))


def visible_budgets(actor: Actor) -> QuerySet[Budget]:
    """Public ones, and those that the actor keeps."""
    found = Budget.objects.select_related("body", "keeper")
    if not actor.holds(*KEEPERS):
        return found.filter(public_at__isnull=False)
    return found.filter(Q(public_at__isnull=False) | Q(pk__in=budgets_kept_by(actor).values("pk")))


def sight_of(budget: Budget, actor: Actor, *, as_public: bool = False) -> Sight:
    """All for those who keep it, unless they ask for what everybody sees; what is published for everybody else."""
    if can_keep(actor, budget.scopes) and not (as_public and budget.is_public):
        return WHOLE
    return public_sight(budget)


def bodies_kept(actor: Actor) -> QuerySet[Organisation]:
    """For whose books the actor answers."""
    return organisations_of(actor, *KEEPERS).order_by("name")
