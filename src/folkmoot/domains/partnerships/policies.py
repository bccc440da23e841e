"""Who may keep the register of partnerships: those who keep the register of bodies."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused
from folkmoot.ground.bodies.policies import KEEPERS, can_edit_body, check_edit_body

__all__ = [
    "KEEPERS",
    "can_edit_body",
    "can_keep_landscape",
    "check_edit_body",
    "check_keep_landscape",
    "check_load_partnerships",
]


def can_keep_landscape(actor: Actor) -> bool:
    """May say which body carries which work: that is about all bodies."""
    return actor.holds(*KEEPERS, scope=EVERYWHERE)


def check_keep_landscape(actor: Actor) -> None:
    if not can_keep_landscape(actor):
        raise Refused(_("Only a clerk or an administrator of the whole site may say who carries what."))


def check_load_partnerships(actor: Actor) -> None:
    if not actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE):
        raise Refused(_("Only an administrator of the whole site may load the register of partnerships."))
