"""Items come onto an agenda, change, move up and down, and are withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ...enums import Access, ExemptParagraph, ItemState
from ...models import AgendaItem, DecisionNotice, Meeting
from ..changing import meeting_to_change, need, put_values, told
from ..withholding import keep_back

ITEM_FIELDS = (
    "section", "title", "kind", "delivery", "note", "presented_by", "starts_at", "late_reason",
    "access", "public_title", "exempt_paragraphs", "public_interest",
)  # fmt: skip
SPACE = 10


@transaction.atomic
def add_item(*, meeting: Meeting, values: Mapping[str, Any], by: Actor) -> AgendaItem:
    """Put an item at the end of its section. Raises Refused or Invalid."""
    meeting = meeting_to_change(meeting, by)
    return put_item(meeting, values, by)


def put_item(meeting: Meeting, values: Mapping[str, Any], by: Actor) -> AgendaItem:
    """As `add_item`, for whoever holds the meeting locked and has asked whether `by` may."""
    if meeting.is_cancelled:
        raise Invalid([Fault("", _("This meeting is cancelled."), _("Choose another meeting."))])
    wanted = {name: values[name] for name in ITEM_FIELDS if name in values}
    check_standing(wanted)
    need(str(wanted.get("title", "")), "title", _("The item has no title."))
    meeting.last_serial += 1
    meeting.save(update_fields=["last_serial"])
    last = meeting.items.filter(section=wanted.get("section", "")).order_by("-position").first()
    item = AgendaItem.objects.create(
        meeting=meeting, serial=meeting.last_serial, position=(last.position if last else 0) + SPACE, **wanted
    )
    told("agenda.item_added", item, by)
    return item


@transaction.atomic
def edit_item(*, item: AgendaItem, values: Mapping[str, Any], by: Actor) -> AgendaItem:
    """Alter an item. The public reads it with the next version; what is to be kept back goes at once."""
    item = item_to_change(item, by)
    wanted = {name: values[name] for name in ITEM_FIELDS if name in values}
    merged = {name: getattr(item, name) for name in ITEM_FIELDS} | wanted
    check_standing(merged)
    if item.number and merged["section"] != item.section:
        fault = _("%(number)s is published, and a number stays.") % {"number": item.number}
        raise Invalid([Fault("section", fault, _("Withdraw it and add it to the other section."))])
    was = item.access
    changed = put_values(item, wanted)
    if changed:
        told("agenda.item_edited", item, by, fields=changed)
    if item.access != was:
        keep_back(item.meeting, by)
    return item


@transaction.atomic
def move_item(*, item: AgendaItem, way: Literal["up", "down"], by: Actor) -> None:
    """Change places with the neighbour in its section. Printed numbers stay as they are."""
    meeting = meeting_to_change(item.meeting, by)
    row = list(meeting.items.filter(section=item.section).order_by("position", "pk"))
    place = next(at for at, each in enumerate(row) if each.pk == item.pk)
    other = place + (-1 if way == "up" else 1)
    if not 0 <= other < len(row):
        return
    row[place], row[other] = row[other], row[place]
    for at, each in enumerate(row, start=1):
        each.position = at * SPACE
    AgendaItem.objects.bulk_update(row, ["position"])
    told("agenda.item_moved", item, by)


@transaction.atomic
def withdraw_item(*, item: AgendaItem, reason: str, by: Actor) -> None:
    """Take it off. What was published keeps its address and its number, and says that it was withdrawn and why; what
    was not is gone."""
    item = item_to_change(item, by)
    if item.first_published_at is None and not item.papers.exists() and not _has_notice(item):
        told("agenda.item_removed", item.meeting, by, fields=[f"item {item.serial}"])
        item.delete()
        return
    reason = need(reason, "reason", _("A withdrawn item says why."), _("Write it for everybody to read."))
    put_values(item, {"state": ItemState.WITHDRAWN, "state_reason": reason[:500]})
    told("agenda.item_withdrawn", item, by)


def _has_notice(item: AgendaItem) -> bool:
    notice = DecisionNotice.objects.select_related("item").filter(item=item).first()
    return notice is not None and notice.is_out


@transaction.atomic
def put_back_item(*, item: AgendaItem, by: Actor) -> None:
    """On the agenda again."""
    item = item_to_change(item, by)
    put_values(item, {"state": ItemState.ON, "state_reason": ""})
    told("agenda.item_put_back", item, by)


def item_to_change(item: AgendaItem, by: Actor) -> AgendaItem:
    """The item as it stands now, its meeting locked until the end of the transaction. Raises Refused."""
    meeting_to_change(item.meeting, by)
    return AgendaItem.objects.select_related("meeting__body").get(pk=item.pk)


def check_standing(values: Mapping[str, Any]) -> None:
    """What is exempt names its paragraphs and the public interest; what is confidential needs neither. Raises
    Invalid."""
    access = values.get("access", Access.PUBLIC)
    if access != Access.EXEMPT:
        return
    faults = []
    paragraphs = values.get("exempt_paragraphs") or []
    if not paragraphs or not set(paragraphs) <= set(ExemptParagraph.values):
        mend = _("Choose from Schedule 12A.")
        faults.append(Fault("exempt_paragraphs", _("What is exempt names its paragraph."), mend))
    if not str(values.get("public_interest", "")).strip():
        mend = _("Say why keeping it back outweighs disclosing it. Everybody reads this.")
        faults.append(Fault("public_interest", _("What is exempt says why."), mend))
    if faults:
        raise Invalid(faults)
