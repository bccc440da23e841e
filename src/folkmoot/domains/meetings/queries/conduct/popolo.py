"""Motions, vote events, counts and votes in the shapes of Popolo 1.0.1 (popoloproject.com/specs).

Where each vote was taken by name and each voter's group is known, counts are by group: those of an option add up to the
whole, as elsewhere a count without a group is the whole.

Only what was moved in public, at items open to everybody, in minutes that are out. Ids stay the same from one export to
the next; voters have the ids of the register of people, and those it does not know a name of their own.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.text import slugify

from folkmoot_core.calendars import LONDON

from ...enums import Access
from ...enums.conduct import Option, Result
from ...models import Motion, Vote, VoteEvent
from .reading import OUT

Document = dict[str, Any]
OPTIONS = (Option.YES.value, Option.NO.value, Option.ABSTAIN.value)
DECIDED = (Result.PASS, Result.FAIL)


def popolo_votes() -> dict[str, list[Document]]:
    """{"motions", "vote_events", "votes"}. Four queries, whatever there is."""
    motions = list(_public_motions())
    events = [event for motion in motions for event in motion.vote_events.all()]
    return {
        "motions": [_motion(each) for each in motions],
        "vote_events": [_event(each) for each in events],
        "votes": [_vote(vote) for event in events for vote in event.votes.all()],
    }


def _public_motions() -> QuerySet[Motion]:
    votes = Vote.objects.select_related("voter__person").order_by("pk")
    events = VoteEvent.objects.select_related("motion__item__meeting__body").prefetch_related(Prefetch("votes", votes))
    return (
        Motion.objects.filter(
            item__access=Access.PUBLIC,
            item__meeting__is_public=True,
            item__meeting__minutes__state__in=OUT,
        )
        .select_related("item__meeting__body", "proposer__person")
        .prefetch_related(Prefetch("vote_events", events.order_by("pk")))
        .order_by("item__meeting__date", "pk")
    )


def _motion(motion: Motion) -> Document:
    meeting = motion.item.meeting
    found: Document = {
        "id": f"motion-{motion.pk}",
        "organization_id": meeting.body.key,
        "text": motion.text,
        # The schema asks for a moment: that at which the meeting began, or the day's.
        "date": datetime.combine(meeting.date, meeting.starts_at or time(), LONDON).isoformat(),
        "requirement": motion.requirement,
        "identifier": f"{meeting.key}/{motion.item.number or motion.item.serial}",
    }
    if motion.amends_id:
        found["classification"] = "amendment"
    if motion.proposer and motion.proposer.person:
        found["creator_id"] = motion.proposer.person.key
    if motion.result in DECIDED:
        found["result"] = motion.result
    return found


def _event(event: VoteEvent) -> Document:
    found: Document = {
        "id": f"vote-event-{event.pk}",
        "motion_id": f"motion-{event.motion_id}",
        "organization_id": event.motion.item.meeting.body.key,
        "start_date": event.start_date.isoformat(),
        "counts": _counts_by_group(event) or _counts(event),
    }
    if event.result in DECIDED:
        found["result"] = event.result
    return found


def _counts(event: VoteEvent) -> list[Document]:
    return [{"option": option, "value": int(event.counts[option])} for option in OPTIONS if option in event.counts]


def _counts_by_group(event: VoteEvent) -> list[Document]:
    """[] where a vote was not by name, or somebody's group is not known."""
    own = [vote for vote in event.votes.all() if not vote.is_casting]
    if not own or not all(vote.voter.group for vote in own):
        return []
    found = Counter((vote.voter.group, str(vote.option)) for vote in own)
    return [
        {"option": option, "value": value, **_group(group)}
        for (group, option), value in sorted(found.items(), key=lambda each: (each[0][0], OPTIONS.index(each[0][1])))
    ]


def _group(name: str) -> Document:
    """A group of voters: a party, sector or tier, as the roll names it."""
    key = f"group-{slugify(name) or 'other'}"
    return {"group_id": key, "group": {"id": key, "name": name}}


def _vote(vote: Vote) -> Document:
    voter = vote.voter.person.key if vote.voter.person else f"attendance-{vote.voter_id}"
    found: Document = {
        "id": f"vote-{vote.pk}",
        "vote_event_id": f"vote-event-{vote.vote_event_id}",
        "voter_id": voter,
        "option": vote.option,
    }
    if vote.voter.group:
        found |= _group(vote.voter.group)
    if vote.is_casting:
        found["role"] = "casting vote"
    return found
