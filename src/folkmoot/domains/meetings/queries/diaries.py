"""Where members of a body would have to be in two places: looked for before a date is saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from folkmoot.ground.bodies.models import Membership, Organisation
from folkmoot_core.packfiles import parse_partial

from ..enums import MeetingState
from ..models import Meeting


@dataclass(frozen=True)
class Clash:
    """On this day another body meets that shares these members; `same_body`: it is this body itself."""

    day: date
    other: str
    other_key: str
    starts_at: time | None
    people: tuple[str, ...]
    same_body: bool


def clashes(body: Organisation, days: Collection[date], without: Meeting | None = None) -> list[Clash]:
    """Two queries, however many days."""
    meetings = Meeting.objects.filter(date__in=list(days)).exclude(state=MeetingState.CANCELLED)
    meetings = meetings.exclude(pk=without.pk) if without else meetings
    there = list(meetings.select_related("body").order_by("date", "starts_at", "pk"))
    if not there:
        return []
    seats: dict[int, list[Membership]] = defaultdict(list)
    bodies = {body.pk, *(meeting.body_id for meeting in there)}
    held = Membership.objects.filter(organisation__in=bodies, person__isnull=False).select_related("person")
    for seat in held.order_by("person__name"):
        seats[seat.organisation_id].append(seat)
    found = []
    for meeting in there:
        own = {seat.person_id for seat in seats[body.pk] if _sits(seat, meeting.date)}
        shared = {
            seat.person_id: str(seat.person)
            for seat in seats[meeting.body_id]
            if seat.person_id in own and _sits(seat, meeting.date)
        }
        same = meeting.body_id == body.pk
        if shared or same:
            people = () if same else tuple(shared.values())
            found.append(Clash(meeting.date, meeting.title, meeting.key, meeting.starts_at, people, same))
    return found


def _sits(seat: Membership, day: date) -> bool:
    begins, ends = parse_partial(seat.start_date), parse_partial(seat.end_date)
    return (begins is None or begins.first <= day) and (ends is None or ends.last >= day)
