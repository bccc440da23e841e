"""What has been kept as long as the rule of its class says, and is not held: cases, and the records that can go before
them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from folkmoot.ground.documents.models import Document
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import UNSORTED
from folkmoot.ground.notify.enums import MessageState
from folkmoot.ground.notify.models import Message
from folkmoot_core.calendars import start_of_day
from folkmoot_core.casework.retention import first_kept

from ..enums import Kept, State
from ..models import Case, Forgotten, LegalHold, Referral, Remedy, RetentionRule

# What stands where words were.
GONE = "…"
_ENDED = (State.CLOSED, State.SET_ASIDE)


def ended_cases() -> QuerySet[Any]:
    """What is over and not forgotten. What was promised and is not done keeps a case, and so does a hold."""
    same = {"case": OuterRef("pk")}
    kept = (
        Exists(LegalHold.objects.filter(lifted_at=None, **same)),
        Exists(Forgotten.objects.filter(**same)),
        Exists(Remedy.objects.filter(done_on=None, **same)),
    )
    ended: QuerySet[Any] = Case.objects.filter(state__in=_ENDED).annotate(end=Coalesce("ended_on", "received_on"))
    for each in kept:
        ended = ended.exclude(each)
    return ended


def records_over(rule: RetentionRule, today: date) -> QuerySet[Any]:
    """The records of the rule's class, all but cases, that have been kept as long as it says; the oldest first."""
    return _CLASSES[Kept(rule.record)](first_kept(rule.years, today))


def _messages(kept_from: date) -> QuerySet[Any]:
    """Sent about a case that is not held. What waits to go, or did not arrive, is kept: somebody sees to it."""
    sent = Message.objects.filter(about_type=Case._meta.label_lower, state=MessageState.SENT)
    held = _keys(Case.objects.filter(_is_held("case")))
    return sent.filter(sent_at__lt=start_of_day(kept_from)).exclude(about_key__in=held).order_by("sent_at", "pk")


def _documents(kept_from: date) -> QuerySet[Any]:
    ended = _keys(ended_cases().filter(end__lt=kept_from))
    return Document.objects.filter(subject_type=Case._meta.label_lower, subject_key__in=ended).order_by("pk")


def _remedies(kept_from: date) -> QuerySet[Any]:
    done = Remedy.objects.filter(done_on__lt=kept_from).exclude(words=GONE)
    held = Exists(LegalHold.objects.filter(lifted_at=None, case=OuterRef("case")))
    return done.exclude(held).select_related("case__arrival").order_by("done_on", "pk")


def _arrivals(kept_from: date) -> QuerySet[Any]:
    """Letters, calls and e-mails that were logged and became nothing."""
    nothing = Arrival.objects.filter(kind=UNSORTED, received_on__lt=kept_from)
    said = Q(source__isnull=False) | ~Q(words__in=("", GONE))
    return nothing.filter(said).exclude(_is_held("arrival")).order_by("received_on", "pk")


def _referrals(kept_from: date) -> QuerySet[Any]:
    """Decided, and what was owed is done."""
    over = Referral.objects.exclude(decision="").filter(Q(remedy="") | Q(remedy_done__isnull=False))
    over = over.annotate(end=Coalesce("remedy_done", "decided_on")).filter(end__lt=kept_from)
    over = over.filter(~Q(remedy__in=("", GONE)) | ~Q(note=""))
    held = Exists(LegalHold.objects.filter(lifted_at=None, case=OuterRef("case"), case__isnull=False))
    return over.exclude(_is_held("referral")).exclude(held).order_by("end", "pk")


_CLASSES: dict[Kept, Callable[[date], QuerySet[Any]]] = {
    Kept.MESSAGES: _messages,
    Kept.DOCUMENTS: _documents,
    Kept.REMEDIES: _remedies,
    Kept.ARRIVALS: _arrivals,
    Kept.REFERRALS: _referrals,
}


def _is_held(name: str) -> Exists:
    return Exists(LegalHold.objects.filter(lifted_at=None, **{name: OuterRef("pk")}))


def _keys(cases: QuerySet[Any]) -> QuerySet[Any]:
    """The keys of cases as messages and documents know them."""
    return cases.annotate(known_as=Cast("pk", CharField(max_length=40))).order_by().values("known_as")
