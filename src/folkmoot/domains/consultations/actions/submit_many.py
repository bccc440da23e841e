"""Take in many responses at once: a spreadsheet, or the answers of a pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.intake.public import Incoming, receive_many
from folkmoot.ground.places.public import place_ids_of

from ..enums import Consent, ResponseState
from ..models import Answer, Contact, Questionnaire, Response
from .submit import ContactDetails, prepare

LETTER = "letter"
AT_ONCE = 500


@dataclass(frozen=True)
class ResponseRow:
    """One whole response with validated answers. `key`: the same key again adds nothing."""

    key: str
    channel: str
    received_on: date
    answers: Mapping[str, Any]
    words: str = ""
    consent: str = Consent.NONE
    contact: ContactDetails | None = None


def submit_many(*, questionnaire: Questionnaire, rows: Sequence[ResponseRow], by: Actor) -> list[Response]:
    """Store all rows that are new, in order, in one transaction; returns them. Whoever calls audits the file.

    Words that belong to no question (a letter) become an Answer under the key "letter", so that they can be themed.
    """
    places: dict[str, Any] = {}

    def locate(postcode: str) -> Any:
        if postcode not in places:
            places[postcode] = place_ids_of(postcode)
        return places[postcode]

    with transaction.atomic():
        incoming = [Incoming(row.key, row.channel, row.received_on, _noon(row.received_on), row.words) for row in rows]
        arrivals = receive_many(kind="response", incoming=incoming, by=by)
        fresh = [row for row in rows if row.key in arrivals]
        prepared = [prepare(questionnaire, dict(row.answers), locate, words=row.words) for row in fresh]
        responses = Response.objects.bulk_create(
            (
                Response(
                    consultation_id=questionnaire.consultation_id,
                    questionnaire=questionnaire,
                    arrival=arrivals[row.key],
                    channel=row.channel,
                    consent=row.consent,
                    state=ResponseState.COUNTED,
                    submitted_at=_noon(row.received_on),
                    **ready.fields,
                )
                for row, ready in zip(fresh, prepared, strict=True)
            ),
            batch_size=AT_ONCE,
        )
        Answer.objects.bulk_create(
            (
                Answer(response=response, question=key, text=text)
                for response, row, ready in zip(responses, fresh, prepared, strict=True)
                for key, text in [*ready.words.items(), *([(LETTER, row.words)] if row.words else [])]
            ),
            batch_size=AT_ONCE,
        )
        Contact.objects.bulk_create(
            Contact(
                response=response,
                name=row.contact.name,
                medium=row.contact.medium,
                address=row.contact.address,
                wants_outcome=row.contact.wants_outcome,
                wants_copy=bool(row.contact.copy_to),
            )
            for response, row in zip(responses, fresh, strict=True)
            if row.contact and not row.contact.is_empty
        )
    return responses


def _noon(day: date) -> datetime:
    """A file knows the day only; noon keeps that day in every time zone that matters here."""
    return datetime.combine(day, time(12), ZoneInfo(timezone.get_default_timezone_name()))
