"""Alter the register: a body, and the seats on it. Every change is audited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ..models import Membership, Organisation, Person
from ..policies import check_add_body, check_edit_body

LONGEST_KEY = 80
Held = TypeVar("Held", bound=Model)


@transaction.atomic
def add_body(*, values: Mapping[str, Any], by: Actor, reason: str = "") -> Organisation:
    """Put a new organisation on the register; `values` are its fields, without a key, which comes from its name."""
    check_add_body(by)
    organisation = Organisation(key=free_key(Organisation, values["name"]), **values)
    organisation.full_clean()
    organisation.save()
    changes = changed_fields({}, _as_shown(organisation, values))
    record(verb="body.added", subject=organisation, by=by, changes=changes, reason=reason)
    return organisation


@transaction.atomic
def edit_body(*, organisation: Organisation, values: Mapping[str, Any], by: Actor, reason: str = "") -> Organisation:
    """Alter the fields in `values`. Nothing is written, nor audited, when nothing differs."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    check_edit_body(by, held)
    return _alter(held, values, verb="body.edited", by=by, reason=reason)


@transaction.atomic
def add_seat(
    *, organisation: Organisation, values: Mapping[str, Any], new_person: str = "", by: Actor, reason: str = ""
) -> Membership:
    """Put somebody on a body; `new_person` is the name of somebody not on the register yet. Raises Invalid for a seat
    that is there already."""
    check_edit_body(by, organisation)
    values = {**values, **_somebody_new(new_person, by)}
    seat = Membership(organisation=organisation, **values)
    _save(seat)
    record(verb="seat.added", subject=seat, by=by, changes=changed_fields({}, _as_shown(seat, values)), reason=reason)
    return seat


@transaction.atomic
def edit_seat(
    *, seat: Membership, values: Mapping[str, Any], new_person: str = "", by: Actor, reason: str = ""
) -> Membership:
    """Alter who sits in a seat and when. Nothing is written, nor audited, when nothing differs. Raises Invalid where it
    would be the same as another seat."""
    # Of this row only: PostgreSQL cannot lock what an outer join brings along.
    held = Membership.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=seat.pk)
    check_edit_body(by, held.organisation)
    return _alter(held, {**values, **_somebody_new(new_person, by)}, verb="seat.edited", by=by, reason=reason)


def free_key(model: type[Organisation] | type[Person], name: str) -> str:
    """A key made of the name that nothing of this kind has yet."""
    stem = slugify(name).replace("-", "_")[: LONGEST_KEY - 5] or model.__name__.lower()
    taken = set(model.objects.filter(key__startswith=stem).values_list("key", flat=True))
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key


def _somebody_new(name: str, by: Actor) -> dict[str, Person]:
    if not name:
        return {}
    person = Person(key=free_key(Person, name), name=name)
    person.full_clean()
    person.save()
    record(verb="person.added", subject=person, by=by, changes={"name": ["", name]})
    return {"person": person}


def _alter(held: Held, values: Mapping[str, Any], *, verb: str, by: Actor, reason: str) -> Held:
    before = _as_shown(held, values)
    for name, value in values.items():
        setattr(held, name, value)
    changes = changed_fields(before, _as_shown(held, values))
    if changes:
        _save(held)
        record(verb=verb, subject=held, by=by, changes=changes, reason=reason)
    return held


def _save(held: Model) -> None:
    """Save what is fit. The database decides between two who press at once, so it is asked, not asked first."""
    held.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as problem:
        mend = _("Alter that one, or give another day on which this one began.")
        raise Invalid([Fault("start_date", _("This is on the register already."), mend)]) from problem


def _as_shown(held: Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields named in `values` as the history shows them: a related record by its name."""
    shown = {name: getattr(held, name) for name in values}
    return {name: str(value) if isinstance(value, Model) else value for name, value in shown.items()}
