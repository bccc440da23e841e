"""Savings: what is to be saved, and what came of it, told anew each time and never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.money import Delivery as CoreDelivery
from folkmoot_core.money import SavingStand
from folkmoot_core.values import Fault, Invalid

from ..enums import Delivery
from ..models import Budget, Saving, SavingUpdate
from ..policies import check_keep
from .budgets import free_key, lock

OF_A_SAVING = ("title", "line", "owner_name", "about", "source")


@dataclass(frozen=True)
class Told:
    """How far a saving is on a day: pence planned from then on, pence delivered so far, and words."""

    on: date
    planned: int
    delivered: int
    delivery: str
    words: str


@transaction.atomic
def put_saving(
    *,
    budget: Budget,
    fields: Mapping[str, Any],
    by: Actor,
    saving: Saving | None = None,
    key: str = "",
    first: Told | None = None,
) -> Saving:
    """A saving, new (with what is `first` told of it) or changed; `fields` of `OF_A_SAVING`. Raises Invalid,
    Refused."""
    check_keep(by, budget.scopes)
    lock(budget)
    made = saving or Saving(budget=budget, key=key or free_key(str(fields["title"]), budget.savings.all()))
    changes = changed_fields({name: getattr(made, name, None) for name in fields}, dict(fields)) if saving else {}
    if saving is None and first is None:
        raise Invalid([Fault("planned", _("Say how much is to be saved."), _("Give an amount."))])
    if saving is not None and not changes:
        return saving
    for name, value in fields.items():
        setattr(made, name, value)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as problem:
        raise Invalid([Fault("title", _("There is such a saving already."), _("Change that one."))]) from problem
    record(verb="saving.put", subject=made, by=by, changes=changes or {"title": [None, made.title]})
    if first is not None:
        tell_saving(saving=made, told=first, by=by)
    return made


@transaction.atomic
def tell_saving(*, saving: Saving, told: Told, by: Actor) -> SavingUpdate:
    """A new entry; those before stay to be read. Raises Invalid, Refused."""
    check_keep(by, saving.budget.scopes)
    lock(saving.budget)
    faults = []
    if told.planned <= 0:
        faults.append(Fault("planned", _("A saving is more than nothing."), _("Give the amount, without a minus.")))
    if told.delivered < 0:
        faults.append(
            Fault("delivered", _("This is less than nothing."), _("Give what is saved so far, 0 if nothing."))
        )
    if told.delivery not in Delivery.values:
        faults.append(Fault("delivery", _("Say how it stands."), _("Choose one of the list.")))
    elif SavingStand(told.planned, told.delivered, CoreDelivery(told.delivery)).contradiction:
        message = _("It is called delivered, and less than planned was.")
        faults.append(Fault("delivered", message, _("Give all that was delivered, or choose another state.")))
    if told.on > timezone.localdate():
        faults.append(Fault("on", _("This day is still to come."), _("Tell it once it has come.")))
    if not told.words.strip():
        faults.append(Fault("words", _("Say what was done."), _("A sentence or two are enough.")))
    if faults:
        raise Invalid(faults)
    fields = vars(told) | {"words": told.words.strip()}
    made = SavingUpdate.objects.create(saving=saving, by_key=by.key, by_name=by.name, **fields)
    changes = {"delivery": [None, told.delivery], "delivered": [None, told.delivered], "planned": [None, told.planned]}
    record(verb="saving.told", subject=saving, by=by, changes=changes)
    return made
