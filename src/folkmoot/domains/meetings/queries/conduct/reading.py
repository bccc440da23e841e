"""What people may read of what meetings did: minutes, decisions, actions, the register, attendance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation, Person
from folkmoot_core.meetings.attendance import Attendance as Figures
from folkmoot_core.meetings.attendance import Attended, How, attendance_of

from ...adapters.conduct import HERE
from ...enums import Access, ItemState, MeetingState
from ...enums.conduct import Capacity, EntryState, MinutesState, Presence
from ...models import (
    ActionLogEntry,
    AgendaItem,
    Annotation,
    Attendance,
    Decision,
    Declaration,
    Dispensation,
    Meeting,
    MemberAccount,
    Minutes,
    RegisteredInterest,
)
from ...policies import KEEPERS, can_keep

OUT = (MinutesState.PUBLISHED, MinutesState.APPROVED)
PUBLIC_DECISION = Q(item__meeting__is_public=True, is_open=True, item__access=Access.PUBLIC, published_at__isnull=False)


def minutes_for(actor: Actor, meeting: Meeting) -> Minutes | None:
    """The minutes, where this person may read them: everybody once they are out, the clerk always."""
    found = Minutes.objects.filter(meeting=meeting).select_related("approved_at").prefetch_related("entries", "steps")
    minutes = found.first()
    if minutes is None:
        return None
    is_out = minutes.state in OUT and meeting.is_on_public_pages
    return minutes if is_out or can_keep(actor, meeting) else None


def public_decisions(body: Organisation | None = None, words: str = "") -> QuerySet[Decision]:
    """What was decided in public and is out, newest first. An item that was closed later takes its decisions along."""
    found = Decision.objects.filter(PUBLIC_DECISION).select_related("item__meeting__body", "recommended_to")
    if body is not None:
        found = found.filter(item__meeting__body=body)
    for word in words.replace("\0", " ").split():
        found = found.filter(Q(text__icontains=word) | Q(item__title__icontains=word))
    return found.order_by("-decided_on", "item__meeting", "item__section", "item__position", "number")


def decision_is_public(decision: Decision) -> bool:
    """What PUBLIC_DECISION asks, of one at hand."""
    item = decision.item
    return (
        item.meeting.is_public
        and decision.is_open
        and item.access == Access.PUBLIC
        and decision.published_at is not None
    )


def actions_for(actor: Actor, body: Organisation | None = None, state: str = "") -> QuerySet[ActionLogEntry]:
    """The action log: what is open to everybody and out; for a clerk also all else of her bodies."""
    public = Q(is_open=True, meeting__minutes__state__in=OUT, meeting__is_public=True) & (
        Q(item=None) | Q(item__access=Access.PUBLIC)
    )
    found = (
        ActionLogEntry.objects.filter(public | _kept_by(actor))
        if actor.is_staff
        else ActionLogEntry.objects.filter(public)
    )
    if body is not None:
        found = found.filter(meeting__body=body)
    if state in EntryState.values:
        found = found.filter(state=state)
    return found.select_related("meeting__body", "item", "owner").distinct()


def entries_kept_by(actor: Actor) -> QuerySet[ActionLogEntry]:
    """The actions of meetings whose clerk this is: whose reminders she may look after."""
    return ActionLogEntry.objects.filter(_kept_by(actor))


def _kept_by(actor: Actor) -> Q:
    """The meetings of bodies whose clerk this is."""
    scopes = actor.scopes(*KEEPERS)
    if "*" in scopes or actor.kind == "system":
        return Q(pk__isnull=False)
    keys = [scope.partition(":")[2] for scope in scopes]
    return Q(meeting__body__key__in=keys)


def meetings_kept_by(actor: Actor) -> QuerySet[Meeting]:
    """The meetings whose clerk this is, the next first and then the last ones."""
    scopes = actor.scopes(*KEEPERS)
    found = Meeting.objects.select_related("body", "minutes")
    if "*" not in scopes and actor.kind != "system":
        found = found.filter(body__key__in=[scope.partition(":")[2] for scope in scopes])
    return found.order_by("-date", "-pk")


def later_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    """Those at which its minutes can be approved."""
    found = Meeting.objects.filter(body=meeting.body, date__gt=meeting.date).exclude(state=MeetingState.CANCELLED)
    return found.select_related("body").order_by("date")


# --- The register of interests


def people_of_the_register() -> QuerySet[Person]:
    """Members with an entry, by name."""
    return Person.objects.filter(registered_interests__isnull=False).distinct().order_by("name")


def register_of(person: Person) -> list[RegisteredInterest]:
    """The entries that hold now, as the published register has them; what a sensitive one says is not even fetched."""
    held = RegisteredInterest.objects.filter(person=person, ended_on=None)
    shown = list(held.filter(is_sensitive=False))
    withheld = list(held.filter(is_sensitive=True).defer("text"))
    return sorted([*shown, *withheld], key=lambda each: (each.kind, each.registered_on, each.pk))


def dispensations() -> QuerySet[Dispensation]:
    return Dispensation.objects.select_related("person", "body")


# --- Attendance


@dataclass(frozen=True)
class MemberFigures:
    name: str
    figures: Figures


def attendance_records(rows: Iterable[Attendance]) -> list[Attended]:
    """Rows of members (not of substitutes) to the records that figures are made of; each with `substitutes` fetched."""
    records = []
    seen = set()
    for each in rows:
        # Two lines of one name at a meeting are one member: the register of people would have told them apart.
        if (each.meeting_id, key_of(each)) in seen:
            continue
        seen.add((each.meeting_id, key_of(each)))
        how = How.PRESENT if each.presence in HERE else How(each.presence) if each.presence in _SAID else How.ABSENT
        stand_in = next((other for other in each.substitutes.all() if other.presence in HERE), None)
        substitute = key_of(stand_in) if stand_in is not None and how is not How.PRESENT else ""
        records.append(
            Attended(
                each.meeting.key,
                each.meeting.date,
                each.meeting.state == MeetingState.PASSED,
                key_of(each),
                how,
                substitute,
            )
        )
    return records


_SAID = (Presence.APOLOGIES, Presence.ABSENT)


def key_of(attendance: Attendance) -> str:
    return f"person:{attendance.person_id}" if attendance.person_id else f"name:{attendance.name.casefold()}"


def seats_taken(body: Organisation | None, first: date, last: date) -> QuerySet[Attendance]:
    """The rows of members at meetings held or cancelled between two days."""
    found = Attendance.objects.filter(
        capacity__in=(Capacity.CHAIR, Capacity.MEMBER),
        meeting__date__range=(first, last),
        meeting__state__in=(MeetingState.PASSED, MeetingState.CANCELLED),
        meeting__is_public=True,
    )
    if body is not None:
        found = found.filter(meeting__body=body)
    return found.select_related("meeting").prefetch_related("substitutes")


def attendance_at(body: Organisation, first: date, last: date) -> list[MemberFigures]:
    """Each member's figures at the meetings of a body, by name; those who only sat for others last."""
    rows = list(seats_taken(body, first, last))
    records = attendance_records(rows)
    names = {key_of(each): each.name for each in rows}
    for row in rows:
        for other in row.substitutes.all():
            names.setdefault(key_of(other), other.name)
    found = [MemberFigures(name, attendance_of(key, records)) for key, name in names.items()]
    return sorted(found, key=lambda each: (each.figures.expected == 0, each.name))


# --- A member's own page


@dataclass(frozen=True)
class OwnMeeting:
    meeting: Meeting
    attendance: Attendance | None
    notes: int


@dataclass(frozen=True)
class OwnPage:
    person: Person
    coming: tuple[OwnMeeting, ...]
    past: tuple[OwnMeeting, ...]
    declared: tuple[Declaration, ...]
    actions: tuple[ActionLogEntry, ...]
    figures: Figures


def person_of(actor: Actor) -> Person | None:
    """Who in the register this actor is."""
    number = actor.key.removeprefix("user:")
    if not number.isdecimal():
        return None
    account = MemberAccount.objects.filter(user=int(number)).select_related("person").first()
    return account.person if account else None


def own_page(actor: Actor, person: Person, today: date) -> OwnPage:
    """A member's meetings, declarations, actions and attendance of the last year. Ten queries, whatever there is."""
    own = {each.meeting_id: each for each in Attendance.objects.filter(person=person)}
    bodies = Organisation.objects.filter(memberships__person=person)
    held = Meeting.objects.filter(Q(body__in=bodies) | Q(pk__in=own)).distinct().select_related("body")
    first_item = AgendaItem.objects.filter(meeting=OuterRef("pk"), state=ItemState.ON).values("serial")[:1]
    held = held.exclude(state=MeetingState.TENTATIVE, first_published_at=None).annotate(
        first_serial=Subquery(first_item)
    )
    notes: dict[int, int] = defaultdict(int)
    for key in Annotation.objects.filter(user=int(actor.key.removeprefix("user:"))).values_list("item__meeting"):
        notes[key[0]] += 1
    coming = [OwnMeeting(each, own.get(each.pk), notes[each.pk]) for each in held.filter(date__gte=today)[:20]]
    past = held.filter(date__lt=today).order_by("-date", "-pk")[:10]
    a_year = date(today.year - 1, today.month, min(today.day, 28))
    rows = list(seats_taken(None, a_year, today).filter(_of(person)).distinct())
    declared = Declaration.objects.filter(attendance__person=person).select_related("item", "attendance__meeting__body")
    actions = ActionLogEntry.objects.filter(owner=person, state=EntryState.OPEN).select_related("meeting__body")
    return OwnPage(
        person,
        tuple(coming),
        tuple(OwnMeeting(each, own.get(each.pk), notes[each.pk]) for each in past),
        tuple(declared.order_by("-pk")[:20]),
        tuple(actions),
        attendance_of(f"person:{person.pk}", attendance_records(rows)),
    )


def _of(person: Person) -> Q:
    """Rows in which a person is the member, or sat for them."""
    return Q(person=person) | Q(substitutes__person=person)


def items_to_declare(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.filter(state=ItemState.ON))
