"""May and may-not for plans. Pure: they read the actor and scopes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused

KEEPERS = (Role.PERFORMANCE_OFFICER, Role.CLERK, Role.ADMINISTRATOR)


def can_keep(actor: Actor, scopes: Iterable[str]) -> bool:
    """May write the plan and tell how far its actions are: officers of the body whose plan it is, or that keeps it."""
    return any(actor.holds(*KEEPERS, scope=scope) for scope in scopes)


def check_keep(actor: Actor, scopes: Iterable[str]) -> None:
    if not can_keep(actor, scopes):
        raise Refused(_("This is for officers of the body whose plan it is, or that looks after it."))


def can_tell(actor: Actor, scopes: Iterable[str], body: str = "") -> bool:
    """May tell how far an action is: whoever keeps the plan, and officers of the body that does it."""
    return can_keep(actor, scopes) or bool(body and actor.holds(*KEEPERS, scope=body))


def check_tell(actor: Actor, scopes: Iterable[str], body: str = "") -> None:
    if not can_tell(actor, scopes, body):
        raise Refused(_("This is for officers of the body that does it, or whose plan it is."))


def check_load(actor: Actor) -> None:
    if not actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE):
        raise Refused(_("Only an administrator of the whole site may load plans."))
