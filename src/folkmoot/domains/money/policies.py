"""Who may keep and publish what a body spends. Pure: they read the actor and scopes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused

# No role of its own: who reports how services do reports what they cost.
KEEPERS = (Role.PERFORMANCE_OFFICER, Role.ADMINISTRATOR)


def can_keep(actor: Actor, scopes: Iterable[str]) -> bool:
    """May enter amounts and publish them: officers of the body that spends, or of the one that keeps its books."""
    return any(actor.holds(*KEEPERS, scope=scope) for scope in scopes)


def check_keep(actor: Actor, scopes: Iterable[str]) -> None:
    if not can_keep(actor, scopes):
        raise Refused(_("Only a performance officer of the body that spends, or that keeps its books, may do this."))


def check_load(actor: Actor) -> None:
    if not actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE):
        raise Refused(_("Only an administrator of the whole site may load budgets."))
