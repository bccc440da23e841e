"""What the site's first page shows of consultations: what is open, what came of others, how promises are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone

from ..enums import PhaseKind, ResponseState
from ..models import Consultation, Outcome, Phase, ResponseTally
from .outcomes import due_by, outcome_of, overdue_consultations, published_outcomes, verdict_counts


@dataclass(frozen=True)
class Card:
    """A consultation in a few words. `days_left`: 0 on the last day."""

    title: str
    summary: str
    url: str
    closes_on: date | None
    days_left: int
    organisation: str


@dataclass(frozen=True)
class OutcomeCard:
    """A published outcome in a few words; `verdict_counts` is {"Accepted": 3, …}."""

    title: str
    summary: str
    url: str
    published_on: date
    verdict_counts: dict[str, int]


@dataclass(frozen=True)
class Keeping:
    """How promises are kept: of the outcomes that were due by now, how many were published by the day promised."""

    responses: int
    consultations: int
    outcomes_due: int
    outcomes_on_time: int
    overdue: list[Card]


def open_now(today: date) -> list[Card]:
    """Consultations that take answers today, the one that closes first at the top."""
    now = timezone.now()
    running = Phase.objects.filter(consultation=OuterRef("pk"), starts_at__lte=now)
    found = (
        Consultation.objects.filter(Exists(running.filter(kind=PhaseKind.OPEN)))
        .exclude(Exists(running.filter(kind__in=[PhaseKind.ANALYSING, PhaseKind.DECIDED, PhaseKind.CLOSED])))
        .select_related("organisation")
        .order_by("closes_on", "title")
    )
    return [_card(consultation, today) for consultation in found]


def latest_outcomes(limit: int) -> list[OutcomeCard]:
    """The outcomes published last, newest first. Two queries."""
    return [_outcome_card(outcome) for outcome in published_outcomes()[:limit]]


def record_of_keeping(today: date) -> Keeping:
    """Figures for "how we are doing". Four queries, whatever the size."""
    opened = Consultation.objects.filter(opens_on__lte=today)
    due = on_time = 0
    for consultation in opened.filter(closes_on__lt=today).select_related("outcome"):
        promised, outcome = due_by(consultation), outcome_of(consultation)
        published = timezone.localdate(outcome.published_at) if outcome and outcome.published_at else None
        if promised is not None and (promised < today or (published and published <= today)):
            due += 1
            on_time += published is not None and published <= promised
    return Keeping(
        responses=ResponseTally.objects.filter(state=ResponseState.COUNTED).aggregate(all=Sum("number"))["all"] or 0,
        consultations=opened.count(),
        outcomes_due=due,
        outcomes_on_time=on_time,
        overdue=[_card(consultation, today) for consultation, _how in overdue_consultations(today)],
    )


def _card(consultation: Consultation, today: date) -> Card:
    return Card(
        title=consultation.title,
        summary=consultation.summary,
        url=consultation.get_absolute_url(),
        closes_on=consultation.closes_on,
        days_left=max((consultation.closes_on - today).days, 0) if consultation.closes_on else 0,
        organisation=consultation.organisation.name,
    )


def _outcome_card(outcome: Outcome) -> OutcomeCard:
    return OutcomeCard(
        title=outcome.consultation.title,
        summary=outcome.did,
        url=outcome.get_absolute_url(),
        published_on=timezone.localdate(outcome.published_at),
        verdict_counts=verdict_counts(outcome),
    )
