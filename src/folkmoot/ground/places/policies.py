"""Who may replace the facts about places."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused


def can_load_places(actor: Actor) -> bool:
    return actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE)


def check_load_places(actor: Actor) -> None:
    if not can_load_places(actor):
        raise Refused(_("Only an administrator of the whole site may load places and postcodes."))
