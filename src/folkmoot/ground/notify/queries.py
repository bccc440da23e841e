from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import EVERYWHERE, Actor

from .enums import Medium, MessageState
from .models import Message
from .policies import KEEPERS

WORKER_SHOULD_HAVE = timedelta(hours=2)
# Anybody can type anybody's address. A household or a library desk that shares one gets along with five such messages a
# day; somebody whose address is misused is not buried in mail, and our sender keeps its good name.
MOST_A_DAY = 5


@dataclass(frozen=True)
class Concern:
    """The records whose messages are for an officer, and the roles that look after them where not the usual ones."""

    records: Callable[[Actor], QuerySet[Any, Any]]
    keepers: frozenset[str]


# Filled while Django starts (`notify.public.register_subject`), only read after that.
CONCERNS: dict[str, Concern] = {}


@dataclass(frozen=True)
class OutboxFilter:
    """What an officer narrows the outbox by; '' leaves a field open."""

    state: str = ""
    medium: str = ""
    batch: str = ""
    words: str = ""


def messages_for(actor: Actor) -> QuerySet[Message]:
    """The messages that an officer may read: whom another body writes to is not for them."""
    messages = Message.objects.all()
    everywhere = actor.holds(*KEEPERS, scope=EVERYWHERE)
    for label, concern in CONCERNS.items():
        if everywhere and not concern.keepers:
            continue
        keys = concern.records(actor).annotate(as_key=Cast("pk", CharField(max_length=80))).order_by().values("as_key")
        messages = messages.filter(~Q(about_type=label) | Q(about_key__in=keys))
    if not actor.holds(*KEEPERS):
        theirs = [label for label, concern in CONCERNS.items() if actor.holds(*concern.keepers)]
        messages = messages.filter(about_type__in=theirs)
    return messages


def the_outbox(narrowed: OutboxFilter, actor: Actor) -> QuerySet[Message]:
    """Messages that fit and that the officer may read, newest first."""
    messages = messages_for(actor).order_by("-queued_at", "-pk")
    if narrowed.state:
        messages = messages.filter(state=narrowed.state)
    if narrowed.medium:
        messages = messages.filter(medium=narrowed.medium)
    if narrowed.batch:
        messages = messages.filter(batch=narrowed.batch)
    if words := narrowed.words.strip():
        messages = messages.filter(Q(to__icontains=words) | Q(subject__icontains=words))
    return messages


def progress(batch: str) -> dict[str, int]:
    """{"queued": …, "sending": …, "sent": …, "failed": …, "total": …} for one batch."""
    counts = dict.fromkeys((str(state) for state in MessageState.values), 0)
    rows = Message.objects.filter(batch=batch).order_by().values_list("state").annotate(Count("pk"))
    counts.update(dict(rows))
    return counts | {"total": sum(counts.values())}


def takes_more_today(*, medium: str, to: str, templates: Collection[str], most: int = MOST_A_DAY) -> bool:
    """Whether strangers may have one more of such messages sent to this address: fewer than `most` were put in the
    outbox for it within a day, whatever became of them. Upper and lower case are the same address. One query."""
    since = timezone.now() - timedelta(days=1)
    found = Message.objects.filter(template__in=templates, queued_at__gt=since, medium=medium, to__iexact=to.strip())
    return found.order_by().count() < most


def letters_to_print(actor: Actor, batch: str = "") -> QuerySet[Message]:
    """Letters of the officer that wait for a printer, oldest first."""
    letters = messages_for(actor).filter(medium=Medium.LETTER, provider_status="to_print").order_by("queued_at", "pk")
    return letters.filter(batch=batch) if batch else letters


def faults_in_the_outbox() -> Iterator[str]:
    late = Message.objects.filter(state=MessageState.QUEUED, due_at__lt=timezone.now() - WORKER_SHOULD_HAVE).count()
    if late:
        hours = int(WORKER_SHOULD_HAVE.total_seconds() // 3600)
        yield _("%(number)d messages have been due for more than %(hours)d hours. Is the worker running?") % {
            "number": late,
            "hours": hours,
        }
