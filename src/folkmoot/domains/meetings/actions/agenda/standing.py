from __future__ import annotations

from ...enums import Delivery
from ...models import AgendaItem, Meeting, MeetingRules


def put_standing_items(meeting: Meeting, rules: MeetingRules) -> None:
    """What stands on every agenda of the body, on this one."""
    rows = [
        AgendaItem(
            meeting=meeting,
            serial=meeting.last_serial + place,
            section=each.section,
            position=place * 10,
            title=each.title,
            note=each.note,
            kind=each.kind,
            delivery=Delivery.NONE,
        )
        for place, each in enumerate(rules.standing_items.all(), start=1)
    ]
    AgendaItem.objects.bulk_create(rows)
    meeting.last_serial += len(rows)
    meeting.save(update_fields=["last_serial"])
