"""Meetings are planned, altered, moved, cancelled; and how a body calls them is set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.values import Fault, Invalid

from ..enums import MeetingState
from ..models import Meeting, MeetingMove, MeetingRules, StandingItem
from ..policies import check_keep
from ..queries.agenda import latest
from .agenda.standing import put_standing_items
from .changing import meeting_to_change, need, put_values, told
from .republishing import publish_change

EDITABLE = (
    "name", "ends_at", "is_public", "is_special", "contact", "webcast_url", "captions_url", "note", "chair",
)  # fmt: skip


@transaction.atomic
def plan_meetings(
    *,
    body: Organisation,
    dates: Iterable[date],
    by: Actor,
    starts_at: time | None = None,
    venue: str = "",
    state: str = MeetingState.TENTATIVE,
) -> list[Meeting]:
    """Put meetings into the forward plan, each with its standing items. A day on which the body meets already at that
    time is passed over. Raises Refused."""
    check_keep(by, body)
    days = sorted(set(dates))
    known = set(
        Meeting.objects.filter(body=body, date__in=days)
        .exclude(state=MeetingState.CANCELLED)
        .values_list("date", "starts_at")
    )
    rules = MeetingRules.objects.filter(body=body).first()
    made = []
    for day in days:
        if (day, starts_at) in known:
            continue
        meeting = Meeting.objects.create(
            key=free_key(body, day), body=body, date=day, starts_at=starts_at, venue=venue, state=state
        )
        if rules is not None:
            put_standing_items(meeting, rules)
        told("meeting.planned", meeting, by)
        made.append(meeting)
    return made


def free_key(body: Organisation, day: date) -> str:
    """An address that no meeting has: the body and the day, and a number where that is taken."""
    start = f"{slugify(body.key.replace('_', '-'))[:90]}-{day.isoformat()}"
    taken = set(Meeting.objects.filter(key__startswith=start).values_list("key", flat=True))
    number, key = 1, start
    while key in taken:
        number += 1
        key = f"{start}-{number}"
    return key


@transaction.atomic
def edit_meeting(*, meeting: Meeting, values: Mapping[str, Any], by: Actor) -> Meeting:
    """Alter what may be altered without telling anybody; day, time and place are moved (`move_meeting`)."""
    meeting = meeting_to_change(meeting, by)
    changed = put_values(meeting, {name: value for name, value in values.items() if name in EDITABLE})
    if changed:
        _count_up(meeting)
        told("meeting.edited", meeting, by, fields=changed)
    return meeting


@transaction.atomic
def confirm_meetings(*, meetings: Iterable[Meeting], by: Actor) -> int:
    """Planned dates become dates that everybody can read. Returns how many."""
    done = 0
    for each in meetings:
        meeting = meeting_to_change(each, by)
        if meeting.state == MeetingState.TENTATIVE:
            put_values(meeting, {"state": MeetingState.CONFIRMED})
            _count_up(meeting)
            told("meeting.confirmed", meeting, by)
            done += 1
    return done


@transaction.atomic
def move_meeting(*, meeting: Meeting, to: date, starts_at: time | None, venue: str, reason: str, by: Actor) -> Meeting:
    """Another day, time or place. The address stays; where people could know of it, the reason is needed and those who
    asked are told."""
    meeting = meeting_to_change(meeting, by)
    _refuse_cancelled(meeting)
    if (meeting.date, meeting.starts_at, meeting.venue) == (to, starts_at, venue):
        raise Invalid([Fault("date", _("Nothing is different."), _("Give another day, time or place."))])
    if meeting.is_on_public_pages:
        need(reason, "reason", _("People have this date in their diaries."), _("Say why it moves."))
    MeetingMove.objects.create(
        meeting=meeting,
        from_date=meeting.date,
        from_time=meeting.starts_at,
        from_venue=meeting.venue,
        reason=reason.strip(),
        moved_by=by.name,
    )
    put_values(meeting, {"date": to, "starts_at": starts_at, "venue": venue})
    _count_up(meeting)
    told("meeting.moved", meeting, by, reason=reason)
    if meeting.is_on_public_pages:
        publish_change(meeting, by, reason.strip())
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by: Actor) -> Meeting:
    """It will not be held. Its page stays and says so."""
    meeting = meeting_to_change(meeting, by)
    _refuse_cancelled(meeting)
    reason = need(reason, "reason", _("A cancelled meeting says why."), _("Write it for everybody to read."))
    was_public = meeting.is_on_public_pages
    if meeting.state == MeetingState.TENTATIVE and not was_public and not latest(meeting):
        # Nobody outside knew of it, and nobody need be told.
        put_values(meeting, {"state": MeetingState.CANCELLED, "state_reason": reason[:500], "is_public": False})
    else:
        put_values(meeting, {"state": MeetingState.CANCELLED, "state_reason": reason[:500]})
    _count_up(meeting)
    told("meeting.cancelled", meeting, by, reason=reason)
    if was_public:
        publish_change(meeting, by, reason)
    return meeting


@transaction.atomic
def set_rules(
    *, body: Organisation, values: Mapping[str, Any], standing: Iterable[tuple[str, str]], by: Actor
) -> MeetingRules:
    """How the body calls its meetings, and what stands on every agenda: (section, title) in order."""
    check_keep(by, body)
    rules, _is_new = MeetingRules.objects.get_or_create(body=body)
    changed = put_values(rules, values)
    wanted = [(section, title.strip()) for section, title in standing if title.strip()]
    if list(rules.standing_items.order_by("pk").values_list("section", "title")) != wanted:
        rules.standing_items.all().delete()
        StandingItem.objects.bulk_create(
            StandingItem(rules=rules, section=section, title=title[:300], position=place)
            for place, (section, title) in enumerate(wanted)
        )
        changed.append("standing_items")
    if changed:
        told("meeting.rules_set", body, by, fields=changed)
    return rules


def _refuse_cancelled(meeting: Meeting) -> None:
    if meeting.is_cancelled:
        raise Invalid([Fault("", _("This meeting is cancelled already."))])


def _count_up(meeting: Meeting) -> None:
    """Calendars take a change only with a higher number (RFC 5545, SEQUENCE)."""
    meeting.sequence += 1
    meeting.save(update_fields=["sequence", "updated_at"])
