"""What was said at an item, saved at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ...models import AgendaItem, ItemConduct
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
