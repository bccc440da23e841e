from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ..adapters import CannotBeSent, Receipt, TryLater, WayOut, way_out
from ..enums import MessageState
from ..models import Message
from ..policies import ATTEMPTS, LEASE, wait_after

logger = logging.getLogger(__name__)

# What a service said last when nothing more will come.
SETTLED = ("delivered", "received", "outbox", "to_print", "handed over")
ASK_AGAIN_AFTER = timedelta(minutes=10)
ASK_FOR = timedelta(days=7)


def deliver_due(limit: int = 100) -> int:
    """Send up to `limit` messages that are due, one by one; returns how many were taken up (0: nothing is due).

    Any number of workers may run this at once: each message is claimed in its own short transaction (skipping
    locked rows on PostgreSQL; on SQLite writers queue) and sent outside of it, so a slow service holds up no page.

    A worker that dies while sending leaves its message claimed; after ten minutes another worker takes it up with
    `again=True`, and the way out first asks whether it has gone, where it can (see docs/guides/telling-people.md).
    """
    try:
        way = way_out()
    except TryLater as fault:
        logger.warning("No message was sent. %s", fault)
        return 0
    taken = 0
    while taken < limit and (message := _claim()):
        taken += 1
        _deliver(message, way)
    if way.reports_back:
        read_back(way, limit)
    return taken


@transaction.atomic
def _claim() -> Message | None:
    """Take one due message for this worker alone."""
    now = timezone.now()
    due = Message.objects.filter(state__in=(MessageState.QUEUED, MessageState.SENDING), due_at__lte=now)
    due = due.order_by("due_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    for message in due[:1]:
        # The condition holds where rows are not locked: of two workers that read the same row, one changes it.
        mine = Message.objects.filter(pk=message.pk, state=message.state, attempts=message.attempts)
        if mine.update(state=MessageState.SENDING, attempts=message.attempts + 1, due_at=now + LEASE):
            message.attempts += 1
            message.state = MessageState.SENDING
            return message
    return None


def _deliver(message: Message, way: WayOut) -> None:
    if message.attempts > ATTEMPTS:
        _settle(message, MessageState.FAILED, error=message.error or _("It was tried five times, and never went."))
        return
    try:
        receipt = way.deliver(message, again=message.attempts > 1)
    except CannotBeSent as fault:
        _settle(message, MessageState.FAILED, error=str(fault))
    except TryLater as fault:
        _put_off(message, str(fault))
    except Exception as fault:  # a fault in one message or adapter must not keep the others from going
        logger.exception("Message %s was not sent.", message.pk)
        _put_off(message, f"{type(fault).__name__}: {fault}"[:500])
    else:
        _mark_sent(message, receipt)


def _put_off(message: Message, error: str) -> None:
    if message.attempts >= ATTEMPTS:
        _settle(message, MessageState.FAILED, error=error)
    else:
        _settle(message, MessageState.QUEUED, error=error, due_at=timezone.now() + wait_after(message.attempts))


def _mark_sent(message: Message, receipt: Receipt) -> None:
    now = timezone.now()
    wiped = {"body": "", "values": {}} if message.is_secret and receipt.status != "outbox" else {}
    _settle(
        message,
        MessageState.SENT,
        error="",
        sent_at=now,
        due_at=now + ASK_AGAIN_AFTER,
        provider_id=receipt.provider_id,
        provider_status=receipt.status,
        **wiped,
    )


def _settle(message: Message, state: str, **fields: Any) -> None:
    """Write down how it went, unless another worker has taken the message up since (its lease was over)."""
    mine = Message.objects.filter(pk=message.pk, state=MessageState.SENDING, attempts=message.attempts)
    mine.update(state=state, **fields)


def read_back(way: WayOut, limit: int) -> int:
    """Ask what became of messages that a service took; returns how many answers came. Those that it lost are failed."""
    now = timezone.now()
    open_ones = Message.objects.filter(
        ~Q(provider_id=""),
        ~Q(provider_status__in=SETTLED),
        state=MessageState.SENT,
        due_at__lte=now,
        sent_at__gte=now - ASK_FOR,
    ).order_by("due_at")
    answers = 0
    for message in open_ones[:limit]:
        # Put off first, so that a worker which dies here, or a second one, does not ask again at once.
        if not Message.objects.filter(pk=message.pk, due_at=message.due_at).update(due_at=now + ASK_AGAIN_AFTER):
            continue
        try:
            status, fault = way.status_of(message)
        except TryLater as error:
            logger.warning("The status of message %s was not read: %s", message.pk, error)
            continue
        answers += 1
        state = MessageState.FAILED if fault else MessageState.SENT
        Message.objects.filter(pk=message.pk).update(provider_status=status, state=state, error=fault)
    return answers
