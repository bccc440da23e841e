"""Who may keep indicators, their figures, scorecards and questions."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused

KEEPERS = (Role.PERFORMANCE_OFFICER, Role.ADMINISTRATOR)


class Scoped(Protocol):
    """An indicator, a scorecard or a question: its owner's scope."""

    @property
    def scope(self) -> str: ...


def can_keep(actor: Actor, thing: Scoped) -> bool:
    return actor.holds(*KEEPERS, scope=thing.scope)


def check_keep(actor: Actor, thing: Scoped) -> None:
    if not can_keep(actor, thing):
        raise Refused(_("Only a performance officer of the body that owns this may change it."))


def check_keep_of(actor: Actor, scope: str) -> None:
    if not actor.holds(*KEEPERS, scope=scope):
        raise Refused(_("Only a performance officer of that body may do this."))


def check_load_performance(actor: Actor) -> None:
    if not actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE):
        raise Refused(_("Only an administrator of the whole site may load indicators."))


def keeps_scopes(actor: Actor) -> frozenset[str]:
    """The scopes in which somebody keeps indicators; `*` among them: all."""
    return actor.scopes(*KEEPERS)
