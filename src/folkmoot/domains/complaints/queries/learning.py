"""What cases teach: lessons, causes that come back, trends, and what people say of how we dealt with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import Actor
from folkmoot_core.casework.causes import Cause, Repeated, repeated_causes
from folkmoot_core.casework.trends import Trend, monthly_trends

from ..enums import Kind, State
from ..models import Case, HandlingAnswer, Lesson, Reason, Unit
from .reporting import reportable_spans
from .visible import visible_cases

MONTHS = 36
WAYS = ("unit", "reason", "channel")
MOST_CAUSES = 2000


@dataclass(frozen=True)
class Again:
    """A cause that came back, with the lessons that name it."""

    found: Repeated
    lessons: list[Lesson]
    units: list[str]


@dataclass(frozen=True)
class Said:
    """How many said so of how their case was dealt with."""

    asked: int
    by_answer: dict[int, int]

    @property
    def content(self) -> int:
        return self.by_answer.get(4, 0) + self.by_answer.get(5, 0)


def lessons_for(actor: Actor) -> QuerySet[Lesson]:
    """Those of the cases that the actor may read, the newest first."""
    theirs = visible_cases(actor).filter(pk=OuterRef("case_id"))
    return Lesson.objects.filter(Exists(theirs)).select_related("case__arrival", "case__unit")


def public_lessons() -> QuerySet[Lesson]:
    """Those that everybody reads, what was told last first."""
    return Lesson.objects.filter(is_public=True).order_by(F("told_on").desc(nulls_last=True), "-pk")


def causes_again(lessons: Iterable[Lesson]) -> list[Again]:
    """Of the newest lessons; those of more than one service first."""
    known = {lesson.pk: lesson for lesson in lessons}
    causes = [
        Cause(lesson.pk, lesson.cause, lesson.case.unit.key if lesson.case.unit else "") for lesson in known.values()
    ]
    names = {lesson.case.unit.key: lesson.case.unit.name for lesson in known.values() if lesson.case.unit}
    return [
        Again(found, [known[key] for key in found.keys], [names[key] for key in found.units])
        for found in repeated_causes(causes)
    ]


def trends(way: str, last: date) -> list[Trend]:
    """Complaints by month over the three years to the end of the month of `last`, by unit, reason or channel. One
    query."""
    first = date(last.year - MONTHS // 12, last.month, 1)
    first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return monthly_trends(_by_day(way, first, last), first, last)


def ends(today: date) -> list[tuple[str, date]]:
    """(name, last day) of what trends can run to: last month, and every reporting year that is over. One query."""
    over = [(year.name, year.last) for year, _quarters in reportable_spans(today) if year.last < today]
    return [("", today.replace(day=1) - timedelta(days=1)), *over]


def _by_day(way: str, first: date, last: date) -> Iterator[tuple[str, date, int]]:
    """Grouped by day, not by month: SQLite would call Python for each date to find its month."""
    cases = Case.objects.filter(kind=Kind.COMPLAINT, received_on__range=(first, last)).order_by()
    cases = cases.exclude(state__in=(State.HELD, State.SET_ASIDE)).exclude(ending="merged")
    key = {"unit": "unit__key", "reason": "reasons__key", "channel": "channel"}[way]
    for name, day, n in cases.annotate(by=F(key)).values_list("by", "received_on").annotate(n=Count("pk")):
        if name is not None:
            yield name, day, n


def names_of(way: str) -> dict[str, str]:
    if way == "channel":
        return {channel.value: str(channel.label) for channel in Channel}
    return dict(Unit.objects.values_list("key", "name") if way == "unit" else Reason.objects.values_list("key", "name"))


def satisfaction() -> Said:
    """One query."""
    found = dict(HandlingAnswer.objects.order_by().values_list("content").annotate(n=Count("pk")))
    return Said(sum(found.values()), found)
