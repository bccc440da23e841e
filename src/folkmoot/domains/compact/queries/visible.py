"""What an officer may see of what is not public."""

from __future__ import annotations

from django.db.models import QuerySet

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import organisations_of

from ..models import Agreement, Concern
from ..policies import ENTERERS, KEEPERS


def agreements_kept_by(actor: Actor) -> QuerySet[Agreement]:
    """Those that the actor looks after."""
    found = Agreement.objects.select_related("keeper")
    return found.filter(keeper__in=organisations_of(actor, *KEEPERS).values("pk"))


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
    return organisations_of(actor, *ENTERERS)
