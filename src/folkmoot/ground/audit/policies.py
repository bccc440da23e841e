from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused


def can_read_history(actor: Actor) -> bool:
    """The whole history names residents' records of every service, so the role must hold everywhere."""
    return actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE)


def check_read_history(actor: Actor) -> None:
    if not can_read_history(actor):
        raise Refused(_("Only an administrator for the whole site may read the whole history."))
