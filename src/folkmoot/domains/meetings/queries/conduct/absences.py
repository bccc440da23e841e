"""Members who have come to nothing for four months or more, and when their seats fall vacant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Membership, Organisation, Person
from folkmoot_core.meetings.absence import months_after, seat_in_danger

from ...adapters.conduct import SEATED
from ...enums import MeetingState
from ...enums.conduct import Presence
from ...models import ApprovedAbsence, Attendance, MeetingRules
from ..listing import bodies_kept_by

# Where somebody has been missed for longer than this, the seat fell long ago, and nobody needs a warning.
MONTHS_BACK = 18
# Attendance from afar counted while the regulations of 2020 (SI 2020/392) were in force, and at no other time.
FROM_AFAR = (date(2020, 4, 4), date(2021, 5, 6))


@dataclass(frozen=True)
class Missed:
    """A member of a council, the day they last came to any of its meetings, and the day at whose end the seat falls
    vacant. `falls_on` is None while a reason holds that the council approved."""

    person: Person
    council: Organisation
    last: date
    falls_on: date | None
    sentence: str

    def is_over(self, today: date) -> bool:
        return self.falls_on is not None and self.falls_on < today


def missed_members(today: date, person: Person | None = None) -> list[Missed]:
    """Those who sit on bodies that the Act of 1972 binds, by the day their seat falls. What counts is any meeting of
    the council or of a body under it. Seven queries; one without such a body."""
    councils = councils_bound()
    if not councils:
        return []
    seats = _seats(councils, today, person)
    last = _last_attended(councils, today, person)
    wanted = [pair for pair in seats if pair in last]
    reasons = _reasons(last)
    people = Person.objects.in_bulk({who for who, _council in wanted})
    named = Organisation.objects.in_bulk({council for _who, council in wanted})
    found = []
    for pair in wanted:
        said = seat_in_danger(last[pair], today, reasons.get(pair))
        if said.value is not None or reasons.get(pair, date.min) >= today:
            found.append(Missed(people[pair[0]], named[pair[1]], last[pair], said.value, " ".join(said.because)))
    return sorted(found, key=lambda each: (each.falls_on or date.max, each.person.name))


def missed_at_desk(actor: Actor, today: date) -> list[Missed]:
    """Those of the councils of whose bodies somebody keeps the meetings."""
    kept = set(bodies_kept_by(actor).values_list("pk", flat=True))
    own = {council for body, council in councils_bound().items() if body in kept}
    return [each for each in missed_members(today) if each.council.pk in own] if own else []


def _reasons(last: Mapping[tuple[int, int], date]) -> dict[tuple[int, int], date]:
    """Until when a reason holds or held. Approved after the six months were over, it came too late."""
    found: dict[tuple[int, int], date] = {}
    for each in ApprovedAbsence.objects.all():
        pair = (each.person_id, each.council_id)
        if pair in last and last[pair] <= each.until and each.approved_on <= months_after(last[pair], 6):
            found[pair] = max(each.until, found.get(pair, each.until))
    return found


def councils_bound() -> dict[int, int]:
    """{body: the council it belongs to} for each body whose rules say that the Act binds it. Two queries."""
    bound = list(MeetingRules.objects.filter(law_binds=True).values_list("body", flat=True))
    above: Mapping[int, int | None] = dict(Organisation.objects.values_list("pk", "parent")) if bound else {}
    return {body: _top(body, above) for body in bound}


def _top(body: int, above: Mapping[int, int | None]) -> int:
    seen = {body}
    while (parent := above.get(body)) is not None and parent not in seen:
        seen.add(parent)
        body = parent
    return body


def _seats(councils: Mapping[int, int], today: date, person: Person | None) -> set[tuple[int, int]]:
    """(person, council) of everybody who sits on one of the bodies today."""
    held = Membership.objects.filter(organisation__in=list(councils), person__isnull=False)
    if person is not None:
        held = held.filter(person=person)
    return {
        (who, councils[body])
        for who, body, end in held.values_list("person", "organisation", "end_date")
        # A part of a date that is known only in part is read in favour of sitting.
        if not end or end >= today.isoformat()[: len(end)]
    }


def _last_attended(councils: Mapping[int, int], today: date, person: Person | None) -> dict[tuple[int, int], date]:
    first, last = FROM_AFAR
    came = Q(presence=Presence.PRESENT) | Q(presence=Presence.REMOTE, meeting__date__range=(first, last))
    rows = Attendance.objects.filter(
        came,
        person__isnull=False,
        capacity__in=SEATED,
        meeting__body__in=list(councils),
        meeting__state=MeetingState.PASSED,
        meeting__date__range=(months_after(today, -MONTHS_BACK), today),
    )
    if person is not None:
        rows = rows.filter(person=person)
    found: dict[tuple[int, int], date] = {}
    days = rows.order_by().values_list("person", "meeting__body").annotate(last=Max("meeting__date"))
    for who, body, day in days:
        pair = (who, councils[body])
        found[pair] = max(day, found.get(pair, day))
    return found
