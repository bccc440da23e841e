"""What it is, whose it is, and why: decided by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.values import Fault, Invalid

from ..adapters import begin_with
from ..enums import EventKind, Kind, State
from ..models import Case, Reason, Unit
from ..policies import check_not_future
from .changing import case_to_change, set_fields
from .reckoning import Happened, add_event, reckon_anew
from .searching import index_case


@dataclass(frozen=True)
class Sorted:
    """What triage found. `clock_from`: for a request that became a complaint, the day on which they were dissatisfied
    (None: as it stands). `lead` and `partners`: bodies that answer together, with one answer from the lead."""

    kind: str
    summary: str
    unit: Unit | None = None
    reasons: Sequence[str] = ()
    place_words: str = ""
    clock_from: date | None = None
    lead: Organisation | None = None
    partners: Sequence[Organisation] = field(default_factory=tuple)
    is_confidential: bool = False
    is_anonymous: bool = False
    is_safeguarding: bool = False


@transaction.atomic
def triage(*, case: Case, found: Sorted, by: Actor) -> Case:
    """Keep what it is. A kind with another clock is reckoned by that one, from the same day on. Raises Invalid or
    Refused."""
    case = case_to_change(case, by, State.OPEN, State.ANSWERED)
    _check(case, found)
    changes = set_fields(
        case,
        kind=found.kind,
        unit=found.unit,
        is_confidential=found.is_confidential,
        is_anonymous=found.is_anonymous,
        is_safeguarding=found.is_safeguarding,
        lead=found.lead,
    )
    # The words may name somebody, and the history keeps what it is told for ever.
    set_fields(case, summary=" ".join(found.summary.split()), place_words=found.place_words.strip())
    case.partners.set(found.partners)
    case.reasons.set(Reason.objects.filter(key__in=found.reasons))
    _set_clock(case, found, by)
    index_case(case)
    record(verb="case.sorted", subject=case, by=by, changes={**changes, "reasons": [None, sorted(found.reasons)]})
    return case


def _set_clock(case: Case, found: Sorted, by: Actor) -> None:
    policy = begin_with(found.kind)
    # A policy that has changed since holds for what comes in from now on; what runs goes on by the old one.
    if (policy.name if policy else None) != (case.policy.name if case.policy else None):
        set_fields(case, policy=policy)
    if found.clock_from and found.clock_from != case.clock_from:
        received = case.events.filter(kind=EventKind.RECEIVED, is_void=False, correction=None).get()
        set_fields(case, clock_from=found.clock_from)
        reason = _("Dissatisfied from this day on.")
        add_event(case, Happened(EventKind.RECEIVED, found.clock_from, reason=reason, corrects=received), by=by)
    else:
        reckon_anew(case)


def _check(case: Case, found: Sorted) -> None:
    faults = []
    if found.kind not in Kind.values:
        faults.append(Fault("kind", _("Say what it is."), _("Choose one from the list.")))
    if not found.summary.strip() or len(found.summary) > 200:
        faults.append(Fault("summary", _("Say in a few words what it is about, in up to 200 characters.")))
    known = {reason.key for reason in reasons_on(case.received_on)}
    faults += [
        Fault("reasons", _("“%s” is not a reason of that day.") % key[:40], _("Choose from the list."))
        for key in found.reasons
        if key not in known
    ]
    if found.partners and found.lead is None:
        faults.append(Fault("lead", _("Say which body leads: it gives the one answer.")))
    if found.lead is not None and found.lead in found.partners:
        faults.append(Fault("partners", _("The body that leads is not a partner beside itself.")))
    if faults:
        raise Invalid(faults)
    if found.clock_from:
        check_not_future(found.clock_from, timezone.localdate(), name="clock_from")
        if found.clock_from < case.received_on:
            raise Invalid([Fault("clock_from", _("That is before it reached us."), _("Give a later day."))])


def reasons_on(day: date) -> list[Reason]:
    """The list that holds on this day, in its order."""
    holding = Reason.objects.filter(Q(first=None) | Q(first__lte=day), Q(last=None) | Q(last__gte=day))
    return list(holding)
