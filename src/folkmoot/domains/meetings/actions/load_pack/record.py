"""What is on record of a meeting that was held: who came, and what each item of the minutes resolved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.ground.bodies.models import Person
from folkmoot_core.meetings.resolutions import sentence_of
from folkmoot_core.packfiles import YamlMap
from folkmoot_core.packfiles.suggestions import mend_name

from ...enums.conduct import Capacity, MinutesState, Outcome, Presence
from ...models import AgendaItem, Attendance, Decision, Meeting, Minute, Minutes
from ...queries.conduct.happening import resolution_of


def read_attendance(rows: Iterable[YamlMap], meeting: Meeting) -> None:
    """Substitutes name whom they stand for, as printed: a member who was not there, with or without sending word."""
    rows = list(rows)
    wanted = [row.key("person", blank=True) for row in rows]
    people = {person.key: person for person in Person.objects.filter(key__in=[key for key in wanted if key])}
    by_name: dict[str, Attendance] = {}
    stands_for: list[tuple[Attendance, str]] = []
    for row, key in zip(rows, wanted, strict=True):
        row.unknown(("person", "name", "capacity", "presence", "post", "substitute_for"))
        if key and key not in people:
            row.fault("person", _("There is nobody “%s” on the register.") % key, mend_name(key, people))
        name = row.text("name", 200, blank=True) or (str(people[key]) if key in people else "")
        if not name:
            row.fault("name", _("Nobody is named."), _("Write the name, or the person's key."))
        attendance = Attendance(
            meeting=meeting,
            person=people.get(key),
            name=name,
            capacity=row.choice("capacity", Capacity.values),
            presence=row.choice("presence", Presence.values, blank=True) or Presence.PRESENT,
            post=row.text("post", 200, blank=True),
            source=meeting.source,
        )
        attendance.can_vote = attendance.capacity in (Capacity.CHAIR, Capacity.MEMBER, Capacity.SUBSTITUTE)
        by_name[name] = attendance
        if other := row.text("substitute_for", 200, blank=True):
            stands_for.append((attendance, other))
    Attendance.objects.bulk_create(by_name.values())
    for attendance, other in stands_for:
        absent = by_name.get(other) or Attendance.objects.create(
            meeting=meeting, name=other, capacity=Capacity.MEMBER, presence=Presence.ABSENT, source=meeting.source
        )
        attendance.substitute_for = absent
        attendance.save(update_fields=["substitute_for"])


def read_minutes(row: YamlMap, meeting: Meeting) -> Minutes:
    row.unknown(("state",))
    state = row.choice("state", (MinutesState.DRAFT, MinutesState.PUBLISHED))
    return Minutes.objects.create(meeting=meeting, state=state or MinutesState.PUBLISHED, source=meeting.source)


def read_minute(row: YamlMap, minutes: Minutes, item: AgendaItem, at: datetime) -> None:
    """One item of the minutes and what it resolved, in our own words."""
    row.unknown(("number", "outcome", "resolved", "reason"))
    number, outcome = row.text("number", 12), row.choice("outcome", Outcome.values)
    resolved, reason = row.text("resolved", 5000), row.text("reason", 5000, blank=True)
    if outcome in (Outcome.REJECTED, Outcome.DEFERRED) and not reason:
        row.fault("reason", _("What is rejected or deferred says why."), _("Add the reason."))
        return
    if not (number and outcome and resolved):
        return
    decision = Decision.objects.create(
        item=item,
        number=1,
        outcome=outcome,
        text=resolved,
        reason=reason,
        decided_on=minutes.meeting.date,
        is_open=item.is_open,
        published_at=at,
        source=minutes.source,
    )
    said = sentence_of(resolution_of(decision)) if item.is_open else ""
    Minute.objects.create(
        minutes=minutes,
        item=item,
        number=number,
        position=item.serial * 10,
        title=item.title if item.is_open else item.public_title,
        text=said,
        drafted=said,
        is_open=item.is_open,
    )
