"""Take in one case, by whatever channel it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import new_secret
from folkmoot.ground.documents.models import Document
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import become, receive
from folkmoot.ground.places.public import place_ids_of
from folkmoot_core.values import Fault, Invalid

from ..adapters import begin_with
from ..enums import EventKind, Kind, State
from ..models import Case, Complainant, Reason, Stage, Unit
from ..policies import check_log, check_not_future
from .reckoning import Happened, add_event
from .searching import index_case

KIND = "case"
# With the reference it opens the resident's page: 80 bits, in letters that people can read out and type.


@dataclass(frozen=True)
class Said:
    """What the case is about. `reasons` are keys of the pack's list."""

    words: str = ""
    kind: str = Kind.UNDECIDED
    summary: str = ""
    wanted: str = ""
    unit: Unit | None = None
    reasons: Sequence[str] = ()
    place_words: str = ""
    is_confidential: bool = False
    is_anonymous: bool = False
    is_safeguarding: bool = False


@dataclass(frozen=True)
class Whose:
    """Who it is from, and how they wish to be told; `medium` is email, text, letter or ''."""

    name: str = ""
    medium: str = ""
    email: str = ""
    telephone: str = ""
    postal: str = ""
    postcode: str = ""
    on_behalf_of: str = ""
    may_speak: str = ""
    adjustments: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Whose(postcode=self.postcode)


@dataclass(frozen=True)
class Origin:
    """Where it came from. `key`: the same key again is the same case. `arrival`: it was logged by hand before, and
    becomes this case; then `key` says nothing."""

    channel: str = Channel.WEB
    key: str | None = None
    received_on: date | None = None
    held_because: str = ""
    source: Document | None = None
    arrival: Arrival | None = None


@dataclass(frozen=True)
class Logged:
    """`created`: false where the key was known, and nothing was written."""

    case: Case
    created: bool
    arrival: Arrival = field(repr=False)


@transaction.atomic
def log_case(*, said: Said, origin: Origin, by: Actor, whose: Whose | None = None) -> Logged:
    """Write a case down; on disk when the transaction around it ends. Its clock runs from the day it was received.

    A repeat of the same key gives back the first. Raises Invalid, naming the field, or Refused.
    """
    check_log(by)
    whose = whose or Whose()
    _check(said, origin)
    arrival, is_new = _arrival_of(said, origin, by)
    if not is_new:
        known = Case.objects.select_related("arrival", "policy").get(arrival=arrival)
        return Logged(known, False, arrival)
    case = _new_case(said, origin, whose, arrival, by)
    case.reasons.set(Reason.objects.filter(key__in=said.reasons))
    if not whose.is_empty and not said.is_anonymous:
        keep_person(case, whose)
    Stage.objects.create(
        case=case, number=1, begun_on=case.clock_from, handler=case.handler, handler_name=case.handler_name
    )
    add_event(case, Happened(EventKind.RECEIVED, case.clock_from), by=by)
    index_case(case)
    if by.kind != "resident":
        record(verb="case.logged", subject=case, by=by, changes={"kind": [None, case.kind]})
    return Logged(case, True, arrival)


def _check(said: Said, origin: Origin) -> None:
    faults = []
    if said.kind not in Kind.values:
        faults.append(Fault("kind", _("Say what it is."), _("Choose one from the list.")))
    if not said.words.strip() and origin.source is None and origin.arrival is None:
        faults.append(Fault("words", _("There is nothing to keep."), _("Write down what happened.")))
    known = set(Reason.objects.filter(key__in=said.reasons).values_list("key", flat=True)) if said.reasons else set()
    faults += [Fault("reasons", _("There is no reason “%s”.") % key[:40]) for key in said.reasons if key not in known]
    if faults:
        raise Invalid(faults)
    if origin.received_on:
        check_not_future(origin.received_on, timezone.localdate(), name="received_on")


def _arrival_of(said: Said, origin: Origin, by: Actor) -> tuple[Arrival, bool]:
    if origin.arrival is not None:
        received_on = origin.received_on or origin.arrival.received_on
        words = said.words or origin.arrival.words
        arrival = become(
            arrival=origin.arrival,
            kind=KIND,
            channel=origin.channel,
            received_on=received_on,
            words=words,
            by=by,
            source=origin.source,
        )
        return arrival, True
    return receive(
        kind=KIND,
        channel=origin.channel,
        by=by,
        key=origin.key,
        received_on=origin.received_on,
        words=said.words,
        source=origin.source,
        held_because=origin.held_because,
    )


def _new_case(said: Said, origin: Origin, whose: Whose, arrival: Arrival, by: Actor) -> Case:
    district, ward = place_ids_of(whose.postcode) if whose.postcode else (None, None)
    # Whoever writes down what is confidential keeps it until it is given to somebody, or they could not finish it.
    keeper = (
        User.objects.filter(pk=by.key.removeprefix("user:")).first() if said.is_confidential and by.is_person else None
    )
    return Case.objects.create(
        arrival=arrival,
        kind=said.kind,
        channel=arrival.channel,
        received_on=arrival.received_on,
        clock_from=arrival.received_on,
        summary=" ".join(said.summary.split())[:200],
        wanted=said.wanted,
        unit=said.unit,
        place_words=said.place_words[:200],
        district_id=district,
        ward_id=ward,
        state=State.HELD if origin.held_because else State.OPEN,
        policy=begin_with(said.kind),
        handler=keeper,
        handler_name=keeper.name if keeper else "",
        is_confidential=said.is_confidential,
        is_anonymous=said.is_anonymous,
        is_safeguarding=said.is_safeguarding,
        secret=new_secret(),
    )


def keep_person(case: Case, whose: Whose) -> Complainant:
    """Keep, or mend, who the case is from."""
    fields = {name: value.strip() for name, value in vars(whose).items()} | {"email": whose.email.strip().lower()}
    person, _new = Complainant.objects.update_or_create(case=case, defaults=fields)
    return person
