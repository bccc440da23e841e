"""Take in one whole response, by whatever channel it came."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import insert
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import attach
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import become, receive
from folkmoot.ground.places.public import place_ids_of
from folkmoot_core.questionnaires import split

from ..adapters import asked_of, codebook_of, questionnaire_of, snapshot_of
from ..enums import Consent, ResponseState
from ..models import Answer, Contact, Questionnaire, Response
from .copy import send_copy

KIND = "response"
WORDS = "text"
FILE = "file"
Locate = Callable[[str], tuple[int | None, int | None]]


@dataclass(frozen=True)
class ContactDetails:
    """How to reach the person, and what for."""

    name: str = ""
    medium: str = ""
    address: str = ""
    wants_outcome: bool = False
    copy_to: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.wants_outcome or self.copy_to)


@dataclass(frozen=True)
class Origin:
    """Where a response came from. `key`: the same key again is the same response. `arrival`: it was logged by hand
    before, and becomes this response; then `key` says nothing."""

    channel: str = Channel.WEB
    key: str | None = None
    received_on: date | None = None
    received_at: datetime | None = None
    words: str = ""
    source: Document | None = None
    held_because: str = ""
    arrival: Arrival | None = None


@dataclass(frozen=True)
class Submitted:
    """`created`: false where the key was known. `differs`: and then something else was sent with it than before."""

    response: Response
    arrival: Arrival
    created: bool
    differs: bool = False


def submit_response(
    *,
    questionnaire: Questionnaire,
    answers: dict[str, Any],
    origin: Origin,
    by: Actor,
    consent: str = Consent.NONE,
    contact: ContactDetails | None = None,
) -> Submitted:
    """Store a response whose answers have been validated. The caller has checked that answers are being taken.

    On disk when this returns. A repeat of the same key gives back the first response, writes nothing, and says whether
    it is the same again. Raises Refused
    where the arrival it is to be made of has become something already.
    """
    prepared = prepare(questionnaire, answers, words=origin.words)
    for last in (False, True):
        try:
            with transaction.atomic():
                return _store(questionnaire, prepared, origin, by=by, consent=consent, contact=contact)
        except IntegrityError:
            known = _already(origin.key)
            if known is not None:
                same = _is_the_same(known.response, answers, consent, contact or ContactDetails())
                return replace(known, differs=not same)
            # Not the key, so the reference: one in 2^40 is drawn twice. A second time it is something else.
            if last:
                raise
    raise AssertionError("unreachable")


def _already(key: str | None) -> Submitted | None:
    """What an earlier post of the same form made."""
    if key is None:
        return None
    response = Response.objects.select_related("arrival").filter(arrival__key=key).first()
    return Submitted(response, response.arrival, False) if response else None


def _is_the_same(response: Response, answers: dict[str, Any], consent: str, given: ContactDetails) -> bool:
    kept = Contact.objects.filter(response=response).first()
    held = ContactDetails(kept.name, kept.medium, kept.address, kept.wants_outcome) if kept else ContactDetails()
    return (
        # As the database gives them back: lists for tuples, words for keys.
        {**response.answers, **response.parked} == json.loads(json.dumps(answers))
        and response.consent == consent
        and held == replace(given, copy_to="")
    )


def _store(
    questionnaire: Questionnaire,
    prepared: Prepared,
    origin: Origin,
    *,
    by: Actor,
    consent: str,
    contact: ContactDetails | None,
) -> Submitted:
    """Inside one transaction, which a known key ends with IntegrityError."""
    arrival = _arrival_of(origin, by)
    response = Response(
        consultation_id=questionnaire.consultation_id,
        questionnaire=questionnaire,
        arrival=arrival,
        channel=origin.channel,
        consent=consent,
        state=ResponseState.HELD if origin.held_because else ResponseState.COUNTED,
        state_reason=origin.held_because,
        submitted_at=origin.received_at or timezone.now(),
        **prepared.fields,
    )
    insert(response)
    if prepared.words:
        insert(*(Answer(response=response, question=key, text=text) for key, text in prepared.words.items()))
    _attach_files(response, by)
    if contact and not contact.is_empty:
        _keep_contact(response, contact)
        # What a machine wrote to somebody else's address must not go there in our name.
        if contact.copy_to and not origin.held_because:
            send_copy(response=response, arrival=arrival, address=contact.copy_to)
    if by.kind != "resident":
        record(verb="response.recorded", subject=response, by=by)
    return Submitted(response, arrival, True)


def _arrival_of(origin: Origin, by: Actor) -> Arrival:
    if origin.arrival is not None:
        return become(
            arrival=origin.arrival,
            kind=KIND,
            channel=origin.channel,
            received_on=origin.received_on or origin.arrival.received_on,
            words=origin.words,
            by=by,
            source=origin.source,
            held_because=origin.held_because,
        )
    arrival, _created = receive(
        kind=KIND,
        channel=origin.channel,
        by=by,
        key=origin.key,
        received_at=origin.received_at,
        received_on=origin.received_on,
        words=origin.words,
        source=origin.source,
        held_because=origin.held_because,
        savepoint=False,
    )
    return arrival


def _attach_files(response: Response, by: Actor) -> None:
    """Tie uploaded files to the response. One that already belongs to a record is not this respondent's to give."""
    core = questionnaire_of(response.questionnaire)
    given = {**response.answers, **response.parked}
    keys = [
        value["document"]
        for question in core.questions
        if question.kind == FILE and isinstance(value := given.get(question.key), dict) and "document" in value
    ]
    if not keys:
        return
    unclaimed = Document.objects.filter(subject_type=Response._meta.label_lower, subject_key="")
    for document in unclaimed.filter(key__in=keys):
        attach(document, response, by)


def _keep_contact(response: Response, contact: ContactDetails) -> None:
    Contact.objects.create(
        response=response,
        name=contact.name,
        medium=contact.medium,
        address=contact.address,
        wants_outcome=contact.wants_outcome,
        wants_copy=bool(contact.copy_to),
    )


@dataclass(frozen=True)
class Prepared:
    """The fields of a Response that follow from its answers, and its answers in words by question."""

    fields: dict[str, Any]
    words: dict[str, str]


def prepare(
    questionnaire: Questionnaire, answers: dict[str, Any], locate: Locate = place_ids_of, *, words: str = ""
) -> Prepared:
    """Everything that can be worked out before the write begins, so that writers hold the database briefly. `words`:
    the letter, of somebody who wrote one instead of answering."""
    core = questionnaire_of(questionnaire)
    counted, parked = split(core, answers)
    shown = asked_of(core, answers, counted, in_own_words=bool(words))
    person = snapshot_of(core, counted)
    district, ward = locate(person.postcode) if person.postcode else (None, None)
    fields = {
        "answers": counted,
        "parked": parked,
        "coded": codebook_of(core).encode(counted, shown),
        "capacity": person.capacity,
        "age_band": person.age_band,
        "sex": person.sex,
        "district_id": district,
        "ward_id": ward,
    }
    in_words = {
        question.key: value
        for question in core.questions
        if question.kind == WORDS and isinstance(value := counted.get(question.key), str) and value
    }
    return Prepared(fields, in_words)
