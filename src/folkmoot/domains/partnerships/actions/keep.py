"""What happened to a body, who gave notice, where a body stands, and who carries which work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Membership, Organisation
from folkmoot.ground.bodies.public import edit_seat
from folkmoot_core.composition import leaving_day
from folkmoot_core.values import Fault, Invalid

from ..models import BoardEvent, Carrier, Need, Remit
from ..policies import check_edit_body, check_keep_landscape


@transaction.atomic
def record_event(*, body: Organisation, values: Mapping[str, Any], by: Actor, reason: str = "") -> BoardEvent:
    """Record what happened: `values` are kind, on, number, note, source."""
    check_edit_body(by, body)
    event = BoardEvent(body=body, **values)
    try:
        with transaction.atomic():
            event.save()
    except IntegrityError as problem:
        raise Invalid([Fault("on", _("This is on record for that day already."), _("Give another day."))]) from problem
    changes = {"what": [None, event.kind], "on": [None, event.on.isoformat()], "number": [None, event.number]}
    record(verb="partnership.event_recorded", subject=body, by=by, changes=changes, reason=reason)
    return event


@transaction.atomic
def record_notice(
    *, seat: Membership, notice: date, months: int, leaves: date | None = None, by: Actor, reason: str = ""
) -> date:
    """Somebody said in writing on `notice` that they leave. Their seat ends `months` later, or on `leaves`
    where that is no sooner. Returns the day on which the seat ends. Raises Invalid for a day that is too soon."""
    body = seat.organisation
    check_edit_body(by, body)
    earliest = leaving_day(notice, months)
    ends = leaves or earliest
    if ends < earliest:
        message = _("The notice asked for is %(months)d months, so the first day is %(day)s.") % {
            "months": months,
            "day": earliest.isoformat(),
        }
        raise Invalid([Fault("leaves", message, _("Give that day or a later one, or leave it empty."))])
    edit_seat(seat=seat, values={"notice_given_on": notice, "end_date": ends.isoformat()}, by=by, reason=reason)
    changes = {"notice": [None, notice.isoformat()], "leaves": [None, ends.isoformat()]}
    record(verb="partnership.notice_recorded", subject=body, by=by, changes=changes, reason=reason)
    return ends


@transaction.atomic
def keep_remit(*, body: Organisation, values: Mapping[str, Any], by: Actor, reason: str = "") -> Remit:
    """Put the body in the picture, or change where it stands. Nothing is audited when nothing differs."""
    check_edit_body(by, body)
    remit = Remit.objects.filter(body=body).first() or Remit(body=body)
    before = {name: _shown(getattr(remit, name, None)) for name in values} if remit.pk else {}
    for name, value in values.items():
        setattr(remit, name, value)
    changes = changed_fields(before, {name: _shown(value) for name, value in values.items()})
    if changes or not remit.pk:
        remit.save()
        record(verb="partnership.remit_edited", subject=body, by=by, changes=changes, reason=reason)
    return remit


@transaction.atomic
def add_carrier(*, need: Need, body: Organisation, basis: str, by: Actor, reason: str = "") -> Carrier:
    """The body carries this work. Raises Invalid where that is on record already."""
    check_keep_landscape(by)
    try:
        with transaction.atomic():
            carrier = Carrier.objects.create(need=need, body=body, basis=basis)
    except IntegrityError as problem:
        raise Invalid([Fault("body", _("This body carries it already."), _("Choose another."))]) from problem
    record(verb="partnership.carrier_added", subject=need, by=by, changes={"carrier": [None, body.name]}, reason=reason)
    return carrier


@transaction.atomic
def remove_carrier(*, carrier: Carrier, by: Actor, reason: str = "") -> None:
    """The body does not carry this work any more; the history keeps that it did."""
    check_keep_landscape(by)
    changes = {"carrier": [carrier.body.name, None]}
    record(verb="partnership.carrier_removed", subject=carrier.need, by=by, changes=changes, reason=reason)
    carrier.delete()


def _shown(value: Any) -> Any:
    return str(value) if hasattr(value, "pk") else value
