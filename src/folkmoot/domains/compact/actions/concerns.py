"""A concern from the day it is raised to the day it ends; whoever raised it is told at each step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot.ground.base.public import new_secret
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import receive, reject, release
from folkmoot.ground.notify.policies import is_email_address
from folkmoot.ground.notify.public import Medium, forget_messages, takes_more_today, tell
from folkmoot_core.values import Fault, Invalid, says_any

from ..adapters.clocks import clock_of, next_due
from ..enums import CONCERN, ENDED, INTERNAL, LEADS_TO, ConcernState, StepKind
from ..models import Agreement, Commitment, Concern, ConcernStep, Raiser
from ..policies import check_keep, fault_of_step

LONGEST = 20_000
TEMPLATE = "compact/step"


@dataclass(frozen=True)
class Raised:
    """What is said, about which promise and whom, and who says it; all but the words may be left out."""

    words: str
    wanted: str = ""
    commitment: Commitment | None = None
    about: Organisation | None = None
    name: str = ""
    organisation: str = ""
    email: str = ""


@dataclass(frozen=True)
class Step:
    """What happens next. `to`: where it goes further; `until`: more time until when."""

    kind: str
    on: date
    words: str = ""
    to: str = ""
    until: date | None = None


@transaction.atomic
def raise_concern(
    *, agreement: Agreement, raised: Raised, channel: str, by: Actor, key: str | None = None, held_because: str = "",
    received_on: date | None = None,
) -> Concern:  # fmt: skip
    """Write a concern down, with a reference and a secret. The same key again is the same concern. Raises Invalid,
    naming the field, or Refused where an officer of another body logs it."""
    if by.is_person:
        check_keep(by, agreement.scope)
    _check(raised, received_on)
    arrival, is_new = receive(
        kind=CONCERN,
        channel=channel,
        by=by,
        key=key,
        words=raised.words,
        held_because=held_because,
        received_on=received_on,
    )
    if not is_new:
        return Concern.objects.select_related("arrival", "agreement__keeper").get(arrival=arrival)
    concern = Concern.objects.create(
        arrival=arrival,
        secret=new_secret(),
        agreement=agreement,
        commitment=raised.commitment,
        about=raised.about,
        wanted=raised.wanted.strip(),
        state=ConcernState.HELD if held_because else ConcernState.RAISED,
        raised_on=arrival.received_on,
    )
    if raised.name.strip() or raised.organisation.strip() or raised.email.strip():
        Raiser.objects.create(
            concern=concern, name=raised.name.strip(), organisation=raised.organisation.strip(), email=raised.email
        )
    step = _add_step(concern, Step(StepKind.RECEIVED, arrival.received_on), by)
    email = raised.email
    if email and not held_because and takes_more_today(medium=Medium.EMAIL, to=email, templates=(TEMPLATE,)):
        _tell(concern, step, _("We have your concern. Whoever looks after the agreement reads it, and nobody else."))
    if by.is_person:
        record(verb="compact.concern_logged", subject=concern, by=by)
    return concern


def _check(raised: Raised, received_on: date | None) -> None:
    faults = []
    if not raised.words.strip():
        faults.append(Fault("words", _("Say what happened."), _("A few sentences are enough.")))
    if len(raised.words) > LONGEST:
        faults.append(Fault("words", _("This is longer than 20,000 characters."), _("Tell us the most important.")))
    if raised.email and not is_email_address(raised.email):
        faults.append(Fault("email", _("This is not an e-mail address."), _("It looks like name@example.org.")))
    if received_on and received_on > timezone.localdate():
        faults.append(Fault("received_on", _("This day is still to come."), _("Mend it.")))
    if faults:
        raise Invalid(faults)


@transaction.atomic
def take_step(*, concern: Concern, step: Step, by: Actor) -> ConcernStep:
    """What an officer does with it. Whoever raised it is told, but of notes. Raises Invalid, naming the field."""
    check_keep(by, concern.agreement.scope)
    concern = _locked(concern)
    faults = [fault] if (fault := fault_of_step(concern.state, step.kind)) else []
    if step.kind not in StepKind.values or step.kind in (StepKind.RECEIVED, StepKind.ADDED):
        faults.append(Fault("kind", _("There is no such step."), _("Choose one from the list.")))
    if not step.words.strip():
        faults.append(Fault("words", _("Say in words what happened."), _("Whoever raised it reads them.")))
    if step.kind == StepKind.ESCALATED and not step.to.strip():
        faults.append(Fault("to", _("Say to whom it goes."), _("A person in a post, or a body.")))
    if step.kind == StepKind.EXTENDED and step.until is None:
        faults.append(Fault("until", _("Say until when."), _("Give a day.")))
    if step.on > timezone.localdate():
        faults.append(Fault("on", _("This day is still to come."), _("Mend it.")))
    elif step.on < concern.raised_on:
        faults.append(Fault("on", _("This is before the concern was raised."), _("Mend it.")))
    if faults:
        raise Invalid(faults)
    made = _add_step(concern, step, by)
    if step.kind not in INTERNAL:
        _tell(concern, made, step.words.strip())
    record(verb=f"compact.concern_{step.kind}", subject=concern, by=by, changes={"state": [None, concern.state]})
    return made


def _add_step(concern: Concern, step: Step, by: Actor) -> ConcernStep:
    made = ConcernStep.objects.create(
        concern=concern,
        kind=step.kind,
        on=step.on,
        until=step.until,
        # PostgreSQL keeps no NUL in text.
        words=step.words.replace("\x00", "").strip(),
        by_name=by.name,
    )
    if step.kind in LEADS_TO:
        concern.state = LEADS_TO[step.kind]
        concern.ended_on = step.on if concern.state in ENDED else None
    if step.kind == StepKind.ESCALATED:
        concern.escalated_to = " ".join(step.to.split())[:200]
    concern.next_due = None if concern.state in ENDED else next_due(clock_of(concern.agreement, concern.steps.all()))
    concern.save(update_fields=["state", "ended_on", "escalated_to", "next_due", "updated_at"])
    return made


def _tell(concern: Concern, step: ConcernStep, words: str) -> None:
    """The link opens the page by itself, so the message is wiped once it is sent."""
    raiser = Raiser.objects.filter(concern=concern).first()
    if raiser is None or not raiser.email:
        return
    tell(
        medium=Medium.EMAIL,
        to=raiser.email,
        template=TEMPLATE,
        values={
            "title": str(StepKind(step.kind).label),
            "words": words,
            "reference": concern.arrival.reference,
            "secret": concern.secret,
            "page": reverse("compact:follow_concern", args=[concern.arrival.reference, concern.secret]),
        },
        dedupe_key=f"compact-step:{step.pk}",
        subject_record=concern,
        secret=True,
    )


@transaction.atomic
def add_to_concern(*, concern: Concern, words: str, by: Actor, withdraw: bool = False) -> ConcernStep:
    """Whoever raised it adds something, or takes it back. Who calls has checked the secret. Raises Invalid."""
    concern = _locked(concern)
    if withdraw:
        if concern.state in ENDED:
            raise Invalid([Fault("words", _("This concern has ended already."))])
        words = words.strip() or _("Takes the concern back.")
        return _add_step(concern, Step(StepKind.WITHDRAWN, timezone.localdate(), words), by)
    if not words.strip():
        raise Invalid([Fault("words", _("There is nothing to add yet."), _("Write something."))])
    if len(words) > LONGEST:
        raise Invalid([Fault("words", _("This is longer than 20,000 characters."), _("Send it in two parts."))])
    return _add_step(concern, Step(StepKind.ADDED, timezone.localdate(), words), by)


@transaction.atomic
def publish_concern(*, concern: Concern, words: str, by: Actor) -> Concern:
    """Say what everybody may read of it; "" takes that back. Raises Invalid, Refused."""
    check_keep(by, concern.agreement.scope)
    raiser = Raiser.objects.filter(concern=concern).first()
    if raiser and says_any(words, (raiser.name, raiser.organisation, raiser.email)):
        raise Invalid([Fault("words", _("It names who raised the concern."), _("Say it without them."))])
    old = concern.is_published
    concern.public_words, concern.is_published = words.strip(), bool(words.strip())
    concern.save(update_fields=["public_words", "is_published", "updated_at"])
    verb = "compact.concern_published" if concern.is_published else "compact.concern_taken_back"
    record(verb=verb, subject=concern, by=by, changes={"is_published": [old, concern.is_published]})
    return concern


@transaction.atomic
def forget_raiser(*, concern: Concern, by: Actor) -> int:
    """Delete who raised it and every message about it (UK GDPR, article 17); returns how many messages went."""
    check_keep(by, concern.agreement.scope)
    keys = [f"compact-step:{pk}" for pk in concern.steps.values_list("pk", flat=True)]
    gone = forget_messages(about=concern, dedupe_keys=keys, by=by)
    Raiser.objects.filter(concern=concern).delete()
    record(verb="compact.raiser_forgotten", subject=concern, by=by)
    return gone


@transaction.atomic
def decide_held(*, concern: Concern, let_in: bool, reason: str, by: Actor) -> None:
    """Let in what was held at the door, or set it aside. Its keepers decide, and no other doorkeeper may read it; so
    the door is told by the system, and the history names the keeper. Raises Invalid without a reason, Refused."""
    check_keep(by, concern.agreement.scope)
    (release if let_in else reject)(concern.arrival, SYSTEM, reason)
    record(verb="compact.concern_decided", subject=concern, by=by, changes={"let_in": [None, let_in]}, reason=reason)


def follow_arrival(*, arrival: Arrival, let_in: bool, reason: str, by: Actor) -> None:
    """Let a concern in, or set it aside, as its arrival was; its clock runs since the day it came. Raises Refused."""
    concern = Concern.objects.select_related("arrival", "agreement__keeper").filter(arrival=arrival).first()
    if concern is None:
        return
    check_keep(by, concern.agreement.scope)
    concern.state = ConcernState.RAISED if let_in else ConcernState.SET_ASIDE
    concern.ended_on = None if let_in else timezone.localdate()
    concern.save(update_fields=["state", "ended_on", "updated_at"])
    verb = "compact.concern_let_in" if let_in else "compact.concern_set_aside"
    record(verb=verb, subject=concern, by=by, reason=reason)


def _locked(concern: Concern) -> Concern:
    found = Concern.objects.select_for_update(of=("self",)).select_related("arrival", "agreement__keeper")
    return found.get(pk=concern.pk)


# How a concern that an officer logs may have come.
BY_HAND = (Channel.TELEPHONE, Channel.LETTER, Channel.EMAIL, Channel.FACE_TO_FACE)
