"""What a clerk has before her: her bodies' next meetings, each with the last day to publish and what to do next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from folkmoot.ground.base.policies import Actor

from ..enums import MeetingState
from ..models import Meeting, MeetingRules, StandingItem
from .agenda import clear_days_of
from .listing import AHEAD, bodies_kept_by, with_versions


@dataclass(frozen=True)
class Coming:
    meeting: Meeting
    last_day: date | None
    days_left: int | None
    items: int


@dataclass(frozen=True)
class Kept:
    """A body with its next meetings."""

    key: str
    name: str
    meetings: list[Coming]


def desk_of(actor: Actor, today: date) -> list[Kept]:
    """Fixed queries and one for the calendar of each body with meetings coming."""
    bodies = list(bodies_kept_by(actor))
    found = with_versions(
        Meeting.objects.filter(body__in=bodies, date__gte=today, date__lte=today + AHEAD)
        .exclude(state=MeetingState.CANCELLED)
        .select_related("body")
        .annotate(number_of_items=Count("items", filter=Q(items__state="on")))
    ).order_by("date", "starts_at", "pk")
    by_body: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in found:
        by_body[meeting.body_id].append(meeting)
    rules = {each.body_id: each for each in MeetingRules.objects.filter(body__in=list(by_body))}
    return [
        Kept(body.key, body.name, [_coming(each, rules.get(body.pk), today) for each in by_body[body.pk]])
        for body in sorted(bodies, key=lambda body: (not by_body[body.pk], body.name))
    ]


def _coming(meeting: Meeting, rules: MeetingRules | None, today: date) -> Coming:
    count = clear_days_of(meeting, today, rules or MeetingRules(body_id=meeting.body_id))
    last = count.last_day if count else None
    return Coming(meeting, last, (last - today).days if last else None, meeting.number_of_items)  # type: ignore[attr-defined]


def standing_of(rules: MeetingRules) -> list[StandingItem]:
    return list(rules.standing_items.all()) if rules.pk else []
