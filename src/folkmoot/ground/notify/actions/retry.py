from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused

from .. import policies
from ..enums import MessageState
from ..models import Message


@transaction.atomic
def retry(message: Message, by: Actor, *, to: str | None = None) -> Message:
    """Put a failed message back in the queue, to a mended address if one is given. Raises Refused."""
    policies.check_keep_outbox(by)
    address = message.to if to is None else to.strip()
    if message.is_secret and not message.body:
        raise Refused(_("The text of this message has been wiped. Ask for a new link instead."))
    if fault := policies.fault_of_address(message.medium, address):
        raise Refused(fault)
    failed = Message.objects.filter(pk=message.pk, state=MessageState.FAILED)
    if not failed.update(
        state=MessageState.QUEUED, attempts=0, due_at=timezone.now(), to=address, provider_id="", provider_status=""
    ):
        raise Refused(_("Only a message that was not delivered can be tried again. Reload the page."))
    changes: dict[str, list[str]] = {"state": ["failed", "queued"]}
    if address != message.to:
        # The history is never altered, so no address of a resident may stand in it.
        changes["to"] = ["", _("mended")]
    record(verb="message.retried", subject=message, by=by, changes=changes)
    message.refresh_from_db()
    return message
