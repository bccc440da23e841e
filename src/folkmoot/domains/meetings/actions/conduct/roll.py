"""The roll: who is expected, who is here, who sent word, who sits for whom, who comes and goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.bodies.models import Person
from folkmoot.ground.bodies.public import members_of
from folkmoot_core.meetings.substitutes import Substitution, may_substitute
from folkmoot_core.values import Fault, Invalid

from ...adapters.conduct import HERE, SEATED, substitute_rule
from ...enums.conduct import Capacity, Presence, Step
from ...models import AgendaItem, Attendance, Meeting, Minutes, Movement
from ...policies.conduct import check_conduct
from ...queries.conduct.room import room_of

CHAIRS = ("chair", "chairman", "chairwoman", "chairperson")


def check_open(by: Actor, meeting: Meeting) -> None:
    """Raises Refused for who may not, and once the minutes are approved or the meeting is cancelled."""
    state = Minutes.objects.filter(meeting=meeting).values_list("state", flat=True).first() or ""
    check_conduct(by, meeting, state)
    if meeting.is_cancelled:
        raise Refused(_("This meeting was cancelled, so nothing happened in it."))


@transaction.atomic
def open_roll(*, meeting: Meeting, by: Actor) -> int:
    """Put everybody on the roll who has a seat on the day; returns how many are new. Can be run again."""
    check_open(by, meeting)
    # Of a body whose quorum is by tier, the tier; else whoever votes together.
    by_tier = set(room_of(meeting).rules.quorum_groups or {})
    known = set(meeting.attendances.exclude(person=None).values_list("person", flat=True))
    new = 0
    for seat in members_of(meeting.body, meeting.date).now:
        if seat.person is None or seat.person_id in known:
            continue
        known.add(seat.person.pk)
        chairs = seat.person_id == meeting.chair_id or (
            meeting.chair_id is None and seat.role.strip().casefold() in CHAIRS
        )
        Attendance.objects.create(
            meeting=meeting,
            person=seat.person,
            name=str(seat.person),
            capacity=Capacity.CHAIR if chairs else Capacity.MEMBER,
            group=seat.tier if seat.tier in by_tier else seat.party or seat.tier,
            on_behalf_of=seat.on_behalf_of,
        )
        new += 1
    if new:
        record(verb="meeting.roll_opened", subject=meeting, by=by, changes={"members": [None, new]})
    return new


@dataclass(frozen=True)
class Attendee:
    """Somebody to put on the roll. `person` where the register knows them; then `name` may be empty."""

    name: str = ""
    person: Person | None = None
    capacity: str = Capacity.OFFICER
    presence: str = Presence.PRESENT
    post: str = ""
    group: str = ""


@transaction.atomic
def add_attendee(*, meeting: Meeting, attendee: Attendee, by: Actor) -> Attendance:
    """Raises Invalid without a name, or for somebody who is on the roll."""
    check_open(by, meeting)
    name = attendee.name.strip() or str(attendee.person or "")
    if not name:
        raise Invalid([Fault("name", _("Say who it is."), _("Write a name."))])
    if attendee.person and meeting.attendances.filter(person=attendee.person).exists():
        raise Invalid([Fault("person", _("This person is on the roll."), _("Change their line instead."))])
    made = Attendance.objects.create(
        meeting=meeting,
        person=attendee.person,
        name=name,
        capacity=attendee.capacity,
        presence=attendee.presence,
        post=attendee.post.strip(),
        group=attendee.group.strip(),
        can_vote=attendee.capacity in SEATED,
    )
    record(verb="meeting.attendee_added", subject=meeting, by=by, changes={"name": [None, name]})
    return made


@transaction.atomic
def set_presence(*, attendance: Attendance, presence: str, by: Actor) -> Attendance:
    """Here, from afar, apologies or absent. Raises Invalid where somebody sits for a member who would be here."""
    check_open(by, attendance.meeting)
    if presence not in Presence.values:
        raise Invalid([Fault("presence", _("There is no such answer."), _("Choose one of the buttons."))])
    if presence in HERE and attendance.substitutes.filter(presence__in=HERE).exists():
        words = _("A substitute sits for this member.")
        raise Invalid([Fault("presence", words, _("Take the substitute off first."))])
    old, attendance.presence = attendance.presence, presence
    attendance.save(update_fields=["presence"])
    record(
        verb="meeting.presence_set",
        subject=attendance.meeting,
        by=by,
        changes={attendance.name[:60]: [str(old), str(presence)]},
    )
    return attendance


@transaction.atomic
def add_substitute(*, member: Attendance, name: str, person: Person | None, group: str, by: Actor) -> Attendance:
    """Somebody sits for a member who is not here. Raises Invalid with every reason why not."""
    meeting = member.meeting
    check_open(by, meeting)
    name = name.strip() or str(person or "")
    if not name:
        raise Invalid([Fault("name", _("Say who sits for the member."), _("Choose a person, or write a name."))])
    now = room_of(meeting)
    key = f"person:{person.pk}" if person else f"name:{name.casefold()}"
    regular = [each for each in now.members if each.capacity != Capacity.SUBSTITUTE]
    allowed = may_substitute(
        substitute_rule(now.rules),
        Substitution(_key(member), key, member.group, group or member.group),
        members={_key(each) for each in regular},
        here_already={_key(each) for each in regular if each.presence in HERE},
        others=[
            Substitution(_key(each.substitute_for), _key(each), each.substitute_for.group, each.group)
            for each in now.members
            if each.substitute_for
        ],
    )
    if not allowed:
        raise Invalid([Fault("name", allowed.sentence, _("Choose somebody else, or change the rules of the body."))])
    if member.presence == Presence.EXPECTED:
        set_presence(attendance=member, presence=Presence.APOLOGIES, by=by)
    attendee = Attendee(name, person, Capacity.SUBSTITUTE, Presence.PRESENT, "", group or member.group)
    made = add_attendee(meeting=meeting, attendee=attendee, by=by)
    made.substitute_for = member
    made.save(update_fields=["substitute_for"])
    return made


@transaction.atomic
def take_off(*, attendance: Attendance, by: Actor) -> None:
    """Take somebody off the roll who was put on it by mistake. Raises Refused once something hangs on them."""
    check_open(by, attendance.meeting)
    if attendance.votes.exists() or attendance.declarations.exists():
        raise Refused(_("This person has declared an interest or voted, so they stay on the roll."))
    meeting, name = attendance.meeting, attendance.name
    attendance.delete()
    record(verb="meeting.attendee_taken_off", subject=meeting, by=by, changes={"name": [name, None]})


@transaction.atomic
def move(*, attendance: Attendance, item: AgendaItem, step: str, by: Actor, at: time | None = None) -> Movement | None:
    """Somebody leaves or comes back while an item is taken; None where they are there (or gone) already."""
    check_open(by, attendance.meeting)
    if item.meeting_id != attendance.meeting_id or step not in Step.values:
        raise Invalid([Fault("step", _("There is no such step at this meeting."), _("Use the buttons."))])
    last = attendance.movements.filter(item=item).last()
    if last is not None and last.step == step:
        return None
    at = at or timezone.localtime().time().replace(second=0, microsecond=0)
    # A time is only true while the meeting goes on; written up later, it is left out.
    today = timezone.localdate() == attendance.meeting.date
    if attendance.presence not in HERE:
        attendance.presence = Presence.PRESENT
        attendance.save(update_fields=["presence"])
    made = Movement.objects.create(attendance=attendance, item=item, step=step, at=at if today else None)
    record(
        verb="meeting.coming_or_going",
        subject=attendance.meeting,
        by=by,
        changes={attendance.name[:60]: [None, f"{step} {item.number or item.serial}"]},
    )
    return made


def _key(attendance: Attendance) -> str:
    return f"person:{attendance.person_id}" if attendance.person_id else f"name:{attendance.name.casefold()}"
