"""The front door of `notify`: tell people, once each, and see how a batch is going."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from .actions.deliver import deliver_due
from .actions.forget import forget_messages, forget_sent
from .actions.register import register_subject
from .actions.tell import Telling, once_each, tell, tell_many
from .enums import Medium, MessageState
from .models import Message
from .queries import MOST_A_DAY, faults_in_the_outbox, progress, takes_more_today

__all__ = [
    "MOST_A_DAY",
    "Medium",
    "MessageState",
    "Telling",
    "consistency",
    "coverage",
    "deliver_due",
    "forget_messages",
    "forget_sent",
    "once_each",
    "progress",
    "register_subject",
    "takes_more_today",
    "tell",
    "tell_many",
]


def consistency() -> Iterator[str]:
    """What is wrong with the outbox, a sentence each."""
    return faults_in_the_outbox()


def coverage() -> str:
    """How many messages the outbox holds."""
    number = Message.objects.count()
    return ngettext("%(number)d message", "%(number)d messages", number) % {"number": number}
