"""What happened at a meeting, for the minutes to be drafted from."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from folkmoot_core.meetings.minutes import ActionAgreed, Attendee, Business, Declared, Happened, Voted
from folkmoot_core.meetings.resolutions import Resolution, Verb

from ...adapters.conduct import HERE, SEATED
from ...enums.conduct import Capacity, Interest, Option, Outcome, Presence, Step
from ...models import ActionLogEntry, AgendaItem, Attendance, Decision, ItemConduct, Meeting, Motion, VoteEvent
from .room import RoomNow, room_of

VERBS = {
    Outcome.NOTED: Verb.NOTED,
    Outcome.AGREED: Verb.AGREED,
    Outcome.AMENDED: Verb.AMENDED,
    Outcome.RECOMMENDED: Verb.RECOMMENDED,
    Outcome.REJECTED: Verb.REJECTED,
    Outcome.DEFERRED: Verb.DEFERRED,
}


def happened_at(meeting: Meeting) -> Happened:
    """All of it, the exempt parts marked. Some twelve queries, whatever there is."""
    now = room_of(meeting)
    conduct = {each.item_id: each for each in ItemConduct.objects.filter(item__meeting=meeting)}
    votes = votes_by_item(meeting)
    decisions: dict[int, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.filter(item__meeting=meeting).select_related("recommended_to"):
        decisions[decision.item_id].append(decision)
    actions: dict[int | None, list[ActionLogEntry]] = defaultdict(list)
    for entry in ActionLogEntry.objects.filter(meeting=meeting).select_related("owner"):
        actions[entry.item_id].append(entry)
    return Happened(
        body=meeting.title,
        held_on=meeting.date,
        place=meeting.venue,
        present=tuple(
            _attendee(each) for each in sorted(now.here, key=lambda each: (each.capacity != Capacity.CHAIR, each.name))
        ),
        also_present=tuple(_attendee(each) for each in now.others if each.capacity == Capacity.ALSO_PRESENT),
        in_attendance=tuple(
            _attendee(each) for each in now.others if each.capacity in (Capacity.OFFICER, Capacity.OBSERVER)
        ),
        apologies=tuple(each.name for each in now.members if each.presence == Presence.APOLOGIES),
        business=tuple(
            _business(now, item, conduct.get(item.pk), votes[item.pk], (decisions[item.pk], actions[item.pk]))
            for item in now.items
        ),
    )


def votes_by_item(meeting: Meeting) -> dict[int, list[VoteEvent]]:
    """The takings of votes by item, each with its motion, movers and votes."""
    found: dict[int, list[VoteEvent]] = defaultdict(list)
    events = VoteEvent.objects.filter(motion__item__meeting=meeting).select_related(
        "motion", "motion__proposer", "motion__seconder"
    )
    for event in events.prefetch_related("votes__voter"):
        found[event.motion.item_id].append(event)
    return found


def motions_of(item: AgendaItem) -> list[Motion]:
    """The motions at an item with what is needed to show them."""
    found = item.motions.select_related("proposer", "seconder").prefetch_related("vote_events__votes__voter")
    return list(found)


def _business(
    now: RoomNow,
    item: AgendaItem,
    conduct: ItemConduct | None,
    votes: list[VoteEvent],
    came_of_it: tuple[list[Decision], list[ActionLogEntry]],
) -> Business:
    decisions, actions = came_of_it
    quorum = now.quorum_at(item)
    said = conduct or ItemConduct(item=item)
    return Business(
        number=item.number or str(item.serial),
        title=item.title,
        notes=_paragraphs(said.note),
        exempt_notes=_paragraphs(said.exempt_note),
        movements=_movements(now, item),
        declared=tuple(
            Declared(
                each.attendance.name,
                str(Interest(each.interest).label).removesuffix(" interest").lower(),
                # A nature told at an exempt item could tell what the item is.
                each.text if item.is_open else "",
                sensitive=each.is_sensitive,
                left_room=each.takes_out,
            )
            for each in now.declared_at(item)
            if each.item_id == item.pk
        ),
        votes=tuple(voted(each) for each in votes),
        resolutions=tuple(resolution_of(each) for each in decisions),
        actions=tuple(
            ActionAgreed(each.what, each.owner_name or str(each.owner or ""), each.due_on) for each in actions
        ),
        exempt=not item.is_open,
        public_title=item.public_title,
        exempt_paragraphs=exempt_words(item),
        public_summary=said.public_summary,
        inquorate="" if quorum or not now.here else quorum.sentence,
        out_of_turn=now.turn_of(item),
    )


def resolution_of(decision: Decision) -> Resolution:
    to = decision.recommended_to.name if decision.recommended_to else ""
    return Resolution(VERBS[Outcome(decision.outcome)], decision.text, to, decision.reason)


def voted(event: VoteEvent) -> Voted:
    """A vote as the minutes tell it."""
    named: dict[str, list[str]] = defaultdict(list)
    if event.is_recorded:
        for vote in event.votes.all():
            if not vote.is_casting:
                named[vote.option].append(vote.voter.name)
    order = (Option.YES, Option.NO, Option.ABSTAIN)
    motion = event.motion
    return Voted(
        motion.text,
        tuple(event.explanation),
        tuple((str(option.label), tuple(named[option.value])) for option in order if named[option.value]),
        motion.proposer.name if motion.proposer else "",
        motion.seconder.name if motion.seconder else "",
    )


def exempt_words(item: AgendaItem) -> str:
    """The grounds, as the public reads them."""
    if item.is_open:
        return ""
    numbers = ", ".join(str(each) for each in item.exempt_paragraphs)
    if not numbers:
        return str(item.get_access_display()).lower()
    plural = "s" if len(item.exempt_paragraphs) > 1 else ""
    return f"Local Government Act 1972, Schedule 12A, paragraph{plural} {numbers}"


def _attendee(each: Attendance) -> Attendee:
    acts_for = each.substitute_for.name if each.substitute_for else ""
    return Attendee(each.name, each.post, acts_for, each.capacity == Capacity.CHAIR)


def _movements(now: RoomNow, item: AgendaItem) -> tuple[str, ...]:
    names = {each.pk: each.name for each in now.attendances if each.capacity in SEATED or each.presence in HERE}
    said = {Step.CAME: "came in", Step.LEFT: "left"}
    return tuple(
        f"{names.get(each.attendance_id, '')} {said[Step(each.step)]} during this item"
        + (f", at {each.at:%H:%M}." if each.at else ".")
        for each in now.movements
        if each.item_id == item.pk
    )


def _paragraphs(text: Any) -> tuple[str, ...]:
    return tuple(part.strip() for part in str(text).replace("\r\n", "\n").split("\n\n") if part.strip())
