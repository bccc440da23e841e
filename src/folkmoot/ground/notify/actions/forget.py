from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor

from ..enums import MessageState
from ..models import Message


def forget_messages(*, about: Model, dedupe_keys: Collection[str], by: Actor) -> int:
    """Delete the messages about a record, and those known by these keys, whatever became of them; returns how many.

    For somebody who asked to be forgotten: an address in the outbox is kept as much as one anywhere else. What waits to
    go is not sent; what is going this moment may still arrive. The caller has checked that `by` may, and why.
    """
    named = Q(about_type=about._meta.label_lower, about_key=str(about.pk)) | Q(dedupe_key__in=dedupe_keys)
    with transaction.atomic():
        number, _per_model = Message.objects.filter(named).delete()
        if number:
            record(verb="message.forgotten", subject=about, by=by, changes={"messages": [number, 0]})
    return number


@transaction.atomic
def forget_sent(*, messages: QuerySet[Message], because: Model, by: Actor) -> int:
    """Delete those of these messages that have gone out, for a rule of how long they are kept; returns how many. The
    caller has checked that `by` may. Nobody is told again: what told them once does not come back."""
    number, _per_model = Message.objects.filter(
        pk__in=list(messages.values_list("pk", flat=True)), state=MessageState.SENT
    ).delete()
    if number:
        record(verb="message.forgotten", subject=because, by=by, changes={"messages": [number, 0]})
    return number
