"""What an officer may choose from."""

from __future__ import annotations

from django.db.models import QuerySet

from folkmoot.ground.base.policies import EVERYWHERE, Actor
from folkmoot.ground.bodies.models import Organisation

from ..policies import KEEPERS


def bodies_for(actor: Actor) -> QuerySet[Organisation]:
    """The bodies for which the actor may begin a plan."""
    found = Organisation.objects.all()
    if actor.holds(*KEEPERS, scope=EVERYWHERE):
        return found
    keys = [scope.partition(":")[2] for scope in actor.scopes(*KEEPERS)]
    near = found.filter(key__in=keys)
    return found.filter(pk__in=[each.pk for each in near if actor.holds(*KEEPERS, scope=each.scope)])
