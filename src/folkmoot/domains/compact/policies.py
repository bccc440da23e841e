"""May and may-not for a compact. Pure: they read the actor and the scope of the body that looks after the agreement."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused
from folkmoot_core.values import Fault

from .enums import ENDED, ConcernState, StepKind

KEEPERS = (Role.LIAISON_OFFICER, Role.ADMINISTRATOR)
ENTERERS = (Role.LIAISON_OFFICER, Role.ENGAGEMENT_OFFICER, Role.ADMINISTRATOR)


def can_keep(actor: Actor, scope: str) -> bool:
    """May change the agreement, decide about evidence, and read concerns: for the body that looks after it."""
    return actor.holds(*KEEPERS, scope=scope)


def check_keep(actor: Actor, scope: str) -> None:
    if not can_keep(actor, scope):
        raise Refused(_("This is for the liaison officers of the body that looks after the agreement."))


def can_enter(actor: Actor, keeper: str, organisation: str = "") -> bool:
    """May enter funding and evidence: keepers for everybody, other officers for their own organisation."""
    if can_keep(actor, keeper):
        return True
    return bool(organisation) and actor.holds(*ENTERERS, scope=organisation)


def check_enter(actor: Actor, keeper: str, organisation: str = "") -> None:
    if not can_enter(actor, keeper, organisation):
        raise Refused(_("You may enter this for your own organisation only."))


def check_load(actor: Actor) -> None:
    if not actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE):
        raise Refused(_("Only an administrator of the whole site may load an agreement."))


def fault_of_step(state: str, kind: str) -> Fault | None:
    """Why a concern may not take this step now; None when it may."""
    if kind == StepKind.REOPENED:
        if state in ENDED:
            return None
        return Fault("kind", _("This concern has not ended."), _("Choose another step."))
    if kind in (StepKind.NOTE, StepKind.ADDED):
        return None
    if state in ENDED:
        return Fault("kind", _("This concern has ended."), _("Open it again first."))
    if state == ConcernState.HELD:
        return Fault("kind", _("This concern is held at the door."), _("Let it in first, in the log of arrivals."))
    if kind == StepKind.ACKNOWLEDGED and state != ConcernState.RAISED:
        return Fault("kind", _("It has been taken on already."), _("Choose another step."))
    return None
