"""What was said at an item, saved at once; and which item was taken after which."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.meetings.order import taken_after
from folkmoot_core.values import Fault, Invalid

from ...models import AgendaItem, ItemConduct
from ...queries.conduct.room import room_of
from .roll import check_open


@dataclass(frozen=True)
class Notes:
    """`edition` is the one that stood on the page: where somebody has saved since, nothing is overwritten."""

    note: str = ""
    exempt_note: str = ""
    public_summary: str = ""
    edition: int = 0


@transaction.atomic
def save_notes(*, item: AgendaItem, notes: Notes, by: Actor) -> ItemConduct:
    check_open(by, item.meeting)
    held, _made = ItemConduct.objects.get_or_create(item=item)
    changed = ItemConduct.objects.filter(pk=held.pk, edition=notes.edition).update(
        note=notes.note.strip(),
        exempt_note=notes.exempt_note.strip(),
        public_summary=notes.public_summary.strip(),
        edition=F("edition") + 1,
    )
    if not changed:
        words = _("Somebody has saved other notes for this item meanwhile. Yours are still here, not saved.")
        raise Invalid([Fault("note", words, _("Open the item in another window, put both together and save."))])
    held.refresh_from_db()
    # No words: those of an exempt item would be read in the history.
    record(
        verb="meeting.notes_saved",
        subject=item.meeting,
        by=by,
        changes={"item": [None, item.number or str(item.serial)]},
    )
    return held


@transaction.atomic
def take_item(*, item: AgendaItem, after: AgendaItem | None, by: Actor) -> None:
    """The item is taken right after another one, or (None) first. Numbers stay as printed; who was in the room, and the
    minutes, follow the order taken. Raises Invalid where it would follow itself, or an item that is not taken."""
    check_open(by, item.meeting)
    now = room_of(item.meeting)
    own = {each.pk: each for each in now.items}
    if item.pk not in own or (after is not None and after.pk not in own) or item == after:
        raise Invalid([Fault("after", _("Choose another item of this meeting."))])
    order = taken_after(list(own), item.pk, after.pk if after else None)
    agenda = list(item.meeting.items.filter(pk__in=own).values_list("pk", flat=True))
    for place, pk in enumerate(order, start=1):
        # In the order of the agenda nothing is written down: a late item still finds its place by its number.
        turn = None if list(order) == agenda else place
        ItemConduct.objects.update_or_create(item_id=pk, defaults={"taken": turn})
    number = item.number or str(item.serial)
    before = "" if after is None else after.number or str(after.serial)
    record(verb="meeting.order_changed", subject=item.meeting, by=by, changes={number: [None, before]})
