"""What an officer may see of what is not public."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from folkmoot.ground.base.policies import EVERYWHERE, Actor
from folkmoot.ground.bodies.models import Organisation

from ..models import Agreement, Concern
from ..policies import ENTERERS, KEEPERS, can_keep


def agreements_kept_by(actor: Actor) -> QuerySet[Agreement]:
    """Those that the actor looks after."""
    found = Agreement.objects.select_related("keeper")
    if actor.holds(*KEEPERS, scope=EVERYWHERE):
        return found
    keys = [scope.partition(":")[2] for scope in actor.scopes(*KEEPERS)]
    kept = [each.pk for each in found.filter(keeper__key__in=keys) if can_keep(actor, each.scope)]
    return found.filter(pk__in=kept)


def concerns_for(actor: Actor) -> QuerySet[Concern]:
    """Concerns about the agreements that the actor looks after; nobody else reads them."""
    found = Concern.objects.select_related("arrival", "agreement__keeper", "commitment", "about")
    return found.filter(agreement__in=agreements_kept_by(actor).values("pk"))


def keeper_scope() -> str:
    """The scope of the body that looks after the agreement; with several, the first one's. "" where there is none."""
    agreement = Agreement.objects.select_related("keeper").order_by("pk").first()
    return agreement.scope if agreement else ""


def organisations_for(actor: Actor) -> QuerySet[Organisation]:
    """For whom the actor may enter funding and evidence: keepers for everybody, others for their own."""
    if agreements_kept_by(actor).exists():
        return Organisation.objects.all()
    keys = [scope.partition(":")[2] for scope in actor.scopes(*ENTERERS)]
    own = [each.pk for each in Organisation.objects.filter(key__in=keys) if actor.holds(*ENTERERS, scope=each.scope)]
    return Organisation.objects.filter(Q(pk__in=own))
