"""An action that comes of a decision, a recommendation or a lesson: made and tied to it at once."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record as write_down
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.thread.public import link, unlink
from folkmoot_core.values import Fault, Invalid

from ..models import Action, Plan
from ..policies import check_keep
from .planning import put_action

KIND = "carried_out_by"
# What an action may be tied to by hand, the likeliest first; the phrases stand in the vocabulary of the thread.
WAYS = ("measured_by", "evidenced_by", "raised_by", "follows", "supersedes", "answered_with")


@transaction.atomic
def make_action(
    *, record: Model, is_public: bool, plan: Plan, title: str, due: date, owner_name: str, by: Actor
) -> Action:
    """`is_public`: whether everybody may see the record; otherwise the action is for staff, and so is the link. Raises
    Invalid, Refused."""
    check_keep(by, plan.scopes)
    if not title.strip():
        raise Invalid([Fault("title", _("Say what is done."), _("Begin with a verb."))])
    fields = {
        "number": "",
        "title": title.strip(),
        "owner_name": owner_name.strip(),
        "body": plan.body,
        "understood": due.isoformat(),
        "is_public": is_public,
    }
    made = put_action(plan=plan, fields=fields, objectives=[], by=by)
    link(KIND, record, made, by, public=is_public)
    return made


@transaction.atomic
def tie_action(*, action: Action, kind: str, other: Model, by: Actor) -> None:
    """Say by which indicator it is measured, what shows it, what raised it. Raises Invalid, Refused."""
    check_keep(by, action.plan.scopes)
    if kind not in WAYS:
        raise Invalid([Fault("kind", _("An action is not tied like that."), _("Choose one of the list."))])
    link(kind, action, other, by)
    write_down(verb="plan.tied", subject=action, by=by, changes={kind: [None, str(other)[:200]]})


@transaction.atomic
def untie_action(*, action: Action, kind: str, other: Model, by: Actor) -> None:
    """Take a tie away that was made by mistake. Raises Refused."""
    check_keep(by, action.plan.scopes)
    unlink(kind, action, other, by)
