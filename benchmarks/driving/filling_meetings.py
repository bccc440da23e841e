"""Twenty years of a county's committees, made up from a fixed seed and put into the tables in bulk, as publishing would
have left them: faces, indexed words, attendance, decisions and actions. Set Django up before importing this."""

# So that faces are made without another query, objects are hung on each other as if they had been fetched together.
# ruff: noqa: SLF001

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from django.db import transaction

from folkmoot.domains.meetings.adapters.faces import face_of, words_of_item
from folkmoot.domains.meetings.adapters.search_index import WORDS
from folkmoot.domains.meetings.enums import MeetingState, PublicationKind
from folkmoot.domains.meetings.enums.conduct import Capacity, MinutesState, Outcome, Presence
from folkmoot.domains.meetings.models import (
    ActionLogEntry,
    AgendaItem,
    Annotation,
    Attendance,
    Decision,
    Declaration,
    Meeting,
    MemberAccount,
    Minutes,
    Paper,
    Publication,
    Recommendation,
)
from folkmoot.ground.accounts.models import RoleGrant, User
from folkmoot.ground.bodies.models import Membership, Organisation, Person

# BUSY: on how many of the bodies the member sits whose page is timed.
BODIES, YEARS, MEETINGS, ITEMS_EACH, PAPERS_EACH, PEOPLE, SEATS, BUSY = 20, 20, 2000, 15, 2, 120, 13, 8
WORDS_OF_SUMMARY, WORDS_OF_PAPER, VOCABULARY = 40, 250, 6000
CONSONANTS, VOWELS = "bdfgklmnprstv", "aeio"
AT_ONCE = 100


@dataclass(frozen=True)
class County:
    """What the pages are asked for: the member who has most to see, and words of different frequency."""

    member: User
    clerk: User
    common: str
    rare: str
    newest: Meeting
    body: Organisation


class Speech:
    """Invented words, few of them common and most of them rare, as in a language."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        syllables = [first + second for first in CONSONANTS for second in VOWELS]
        self.words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(VOCABULARY)]
        self.weights = [1 / (place + 3) for place in range(VOCABULARY)]
        self.stock = self._more()

    def _more(self) -> Iterator[str]:
        while True:
            yield from self.chance.choices(self.words, self.weights, k=20_000)

    def say(self, number: int) -> str:
        return " ".join(islice(self.stock, number))


def fill(today: date) -> County:
    chance = random.Random(2026)
    speech = Speech(chance)
    bodies = [
        Organisation.objects.create(key=f"committee_{n}", name=f"Committee {n}", classification="committee")
        for n in range(BODIES)
    ]
    people = Person.objects.bulk_create(Person(key=f"member_{n}", name=f"Member {n}") for n in range(PEOPLE))
    busiest = people[:1]
    seats = {
        body.pk: [*(busiest if place < BUSY else people[1:2]), *chance.sample(people[2:], SEATS - 1)]
        for place, body in enumerate(bodies)
    }
    Membership.objects.bulk_create(
        Membership(person=person, organisation=body, role="Member", start_date="2006")
        for body in bodies
        for person in seats[body.pk]
    )
    member = User.objects.create(email="member@county.example", name="Member 0")
    clerk = User.objects.create(email="clerk@county.example", name="Clerk")
    RoleGrant.objects.bulk_create(
        [RoleGrant(user=member, role="member", scope="*"), RoleGrant(user=clerk, role="clerk", scope="*")]
    )
    MemberAccount.objects.create(user=member, person=people[0])
    meetings = _meetings(bodies, today)
    for start in range(0, MEETINGS, AT_ONCE):
        with transaction.atomic():
            _agendas(meetings[start : start + AT_ONCE], speech, seats, member)
    return County(member, clerk, speech.words[2], speech.words[-9], meetings[-1], bodies[0])


def _meetings(bodies: list[Organisation], today: date) -> list[Meeting]:
    """Spread over the years; the last few score are still to come."""
    first = today + timedelta(days=60) - timedelta(days=round(365.25 * YEARS))
    made = []
    for number in range(MEETINGS):
        body = bodies[number % BODIES]
        day = first + timedelta(days=number * round(365.25 * YEARS) // MEETINGS)
        state = MeetingState.PASSED if day < today else MeetingState.CONFIRMED
        made.append(
            Meeting(key=f"{body.key}-{number}".replace("_", "-"), body=body, date=day, starts_at=time(10), state=state,
                    venue="County Hall", last_serial=ITEMS_EACH, first_published_at=_noon(day - timedelta(days=9)))
        )  # fmt: skip
    return Meeting.objects.bulk_create(made, batch_size=500)


def _agendas(meetings: list[Meeting], speech: Speech, seats: dict[int, list[Person]], member: User) -> None:
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, serial=serial, number=f"{serial}", position=serial * 10, delivery="paper",
                   title=speech.say(6).capitalize(), note=speech.say(20), first_published_at=meeting.first_published_at)
        for meeting in meetings
        for serial in range(1, ITEMS_EACH + 1)
    )  # fmt: skip
    papers = Paper.objects.bulk_create(
        Paper(item=item, serial=serial, position=serial, title=speech.say(5).capitalize(), authors="A Director",
              date=item.meeting.date, summary=speech.say(WORDS_OF_SUMMARY), body_text=speech.say(WORDS_OF_PAPER),
              first_published_at=item.first_published_at)
        for item in items
        for serial in range(1, PAPERS_EACH + 1)
    )  # fmt: skip
    asks = Recommendation.objects.bulk_create(
        Recommendation(paper=paper, position=0, verb="note", text="the report") for paper in papers
    )
    _hang(meetings, items, papers, asks)
    faces = {meeting.pk: face_of(meeting) for meeting in meetings}
    Publication.objects.bulk_create(
        Publication(meeting=meeting, number=1, kind=PublicationKind.AGENDA, published_at=meeting.first_published_at,
                    published_by="Clerk", face=faces[meeting.pk])
        for meeting in meetings
    )  # fmt: skip
    for item in items:
        face = faces[item.meeting_id]
        WORDS.put(item.pk, words_of_item(face, face["items"][item.serial - 1]))
    _what_happened([each for each in meetings if each.state == MeetingState.PASSED], items, speech, seats, member)


def _hang(meetings: list[Meeting], items: list[AgendaItem], papers: list[Paper], asks: list[Recommendation]) -> None:
    """As if they had been fetched together, so that the faces are made without another query."""
    for meeting in meetings:
        meeting._prefetched_objects_cache = {"items": []}
    for item in items:
        item._prefetched_objects_cache = {"papers": []}
        item.meeting._prefetched_objects_cache["items"].append(item)
    for paper, ask in zip(papers, asks, strict=True):
        paper._prefetched_objects_cache = {"recommendations": [ask], "background_papers": [], "attachments": []}
        paper.item._prefetched_objects_cache["papers"].append(paper)


def _what_happened(
    meetings: list[Meeting], items: list[AgendaItem], speech: Speech, seats: dict[int, list[Person]], member: User
) -> None:
    chance = speech.chance
    present = [Presence.PRESENT] * 8 + [Presence.APOLOGIES, Presence.ABSENT]
    rows = Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=person, name=person.name, presence=chance.choice(present),
                   capacity=Capacity.CHAIR if place == 1 else Capacity.MEMBER)
        for meeting in meetings
        for place, person in enumerate(seats[meeting.body_id])
    )  # fmt: skip
    by_meeting: dict[int, list[AgendaItem]] = {}
    for item in items:
        by_meeting.setdefault(item.meeting_id, []).append(item)
    Declaration.objects.bulk_create(
        Declaration(attendance=row, item=by_meeting[row.meeting_id][3], interest="other", text=speech.say(6))
        for row in rows
        if chance.random() < 0.05
    )
    held = {meeting.pk: meeting for meeting in meetings}
    decided = [item for item in items if item.meeting_id in held and item.serial % 2]
    decisions = Decision.objects.bulk_create(
        Decision(item=item, number=1, outcome=Outcome.AGREED, text=speech.say(12), decided_on=item.meeting.date,
                 published_at=_noon(item.meeting.date + timedelta(days=7)))
        for item in decided
    )  # fmt: skip
    Minutes.objects.bulk_create(
        Minutes(meeting=meeting, state=MinutesState.PUBLISHED, published_at=_noon(meeting.date)) for meeting in meetings
    )
    ActionLogEntry.objects.bulk_create(
        ActionLogEntry(meeting=each.item.meeting, item=each.item, decision=each, what=speech.say(8),
                       owner=seats[each.item.meeting.body_id][each.pk % SEATS], owner_name="Somebody",
                       due_on=each.decided_on + timedelta(days=90), state="done" if each.pk % 24 else "open")
        for each in decisions
        if each.pk % 4 == 0
    )  # fmt: skip
    Annotation.objects.bulk_create(
        Annotation(user=member, item=own[4], text=speech.say(10)) for own in by_meeting.values()
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
