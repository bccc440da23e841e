"""Who is in the room, item by item: all that the clerk's screen and the rules ask, in seven queries."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.meetings.order import order_taken, out_of_turn
from folkmoot_core.meetings.quorum import Room, is_quorate
from folkmoot_core.values.explained import Explained

from ...adapters.conduct import HERE, SEATED, movement_values, quorum_rule, seated
from ...enums import ItemState
from ...enums.conduct import Capacity, MinutesState, Presence
from ...models import AgendaItem, Attendance, ConductRules, Declaration, ItemConduct, Meeting, Minutes, Movement


@dataclass
class RoomNow:
    """A meeting as it is going. `items` are in the order in which they are taken, and places count from 1 in it;
    `out_of_turn` are the numbers of those that the agenda has elsewhere."""

    meeting: Meeting
    rules: ConductRules
    items: list[AgendaItem]
    attendances: list[Attendance]
    movements: list[Movement]
    declarations: list[Declaration]
    minutes_state: str = ""
    out_of_turn: frozenset[int] = frozenset()
    places: dict[int, int] = field(default_factory=dict)
    room: Room = field(init=False)

    def __post_init__(self) -> None:
        self.places = {item.pk: place for place, item in enumerate(self.items, start=1)}
        withdrawn: dict[int, set[str]] = {}
        for each in self.declarations:
            if not each.takes_out:
                continue
            at = [self.places[each.item_id]] if each.item_id in self.places else list(self.places.values())
            for place in at if each.item_id is None or each.item_id in self.places else []:
                withdrawn.setdefault(place, set()).add(str(each.attendance_id))
        self.room = Room(
            self.seats,
            seated(self.attendances),
            movement_values(self.movements, self.places),
            {place: frozenset(who) for place, who in withdrawn.items()},
        )

    @property
    def seats(self) -> int:
        """The whole number of seats: as the rules say, or as many as were called."""
        called = sum(1 for each in self.attendances if each.capacity in (Capacity.CHAIR, Capacity.MEMBER))
        return self.rules.seats or called

    @property
    def members(self) -> list[Attendance]:
        return [each for each in self.attendances if each.capacity in SEATED]

    @property
    def others(self) -> list[Attendance]:
        return [each for each in self.attendances if each.capacity not in SEATED]

    @property
    def here(self) -> list[Attendance]:
        return [each for each in self.members if each.presence in HERE]

    @property
    def is_approved(self) -> bool:
        return self.minutes_state == MinutesState.APPROVED

    def taking_part(self, item: AgendaItem) -> list[Attendance]:
        """Who debates, counts and votes at the item."""
        keys = {each.who for each in self.room.taking_part(self.places[item.pk])}
        return [each for each in self.attendances if str(each.pk) in keys]

    def quorum_at(self, item: AgendaItem) -> Explained[bool]:
        return is_quorate(quorum_rule(self.rules), self.seats, self.room.taking_part(self.places[item.pk]))

    def declared_at(self, item: AgendaItem) -> list[Declaration]:
        return [each for each in self.declarations if each.item_id in (item.pk, None)]

    def turn_of(self, item: AgendaItem) -> str:
        """What the minutes say of an item taken out of its turn; "" of any other."""
        if item.pk not in self.out_of_turn:
            return ""
        place = self.places[item.pk]
        if place == 1:
            return _("This item was taken first.")
        before = self.items[place - 2]
        return _("This item was taken after item %(number)s.") % {"number": before.number or before.serial}

    def chair(self) -> Attendance | None:
        return next((each for each in self.attendances if each.capacity == Capacity.CHAIR), None)

    def standing(self, attendance: Attendance, item: AgendaItem) -> str:
        """Where somebody is at the item: here, out (for an interest), left, or as their presence says."""
        if attendance.presence not in HERE:
            return str(attendance.presence)
        if any(each.takes_out and each.attendance_id == attendance.pk for each in self.declared_at(item)):
            return "out"
        if attendance.capacity in SEATED and attendance.can_vote and attendance not in self.taking_part(item):
            return "left"
        return "here" if attendance.presence == Presence.PRESENT else "remote"


def rules_of(body: Organisation) -> ConductRules:
    """The body's rules, or those of a committee under standing orders where it has set none: not saved."""
    return ConductRules.objects.filter(body=body).first() or ConductRules(body=body)


def room_of(meeting: Meeting) -> RoomNow:
    agenda = list(meeting.items.filter(state=ItemState.ON).select_related("meeting__body"))
    items = items_as_taken(agenda)
    attendances = list(meeting.attendances.select_related("person", "substitute_for"))
    own = {each.pk: each for each in attendances}
    declarations = list(Declaration.objects.filter(attendance__meeting=meeting))
    for each in declarations:
        each.attendance = own[each.attendance_id]
    return RoomNow(
        meeting,
        rules_of(meeting.body),
        items,
        attendances,
        list(Movement.objects.filter(attendance__meeting=meeting)),
        declarations,
        Minutes.objects.filter(meeting=meeting).values_list("state", flat=True).first() or "",
        out_of_turn([item.pk for item in agenda], [item.pk for item in items]),
    )


def items_as_taken(agenda: list[AgendaItem]) -> list[AgendaItem]:
    """The items of an agenda in the order in which they were taken."""
    held = ItemConduct.objects.filter(item__in=agenda, taken__isnull=False)
    turns = {each.item_id: each.taken or 0 for each in held.only("item", "taken")}
    own = {item.pk: item for item in agenda}
    return [own[pk] for pk in order_taken(list(own), turns)] if turns else agenda
