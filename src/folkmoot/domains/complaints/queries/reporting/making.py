"""The report over the cases of a quarter or a year."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.public import site_identity
from folkmoot_core.casework import CaseworkInput, Further, Names, Span, casework_report
from folkmoot_core.disclosure import Policy
from folkmoot_core.reports.document import Report

from ...enums import Kind, Outcome
from ...models import HandlingAnswer, Lesson, Reason, Referral, Remedy, Unit
from ..equality import equality_of
from .asking import YEAR_STARTS
from .later import later_tallies, stage_names
from .tallying import counted

# What is told of lessons in one report; the rest stands on their own page.
MOST_LESSONS = 12


def input_of(span: Span, today: date | None = None) -> CaseworkInput:
    """Counts of the span and of the two years before it, with what was put right and learned."""
    today = today or timezone.localdate()
    spans = [span.before(2), span.before(1), span]
    years = sorted({each.year for each in spans})
    whole = [span.before(span.year - year) for year in years]
    tallies, reasons = counted(whole, today)
    return CaseworkInput(
        organisation=site_identity()["name"],
        span=span,
        tallies=tallies,
        reasons=reasons,
        names=names(),
        counted=today,
        further=further_of(span),
        later=later_tallies([span], today),
        equality=() if span.quarter else equality_of(span.year),
        year_starts=YEAR_STARTS,
        language=get_language() or "en-GB",
    )


def report_of(span: Span, *, policy: Policy | None, today: date | None = None) -> Report:
    """Without a policy for officers only."""
    return casework_report(input_of(span, today), policy=policy)


def names() -> Names:
    return Names(
        kinds={kind.value: str(kind.label) for kind in (Kind.COMPLAINT, Kind.COMMENT, Kind.COMPLIMENT)}
        | {kind.value: str(kind.label) for kind in Kind},
        units=dict(Unit.objects.values_list("key", "name")),
        channels={channel.value: str(channel.label) for channel in Channel},
        outcomes={outcome.value: str(outcome.label) for outcome in Outcome},
        reasons=dict(Reason.objects.values_list("key", "name")),
        stages=stage_names(),
    )


def further_of(span: Span) -> Further:
    """What was put right and learned from cases that came in the span."""
    theirs = Q(case__received_on__range=(span.first, span.last))
    remedies = Remedy.objects.filter(theirs).aggregate(n=Count("pk"), done=Count("pk", filter=Q(done_on__isnull=False)))
    lessons = Lesson.objects.filter(theirs)
    told = lessons.aggregate(n=Count("pk"), changes=Count("pk", filter=~Q(changed="")))
    said = HandlingAnswer.objects.filter(theirs).aggregate(n=Count("pk"), content=Count("pk", filter=Q(content__gte=4)))
    decided = Referral.objects.filter(decided_on__range=(span.first, span.last)).exclude(decision="")
    decisions = decided.aggregate(n=Count("pk"), fault=Count("pk", filter=Q(is_fault=True)))
    public = [lesson.public_change for lesson in lessons.filter(is_public=True)[:MOST_LESSONS]]
    return Further(
        remedies=remedies["n"],
        remedies_done=remedies["done"],
        lessons=told["n"],
        changes=told["changes"],
        decisions=decisions["n"] or None,
        decisions_fault=decisions["fault"] if decisions["n"] else None,
        asked=said["n"],
        content=said["content"],
        said=tuple(dict.fromkeys(" ".join(changed.split()) for changed in public if changed.strip())),
    )
