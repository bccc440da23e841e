"""What an officer may choose from."""

from __future__ import annotations

from django.db.models import QuerySet

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import organisations_of

from ..policies import KEEPERS


def bodies_for(actor: Actor) -> QuerySet[Organisation]:
    """The bodies for which the actor may begin a plan."""
    return organisations_of(actor, *KEEPERS)
