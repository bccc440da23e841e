"""What people may read of what meetings did: minutes, decisions, actions, the register, attendance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from folkmoot.ground.base.enums import Role
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
from .absences import Missed, missed_members

OUT = (MinutesState.PUBLISHED, MinutesState.APPROVED)
PUBLIC_DECISION = Q(item__meeting__is_public=True, is_open=True, item__access=Access.PUBLIC, published_at__isnull=False)


def minutes_for(actor: Actor, meeting: Meeting) -> Minutes | None:
    """The minutes, where this person may read them: everybody once they are out, the clerk always."""
    found = Minutes.objects.filter(meeting=meeting).select_related("approved_at").prefetch_related("steps")
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


def found_decisions(body: Organisation | None = None, words: str = "") -> list[int]:
    """The numbers of the same, by day alone, without a row being fetched or sorted: twenty years of them are listed in
    a few hundredths of a second. `decisions_of_page` puts those of one page in order."""
    shown = AgendaItem.objects.filter(pk=OuterRef("item"), access=Access.PUBLIC, meeting__is_public=True)
    if body is not None:
        shown = shown.filter(meeting__body=body)
    found = Decision.objects.filter(is_open=True, published_at__isnull=False)
    for word in words.replace("\0", " ").split():
        titled = AgendaItem.objects.filter(pk=OuterRef("item"), title__icontains=word)
        found = found.filter(Q(text__icontains=word) | Exists(titled))
    return list(found.filter(Exists(shown)).order_by("-decided_on", "item_id", "number").values_list("pk", flat=True))


def decisions_of_page(numbers: Sequence[int]) -> list[Decision]:
    return list(public_decisions().filter(pk__in=numbers))


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
    """Rows of members (not of substitutes) to the records that figures are made of; as `seats_taken` has them."""
    records = []
    seen = set()
    for each in rows:
        # Two lines of one name at a meeting are one member: the register of people would have told them apart.
        if (each.meeting_id, key_of(each)) in seen:
            continue
        seen.add((each.meeting_id, key_of(each)))
        how = How.PRESENT if each.presence in HERE else How(each.presence) if each.presence in _SAID else How.ABSENT
        stand_in = next((other for other in each.stand_ins if other.presence in HERE), None)  # type: ignore[attr-defined]
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
    stand_ins = Prefetch("substitutes", to_attr="stand_ins")
    return found.select_related("meeting").prefetch_related(stand_ins)


def attendance_at(body: Organisation, first: date, last: date) -> list[MemberFigures]:
    """Each member's figures at the meetings of a body, by name; those who only sat for others last."""
    rows = list(seats_taken(body, first, last))
    records = attendance_records(rows)
    names = {key_of(each): each.name for each in rows}
    for row in rows:
        for other in row.stand_ins:  # type: ignore[attr-defined]
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
    missed: tuple[Missed, ...] = ()


def person_of(actor: Actor) -> Person | None:
    """Who in the register this actor is."""
    number = actor.key.removeprefix("user:")
    if not number.isdecimal():
        return None
    account = MemberAccount.objects.filter(user=int(number)).select_related("person").first()
    return account.person if account else None


def own_page(actor: Actor, person: Person, today: date) -> OwnPage:
    """A member's meetings, declarations, actions and attendance of the last year, and whether the seat is in danger.
    Eighteen queries at most, whatever there is, and none of them walks through the past."""
    came = Attendance.objects.filter(person=person, meeting=OuterRef("pk"))
    bodies = list(Organisation.objects.filter(memberships__person=person).values_list("pk", flat=True).distinct())
    first_item = AgendaItem.objects.filter(meeting=OuterRef("pk"), state=ItemState.ON).values("serial")[:1]
    held = (
        Meeting.objects.filter(Q(body__in=bodies) | Exists(came))
        .exclude(state=MeetingState.TENTATIVE, first_published_at=None)
        .annotate(first_serial=Subquery(first_item))
        .select_related("body")
    )
    coming, past = (
        list(held.filter(date__gte=today)[:20]),
        list(held.filter(date__lt=today).order_by("-date", "-pk")[:10]),
    )
    shown = [each.pk for each in (*coming, *past)]
    own = {each.meeting_id: each for each in Attendance.objects.filter(person=person, meeting__in=shown)}
    written = Annotation.objects.filter(user=int(actor.key.removeprefix("user:")), item__meeting__in=shown)
    notes = Counter(written.values_list("item__meeting", flat=True))
    a_year = date(today.year - 1, today.month, min(today.day, 28))
    rows = list(seats_taken(None, a_year, today).filter(_of(person)))
    declared = Declaration.objects.filter(attendance__person=person).select_related("item", "attendance__meeting__body")
    actions = ActionLogEntry.objects.filter(owner=person, state=EntryState.OPEN).select_related("meeting__body")
    return OwnPage(
        person,
        tuple(OwnMeeting(each, own.get(each.pk), notes[each.pk]) for each in coming),
        tuple(OwnMeeting(each, own.get(each.pk), notes[each.pk]) for each in past),
        tuple(declared.order_by("-pk")[:20]),
        tuple(actions),
        attendance_of(f"person:{person.pk}", attendance_records(rows)),
        tuple(missed_members(today, person)),
    )


def meetings_as_member(actor: Actor, today: date) -> list[OwnMeeting]:
    """What comes up for somebody who is a member by role and whom the register does not know yet: papers can be read
    and noted on all the same. Two queries."""
    keys = [scope.partition(":")[2] for scope in actor.scopes(Role.MEMBER) if scope.startswith("body:")]
    first_item = AgendaItem.objects.filter(meeting=OuterRef("pk"), state=ItemState.ON).values("serial")[:1]
    coming = (
        Meeting.objects.filter(body__key__in=keys, date__gte=today)
        .exclude(state=MeetingState.TENTATIVE, first_published_at=None)
        .annotate(first_serial=Subquery(first_item))
        .select_related("body")[:20]
    )
    shown = list(coming)
    number = actor.key.removeprefix("user:")
    written = Annotation.objects.filter(user=int(number) if number.isdecimal() else 0, item__meeting__in=shown)
    notes = Counter(written.values_list("item__meeting", flat=True))
    return [OwnMeeting(each, None, notes[each.pk]) for each in shown]


def _of(person: Person) -> Q:
    """Rows in which a person is the member, or sat for them."""
    sat_for = Attendance.objects.filter(person=person, substitute_for__isnull=False).values("substitute_for")
    return Q(person=person) | Q(pk__in=sat_for)


def items_to_declare(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.filter(state=ItemState.ON))
