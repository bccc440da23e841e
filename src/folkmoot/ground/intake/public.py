"""The front door of `intake`: everything that comes in, by whatever channel, passes here first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from .actions.attachments import keep_attachments
from .actions.become import become
from .actions.decide import reject, release
from .actions.forget_words import forget_words
from .actions.receive import receive
from .actions.receive_many import Incoming, receive_many
from .actions.register import register_destination, register_kind
from .adapters.emails import EmailParts, parse_email
from .adapters.form_keys import form_key, new_form_key, seconds_since
from .enums import UNSORTED, ArrivalState
from .models import Arrival
from .policies import TRAP, is_form_key, weigh_spam
from .queries import Way, arrival_to_sort, email_of, faults_in_the_log, files_with

__all__ = [
    "TRAP",
    "UNSORTED",
    "ArrivalState",
    "EmailParts",
    "Incoming",
    "Way",
    "arrival_to_sort",
    "become",
    "consistency",
    "coverage",
    "email_of",
    "files_with",
    "forget_words",
    "form_key",
    "is_form_key",
    "keep_attachments",
    "new_form_key",
    "parse_email",
    "receive",
    "receive_many",
    "register_destination",
    "register_kind",
    "reject",
    "release",
    "seconds_since",
    "weigh_spam",
]


def consistency() -> Iterator[str]:
    """What is wrong with the log of arrivals, a sentence each."""
    return faults_in_the_log()


def coverage() -> str:
    """How many arrivals the log holds."""
    number = Arrival.objects.count()
    return ngettext("%(number)d arrival", "%(number)d arrivals", number) % {"number": number}
