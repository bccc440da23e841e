"""May and may-not for risks. Pure: they read the actor and the scope of the body whose risk it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused
from folkmoot_core.risks import Matrix, Score
from folkmoot_core.values import Fault

KEEPERS = (Role.PERFORMANCE_OFFICER, Role.ADMINISTRATOR)


def can_keep(actor: Actor, scope: str) -> bool:
    """May keep the register of a body, and read what is not public in it."""
    return actor.holds(*KEEPERS, scope=scope)


def check_keep(actor: Actor, scope: str) -> None:
    if not can_keep(actor, scope):
        raise Refused(_("This is for the performance officers of the body whose risk it is."))


def check_load(actor: Actor) -> None:
    if not actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE):
        raise Refused(_("Only an administrator of the whole site may load risks."))


def may_set_matrix(actor: Actor) -> bool:
    return actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE)


def check_set_matrix(actor: Actor) -> None:
    if not may_set_matrix(actor):
        raise Refused(_("Only an administrator of the whole site may set the matrix."))


def faults_of_scores(matrix: Matrix, fields: Mapping[str, Any]) -> list[Fault]:
    """Why the inherent score and the target cannot be so; [] where they can."""
    faults = []
    inherent = Score(fields["inherent_likelihood"], fields["inherent_impact"])
    if not matrix.holds(inherent):
        faults.append(Fault("inherent_likelihood", _("This is not on the matrix."), _("Choose steps of it.")))
    likelihood, impact = fields.get("target_likelihood"), fields.get("target_impact")
    if (likelihood is None) != (impact is None):
        faults.append(Fault("target_likelihood", _("Only half of the target is there."), _("Choose both, or neither.")))
    elif likelihood is not None and impact is not None:
        if not matrix.holds(Score(likelihood, impact)):
            faults.append(Fault("target_likelihood", _("This is not on the matrix."), _("Choose steps of it.")))
        elif Score(likelihood, impact).value > inherent.value:
            message = _("The target is higher than the risk without any controls.")
            faults.append(Fault("target_likelihood", message, _("Mend one of the two.")))
    return faults
