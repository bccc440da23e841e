"""The services that answer and the reasons for which people complain: added, renamed and retired by whoever manages
complaints. What a case has is never deleted: it ends on a day, and stays with the cases of its time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.values import Fault, Invalid

from ..models import Reason, Unit
from ..policies import check
from ..queries.lists import is_reason_used, is_unit_used
from ..queries.visible import covers_all

LONGEST_KEY = 60
T = TypeVar("T", Unit, Reason)


@dataclass(frozen=True)
class UnitFields:
    """`last`: the last day on which it takes new cases; None: it goes on."""

    name: str
    organisation: Organisation
    about: str = ""
    last: date | None = None


@dataclass(frozen=True)
class ReasonFields:
    """A reason can be given to cases that came from `first` to `last`."""

    name: str
    description: str = ""
    first: date | None = None
    last: date | None = None


@transaction.atomic
def put_unit(*, known: UnitFields, by: Actor, unit: Unit | None = None) -> Unit:
    """Add a service, or change one; its key, by which roles are granted, stays. Raises Invalid or Refused."""
    return _put(Unit, unit, vars(known), by)


@transaction.atomic
def put_reason(*, known: ReasonFields, by: Actor, reason: Reason | None = None) -> Reason:
    """Add a reason, or change one. Raises Invalid or Refused."""
    if known.first and known.last and known.last < known.first:
        raise Invalid([Fault("last", _("It ends before it begins."), _("Mend one of the two days."))])
    return _put(Reason, reason, vars(known), by)


@transaction.atomic
def delete_unit(*, unit: Unit, by: Actor) -> None:
    """Only one that no case and no role ever had. Raises Refused."""
    _delete(Unit, unit, by, is_used=is_unit_used)


@transaction.atomic
def delete_reason(*, reason: Reason, by: Actor) -> None:
    """Only one that no case ever had. Raises Refused."""
    _delete(Reason, reason, by, is_used=is_reason_used)


def check_lists(by: Actor) -> None:
    check(covers_all(by), _("Only complaints officers of all services change the lists of services and reasons."))


def _put(model: type[T], held: T | None, given: dict[str, object], by: Actor) -> T:
    check_lists(by)
    name = " ".join(str(given["name"]).split())
    same = model.objects.filter(name__iexact=name).exclude(pk=held.pk if held else 0)
    if not name:
        raise Invalid([Fault("name", _("Say what it is called."))])
    if same.exists():
        raise Invalid([Fault("name", _("“%s” is on the list already.") % name, _("Give it another name."))])
    row = model.objects.select_for_update().get(pk=held.pk) if held else model(key=_free_key(model, name))
    before = {each: _plain(getattr(row, each, None)) for each in given} if held else {}
    for each, value in {**given, "name": name, "by_hand": True}.items():
        setattr(row, each, value)
    if not held:
        row.position = (model.objects.aggregate(most=Max("position"))["most"] or 0) + 1
    row.save()
    after = {each: _plain(getattr(row, each)) for each in given}
    noun = "unit" if model is Unit else "reason"
    changes = changed_fields(before, after) if held else {"name": [None, name]}
    record(verb=f"case.{noun}_{'changed' if held else 'added'}", subject=row, by=by, changes=changes)
    return row


def _delete(model: type[T], held: T, by: Actor, *, is_used: Callable[[Any], bool]) -> None:
    check_lists(by)
    row = model.objects.select_for_update().get(pk=held.pk)
    if is_used(row):
        raise Refused(_("“%s” is in use. Give it a last day instead.") % row.name)
    noun = "unit" if model is Unit else "reason"
    record(verb=f"case.{noun}_deleted", subject=row, by=by, changes={"name": [row.name, None]})
    row.delete()


def _free_key(model: type[Unit] | type[Reason], name: str) -> str:
    """From its first name, and kept when that changes."""
    base = slugify(name)[:LONGEST_KEY] or "other"
    taken = set(model.objects.filter(key__startswith=base).values_list("key", flat=True))
    number, key = 2, base
    while key in taken:
        number, key = number + 1, f"{base}-{number}"
    return key


def _plain(value: object) -> str | None:
    return None if value in (None, "") else str(value)
