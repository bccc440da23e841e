"""What shows that a commitment was kept, partly or not: entered by officers, offered by anybody, decided about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Channel, Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.documents.public import store
from folkmoot.ground.intake.public import receive
from folkmoot_core.values import Fault, Invalid

from ..enums import EVIDENCE, EvidenceState
from ..models import Commitment, Evidence
from ..policies import check_enter, check_keep

LONGEST = 5000


@dataclass(frozen=True)
class Showing:
    """What is said: how it was kept, when, by what it shows, whose keeping it is, and who says so."""

    shown: str
    happened_on: date
    words: str
    by_name: str
    by_side: str
    organisation: Organisation | None = None
    link: str = ""
    contact: str = ""


@transaction.atomic
def enter_evidence(*, commitment: Commitment, said: Showing, by: Actor, upload: IO[bytes] | None = None) -> Evidence:
    """An officer enters it, and it is published at once, with a document if there is one. Raises Invalid, Refused."""
    agreement = commitment.version.agreement
    check_enter(by, agreement.scope, said.organisation.scope if said.organisation else "")
    _check(said)
    evidence = Evidence.objects.create(commitment=commitment, state=EvidenceState.PUBLISHED, **vars(said))
    if upload is not None:
        title = _("What shows how %(key)s was kept") % {"key": commitment.key}
        evidence.document = store(
            title=title, upload=upload, classification=Classification.PUBLIC, by=by, subject=evidence
        )
        evidence.save(update_fields=["document"])
    record(verb="compact.evidence_entered", subject=evidence, by=by, changes={"shown": [None, said.shown]})
    return evidence


@transaction.atomic
def offer_evidence(*, commitment: Commitment, said: Showing, key: str, held_because: str, by: Actor) -> Evidence:
    """Anybody offers it without an account; it waits for an officer. The same form twice is one. Raises Invalid."""
    _check(said)
    arrival, is_new = receive(
        kind=EVIDENCE, channel=Channel.WEB, by=by, key=key, words=said.words, held_because=held_because
    )
    if not is_new:
        return Evidence.objects.get(arrival=arrival)
    return Evidence.objects.create(commitment=commitment, arrival=arrival, state=EvidenceState.WAITING, **vars(said))


@transaction.atomic
def decide_evidence(*, evidence: Evidence, publish: bool, because: str, by: Actor) -> Evidence:
    """Publish what was offered, or set it aside with a reason. Raises Invalid or Refused."""
    check_keep(by, evidence.commitment.version.agreement.scope)
    if not publish and not because.strip():
        raise Invalid([Fault("because", _("Say why it is set aside."), _("It is kept in the history."))])
    old = evidence.state
    evidence.state = EvidenceState.PUBLISHED if publish else EvidenceState.SET_ASIDE
    evidence.decided_because = because.strip()[:300]
    evidence.save(update_fields=["state", "decided_because", "updated_at"])
    verb = "compact.evidence_published" if publish else "compact.evidence_set_aside"
    record(verb=verb, subject=evidence, by=by, changes={"state": [old, evidence.state]}, reason=because.strip())
    return evidence


def _check(said: Showing) -> None:
    faults = []
    if not said.words.strip():
        faults.append(Fault("words", _("Say what shows it."), _("A few sentences are enough.")))
    if len(said.words) > LONGEST:
        faults.append(Fault("words", _("This is longer than 5,000 characters."), _("Put the rest into a document.")))
    if not said.by_name.strip():
        faults.append(Fault("by_name", _("Say who says so."), _("A name, or an organisation.")))
    if said.happened_on > timezone.localdate():
        faults.append(Fault("happened_on", _("This day is still to come."), _("Enter it once it has happened.")))
    if faults:
        raise Invalid(faults)
