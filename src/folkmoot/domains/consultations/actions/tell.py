"""Tell those who asked for it what came of a consultation: everybody once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.notify.public import Medium, Telling, tell_many

from ..adapters import standing_of
from ..models import Contact, Outcome
from ..policies import check_plan
from ..queries.outcomes import is_published
from ..queries.telling import batch_of, contacts_to_tell, message_key
from ..signals import telling_asked_for

AT_ONCE = 200
LONG, SHORT = "consultations/outcome", "consultations/outcome_text"


@dataclass(frozen=True)
class Told:
    """How many people are to be told, and how many messages this run put in the outbox."""

    people: int
    new: int


@transaction.atomic
def ask_to_tell(*, outcome: Outcome, by: Actor) -> None:
    """Have everybody told, in the background, once this is committed. Asking again does no harm. Raises Refused."""
    check_plan(by, standing_of(outcome.consultation))
    _check_published(outcome)
    record(verb="outcome.telling_asked_for", subject=outcome, by=by)
    transaction.on_commit(lambda: telling_asked_for.send(sender=Outcome, outcome=outcome))


def tell_people(*, outcome: Outcome, by: Actor) -> Told:
    """Put a message to everybody who wants to know into the outbox, in portions that are each committed.

    Stopped half-way, it can be run again: a message's key names the outcome and the contact, so that whoever has been
    told is passed over and the rest are told. Raises Refused while the outcome is not published.
    """
    check_plan(by, standing_of(outcome.consultation))
    _check_published(outcome)
    people = new = 0
    tellings = _tellings(outcome)
    while portion := list(islice(tellings, AT_ONCE)):
        people += len(portion)
        new += tell_many(portion)
    record(verb="outcome.told", subject=outcome, by=by, changes={"people": [None, people], "new": [None, new]})
    return Told(people, new)


def _check_published(outcome: Outcome) -> None:
    if not is_published(outcome):
        raise Refused(_("Publish the outcome first: the message leads to it."))


def _tellings(outcome: Outcome) -> Iterator[Telling]:
    consultation = outcome.consultation
    values = {
        "title": consultation.title,
        "path": outcome.get_absolute_url(),
        "did": outcome.did,
        "organisation": consultation.organisation.name,
    }
    for contact in _one_an_address(contacts_to_tell(outcome).iterator(chunk_size=AT_ONCE)):
        yield Telling(
            medium=contact.medium,
            to=contact.address,
            template=SHORT if contact.medium == Medium.TEXT else LONG,
            values={**values, "name": contact.name},
            dedupe_key=message_key(outcome, contact),
            subject_record=outcome,
            batch=batch_of(outcome),
        )


def _one_an_address(contacts: Iterable[Contact]) -> Iterator[Contact]:
    """The first contact of each address, in the order they came in: the same ones each time."""
    seen: set[tuple[str, str]] = set()
    for contact in contacts:
        key = (contact.medium, contact.address)
        if key not in seen:
            seen.add(key)
            yield contact
