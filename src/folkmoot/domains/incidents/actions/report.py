"""Take in a report of a problem, by whatever channel it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from time import monotonic
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.base.public import new_key, working_calendar
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import become, receive
from folkmoot_core.calendars import CalendarEnds
from folkmoot_core.values import Fault, Invalid

from ..enums import KIND, Status
from ..models import Category, Follower, Incident, StatusChange
from ..queries.routing import Where, in_charge_of
from .photos import NewPhoto, claim_photos, keep_photo
from .telling import confirm_to_reporter

LONGEST_WORDS = 4000
# Reading the calendar costs as much as storing a report; it changes when a pack is loaded.
KEPT_FOR_SECONDS = 30.0
MOST_KEPT = 200
_days: dict[tuple[int, date], tuple[float, date]] = {}


@dataclass(frozen=True)
class Reporter:
    """How to reach whoever reports; empty where they would rather not say."""

    name: str = ""
    medium: str = ""
    address: str = ""

    @property
    def can_be_told(self) -> bool:
        return bool(self.medium and self.address.strip())


@dataclass(frozen=True)
class Origin:
    """Where a report came from. `key`: the same key again is the same report. `arrival`: it was logged by hand before,
    and becomes this report; then `key` says nothing."""

    channel: str = Channel.WEB
    key: str | None = None
    received_on: date | None = None
    held_because: str = ""
    arrival: Arrival | None = None


@dataclass(frozen=True)
class Said:
    """What is reported: words (confidential), answers to the category's questions, photographs."""

    words: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    photo: NewPhoto | None = None
    kept_photos: Sequence[str] = ()


@dataclass(frozen=True)
class Reported:
    """`created`: false where the key was known."""

    incident: Incident
    created: bool


def report_problem(
    *, category: Category, where: Where, said: Said, origin: Origin, by: Actor, reporter: Reporter | None = None
) -> Reported:
    """Store a report whose answers have been validated. On disk when this returns, its photograph as well.

    A repeat of the same key gives back the first report and writes nothing. Raises Invalid for a category that nobody
    is in charge of, or a photograph that we cannot take; Refused where the arrival has become something already.
    """
    organisation = in_charge_of(category, where.district)
    if organisation is None:
        raise Invalid([Fault("category", _("Nobody is in charge of this here."), _("Choose another kind of problem."))])
    for last in (False, True):
        try:
            with transaction.atomic():
                return _store(category, organisation, where, said, origin, by=by, reporter=reporter or Reporter())
        except IntegrityError:
            known = Incident.objects.select_related("arrival", "category").filter(arrival__key=origin.key).first()
            if known is not None and origin.key:
                return Reported(known, created=False)
            # Not the key, so the reference: one in 2^40 is drawn twice. A second time it is something else.
            if last:
                raise
    raise AssertionError("unreachable")


def _store(
    category: Category, organisation: int, where: Where, said: Said, origin: Origin, *, by: Actor, reporter: Reporter
) -> Reported:
    """Inside one transaction, which a known key ends with IntegrityError before anything else is done."""
    arrival = _arrival_of(origin, by)
    incident = Incident.objects.create(
        arrival=arrival,
        key=new_key(),
        category=category,
        organisation_id=organisation,
        is_let_in=not origin.held_because,
        words=said.words[:LONGEST_WORDS],
        answers=dict(said.answers),
        place_words=where.words[:500],
        longitude=where.longitude,
        latitude=where.latitude,
        point_from=where.point_from,
        district_id=where.district,
        ward_id=where.ward,
        reported_at=arrival.received_at,
        status_at=arrival.received_at,
        expected_on=expected_day(category, arrival.received_on),
    )
    StatusChange.objects.create(incident=incident, status=Status.OPEN, at=arrival.received_at)
    if said.photo is not None:
        keep_photo(photo=said.photo, incident=incident, by=by)
    if said.kept_photos:
        claim_photos(keys=said.kept_photos, incident=incident, by=by)
    if reporter.can_be_told:
        follower = Follower.objects.create(
            incident=incident,
            key=new_key(),
            is_reporter=True,
            name=reporter.name[:200],
            medium=reporter.medium,
            address=reporter.address.strip(),
        )
        # What a machine wrote to somebody else's address must not go there in our name.
        if not origin.held_because:
            confirm_to_reporter(incident=incident, follower=follower)
    if by.kind != "resident":
        record(verb="incident.reported", subject=incident, by=by, changes={"category": [None, category.key]})
    return Reported(incident, created=True)


def _arrival_of(origin: Origin, by: Actor) -> Arrival:
    if origin.arrival is None:
        arrival, _created = receive(
            kind=KIND,
            channel=origin.channel,
            by=by,
            key=origin.key,
            received_on=origin.received_on,
            held_because=origin.held_because,
            savepoint=False,
        )
        return arrival
    if origin.arrival.kind == KIND:
        # Sorted already, by whoever decided what a complaint really is; only the report was missing.
        held = Arrival.objects.select_for_update(of=("self",)).get(pk=origin.arrival.pk)
        if Incident.objects.filter(arrival=held).exists():
            raise Refused(_("%(reference)s has become a report already.") % {"reference": held.reference})
        return held
    return become(
        arrival=origin.arrival,
        kind=KIND,
        channel=origin.arrival.channel,
        received_on=origin.arrival.received_on,
        words=origin.arrival.words,
        by=by,
    )


def expected_day(category: Category, received_on: date) -> date | None:
    """The day by which something is to be done, where the body promises one; day 0 is the day of the report."""
    if category.working_days is None:
        return None
    wanted, now = (category.working_days, received_on), monotonic()
    known = _days.get(wanted)
    if known is None or now - known[0] > KEPT_FOR_SECONDS:
        if len(_days) >= MOST_KEPT:
            _days.clear()
        known = _days[wanted] = (now, _count(*wanted))
    return known[1]


def _count(working_days: int, received_on: date) -> date:
    try:
        return working_calendar().add_working_days(received_on, working_days)
    except CalendarEnds:
        # Better a plain guess than a report refused because nobody has loaded next year's bank holidays.
        return received_on + timedelta(days=-(-working_days * 7 // 5))
