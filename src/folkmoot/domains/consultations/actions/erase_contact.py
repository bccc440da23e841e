"""Forget who sent an answer, and keep what it says."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.notify.public import forget_messages
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of
from ..models import Contact, Outcome, Response
from ..policies import check_plan
from ..queries.telling import message_key


@transaction.atomic
def erase_contact(*, response: Response, by: Actor, reason: str) -> int:
    """Delete the name and address that came with a response, and every message to them; what waits to go is not sent
    (UK GDPR, article 17). Returns how many messages went. The answers stay, and so does every count.

    Raises Refused, also where there is nothing to erase; Invalid without a reason, or with one that repeats what is to
    be forgotten: the history keeps it for ever.
    """
    check_plan(by, standing_of(response.consultation))
    contact = Contact.objects.select_for_update().filter(response=response).first()
    if contact is None:
        raise Refused(_("No contact details are kept with this answer."))
    _check_reason(contact, reason)
    outcome = Outcome.objects.filter(consultation=response.consultation_id).first()
    keys = [message_key(outcome, contact)] if outcome else []
    gone = forget_messages(about=response, dedupe_keys=keys, by=by)
    contact.delete()
    record(verb="response.contact_erased", subject=response, by=by, reason=reason.strip())
    return gone


def _check_reason(contact: Contact, reason: str) -> None:
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why, in a few words. It is kept in the history."))])
    plain = " ".join(reason.casefold().split())
    for kept in (contact.name, contact.address):
        if kept.strip() and " ".join(kept.casefold().split()) in plain:
            message = _("The reason repeats the name or the address. It would stay in the history for ever.")
            raise Invalid([Fault("reason", message, _("Say it without them."))])
