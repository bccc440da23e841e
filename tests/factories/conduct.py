"""What tests of conduct begin with: `held_meeting()`, a board of five with an agenda of three, everybody here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from folkmoot.domains.meetings.actions.conduct.roll import open_roll, set_presence
from folkmoot.domains.meetings.enums import Access, MeetingState
from folkmoot.domains.meetings.enums.conduct import Presence
from folkmoot.domains.meetings.models import AgendaItem, Attendance, ConductRules, Meeting
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.bodies.models import Organisation, Person

from .bodies import MembershipFactory, OrganisationFactory, PublicPersonFactory

NAMES = ("Ann Archer", "Bob Barker", "Cat Cooper", "Dan Draper", "Eve Elder")
TIERS = ("county", "county", "district", "district", "district")
SECRET = "quokka-tender-forty-thousand"


@dataclass
class Held:
    """A meeting under way. `seats` are in the order of NAMES; the last item is exempt."""

    body: Organisation
    people: list[Person]
    meeting: Meeting
    items: list[AgendaItem]
    seats: list[Attendance]

    def __getitem__(self, place: int) -> Attendance:
        return Attendance.objects.get(pk=self.seats[place].pk)


def held_meeting(day: date = date(2026, 5, 14), key: str = "board", *, here: bool = True, **rules: object) -> Held:
    """Ann is in the chair. The quorum is three of five unless `rules` say otherwise."""
    body = Organisation.objects.filter(key=key).first() or OrganisationFactory(key=key, name=f"The {key}")
    people = [
        Person.objects.filter(key=f"{key}_{place}").first() or PublicPersonFactory(key=f"{key}_{place}", name=name)
        for place, name in enumerate(NAMES)
    ]
    for place, person in enumerate(people):
        if not person.memberships.filter(organisation=body).exists():
            role = "Chair" if place == 0 else "Member"
            MembershipFactory(person=person, organisation=body, role=role, tier=TIERS[place])
    ConductRules.objects.get_or_create(body=body, defaults={"quorum_number": 3, "source": "Standing orders"} | rules)
    meeting = Meeting.objects.create(
        key=f"{key}-{day:%Y-%m-%d}", body=body, date=day, state=MeetingState.CONFIRMED, chair=people[0], venue="Hall 1"
    )
    items = [
        AgendaItem.objects.create(
            meeting=meeting,
            serial=place,
            position=place,
            number=str(place),
            title=title,
            access=access,
            public_title="A contract" if access == Access.EXEMPT else "",
            exempt_paragraphs=[3] if access == Access.EXEMPT else [],
        )
        for place, (title, access) in enumerate(
            (("Library hours", Access.PUBLIC), ("Benches", Access.PUBLIC), (f"{SECRET} title", Access.EXEMPT)), start=1
        )
    ]
    open_roll(meeting=meeting, by=SYSTEM)
    seats = [Attendance.objects.get(meeting=meeting, person=person) for person in people]
    for seat in seats if here else []:
        set_presence(attendance=seat, presence=Presence.PRESENT, by=SYSTEM)
    return Held(body, people, meeting, items, seats)
