"""Who may alter the register of bodies, and who sits on them."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused

# A clerk keeps the bodies within the grant's scope; an administrator any.
KEEPERS = (Role.CLERK, Role.ADMINISTRATOR)


class Scoped(Protocol):
    """Anything that has a scope key, as an organisation does."""

    @property
    def scope(self) -> str: ...


def can_load_bodies(actor: Actor) -> bool:
    return actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE)


def check_load_bodies(actor: Actor) -> None:
    if not can_load_bodies(actor):
        raise Refused(_("Only an administrator of the whole site may load the register of bodies."))


def can_add_body(actor: Actor) -> bool:
    return actor.holds(*KEEPERS, scope=EVERYWHERE)


def check_add_body(actor: Actor) -> None:
    if not can_add_body(actor):
        raise Refused(_("Only a clerk or an administrator of the whole site may add to the register."))


def can_edit_body(actor: Actor, body: Scoped) -> bool:
    return actor.holds(*KEEPERS, scope=body.scope)


def check_edit_body(actor: Actor, body: Scoped) -> None:
    if not can_edit_body(actor, body):
        raise Refused(_("Only the clerk of this body or an administrator may alter it."))
