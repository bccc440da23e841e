"""Tie what is spent or saved to what it is for: an action, an indicator, a decision."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.thread.public import link, unlink
from folkmoot_core.values import Fault, Invalid

from ..models import Line, Saving
from ..policies import check_keep

PAYS, BUYS = "paid_from", "buys"
# How a line or a saving may hang together with another record, the likeliest first.
WAYS = ("measured_by", "carried_out_by", "decided_by", "raised_by", "evidenced_by")


@transaction.atomic
def tie(*, money: Line | Saving, way: str, other: Model, by: Actor) -> None:
    """`way`: one of `WAYS`; of a line also `PAYS`, which leads from the other to the line that pays for it, and `BUYS`,
    which says that all of it goes to what an indicator counts. Raises Invalid, Refused."""
    check_keep(by, money.budget.scopes)
    if way == PAYS and isinstance(money, Line):
        link(PAYS, other, money, by)
    elif way == BUYS and isinstance(money, Line):
        link(BUYS, money, other, by)
    elif way in WAYS:
        link(way, money, other, by)
    else:
        raise Invalid([Fault("kind", _("It is not tied like that."), _("Choose one of the list."))])
    record(verb="budget.tied", subject=money, by=by, changes={way: [None, str(other)[:200]]})


@transaction.atomic
def untie(*, money: Line | Saving, way: str, other: Model, by: Actor) -> None:
    """Take away a tie that was made by mistake. Raises Refused."""
    check_keep(by, money.budget.scopes)
    if way == PAYS:
        unlink(way, other, money, by)
    else:
        unlink(way, money, other, by)
