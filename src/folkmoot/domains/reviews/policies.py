"""May and may-not for topic reviews. Pure: they read the actor, the scope of the body that set the review up, and what
the review holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused
from folkmoot_core.values import Fault

from .enums import Stage

CLERKS = (Role.CLERK, Role.ADMINISTRATOR)


def can_run(actor: Actor, scope: str) -> bool:
    """May run a review and read what is sent to it: clerks of the body that set it up."""
    return actor.holds(*CLERKS, scope=scope)


def check_run(actor: Actor, scope: str) -> None:
    if not can_run(actor, scope):
        raise Refused(_("This is for the clerks of the body that set the review up."))


def check_load(actor: Actor) -> None:
    if not actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE):
        raise Refused(_("Only an administrator of the whole site may load reviews."))


def takes_evidence(stage: str, opens: date | None, closes: date | None, today: date) -> bool:
    """Whether anybody can send written evidence today. The last day counts."""
    return stage == Stage.EVIDENCE and (opens is None or opens <= today) and (closes is None or today <= closes)


@dataclass(frozen=True)
class Holdings:
    """What a review holds, as far as its stages ask."""

    scope: bool
    final: int
    considered: int
    answered: int
    followed: int
    accepted: int


def faults_of_stage(old: str, new: str, held: Holdings) -> list[Fault]:
    """Why a review may not go on to a stage; [] when it may. Going back is allowed: mistakes are mended so."""
    order = list(Stage)
    if new not in Stage.values:
        return [Fault("stage", _("There is no such stage."), _("Choose one from the list."))]
    if order.index(Stage(new)) <= order.index(Stage(old)):
        return []
    faults = []
    reached = order.index(Stage(new))
    if reached >= order.index(Stage.SCOPED) and not held.scope:
        faults.append(Fault("stage", _("It has no scope yet."), _("Write the scope and terms of reference first.")))
    if reached >= order.index(Stage.REPORTED):
        if not held.final:
            faults.append(Fault("stage", _("It makes no recommendation yet."), _("Mark those that the report makes.")))
        if held.considered:
            faults.append(
                Fault("stage", _("Some recommendations are still being considered."), _("Make each, or drop it."))
            )
    if reached >= order.index(Stage.ANSWERED) and held.answered < held.final:
        faults.append(Fault("stage", _("Not every recommendation is answered."), _("Enter what is missing.")))
    if reached >= order.index(Stage.FOLLOWED) and held.followed < held.accepted:
        faults.append(
            Fault("stage", _("Not every accepted recommendation was looked at again."), _("Enter what is missing."))
        )
    return faults
