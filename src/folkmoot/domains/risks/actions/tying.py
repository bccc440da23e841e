"""Tie a risk to what it threatens, and to what makes it less: plans, objectives, actions and other records."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.thread.public import link, unlink
from folkmoot_core.values import Fault, Invalid

from ..enums import LESSENED, THREATENS
from ..models import Risk
from ..policies import check_keep

WAYS = (THREATENS, LESSENED, "measured_by", "evidenced_by", "raised_by")


@transaction.atomic
def tie_risk(*, risk: Risk, kind: str, other: Model, by: Actor) -> None:
    """Raises Invalid, Refused."""
    check_keep(by, risk.body.scope)
    if kind not in WAYS:
        raise Invalid([Fault("kind", _("A risk is not tied like that."), _("Choose one of the list."))])
    link(kind, risk, other, by)
    record(verb="risk.tied", subject=risk, by=by, changes={kind: [None, str(other)[:200]]})


@transaction.atomic
def untie_risk(*, risk: Risk, kind: str, other: Model, by: Actor) -> None:
    """Take a tie away that was made by mistake. Raises Refused."""
    check_keep(by, risk.body.scope)
    unlink(kind, risk, other, by)
