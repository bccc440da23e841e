"""A published pack is brought in: read, looked at by a clerk, and only then made into a meeting with its papers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.values import Fault, Invalid

from ..adapters.reading import VERBS, groups_of, lines_of, read, text_of
from ..enums import Access, Delivery, ImportState, ItemKind, MeetingState
from ..models import AgendaItem, ImportedPack, Meeting
from ..policies import check_keep
from ..queries.agenda import latest
from .agenda.items import put_item
from .agenda.papers import put_paper
from .bringing_minutes import make_minutes
from .clerks_page import ClerksPage, body_of
from .planning import free_key
from .publishing import look_before_publishing, publish

LONGEST = 5_000_000
DELIVERY = {"to follow": Delivery.TO_FOLLOW, "oral": Delivery.ORAL}


@transaction.atomic
def bring_pack(*, content: bytes, file_name: str, body: Organisation, by: Actor) -> ImportedPack:
    """Read a pack and keep the reading for a look. Makes no meeting. Raises Refused or Invalid."""
    check_keep(by, body)
    text = text_of(content, file_name)
    if len(text) > LONGEST:
        raise Invalid([Fault("file", _("This text is longer than any pack."), _("Bring one meeting at a time."))])
    reading = read(text, file_name)
    pack = ImportedPack.objects.create(
        file_name=file_name[:200],
        text=text.decode("utf-8", "replace").replace("\x00", ""),
        reading=reading,
        body=body,
        brought_by=by.name,
    )
    record(verb="meeting.pack_brought", subject=pack, by=by)
    return pack


@transaction.atomic
def discard_pack(*, pack: ImportedPack, by: Actor) -> None:
    """Throw a reading away, text and all."""
    check_keep(by, body_of(pack))
    _refuse_done(pack)
    ImportedPack.objects.filter(pk=pack.pk).update(state=ImportState.DISCARDED, text="", reading={}, corrections={})
    record(verb="meeting.pack_discarded", subject=pack, by=by)


@transaction.atomic
def confirm_pack(*, pack: ImportedPack, values: Mapping[str, str], left_out: set[str], by: Actor) -> Meeting:
    """Make the meeting, its items and papers of what stands on the page: `values` by the names of fields, without the
    groups in `left_out`; and of minutes in the pack, the record of the meeting they are of. A supplement adds to the
    meeting of that day. Raises Refused, or Invalid naming fields."""
    check_keep(by, body_of(pack))
    pack = ImportedPack.objects.select_for_update(of=("self",)).select_related("body").get(pk=pack.pk)
    _refuse_done(pack)
    page = ClerksPage(values, left_out, pack, by)
    day = page.day("meeting.date", required=True)
    starts_at = page.clock("meeting.time")
    issued = page.day("meeting.issued_on")
    page.raise_if_any()
    # A day that is missing is a fault by now.
    meeting = _meeting(pack, page, day or timezone.localdate(), starts_at)
    for place, item in enumerate(pack.reading["items"]):
        if f"item-{place}" not in left_out:
            _make_item(page, meeting, item, f"item-{place}")
    page.raise_if_any()
    is_new = latest(meeting) is None
    if is_new or look_before_publishing(meeting, published_on=issued, is_record=True).changes:
        publish(meeting=meeting, by=by, published_on=issued, is_record=True, quietly=True)
    for place, minutes in enumerate(pack.reading["minutes"]):
        if f"minutes-{place}" not in left_out:
            make_minutes(page, minutes, f"minutes-{place}")
    page.raise_if_any()
    pack.state, pack.meeting, pack.corrections = ImportState.CONFIRMED, meeting, _corrections(pack, values)
    pack.save(update_fields=["state", "meeting", "corrections", "updated_at"])
    record(verb="meeting.imported", subject=meeting, by=by, changes={"corrected": [None, sorted(pack.corrections)]})
    return meeting


def _meeting(pack: ImportedPack, page: ClerksPage, day: date, starts_at: time | None) -> Meeting:
    body = body_of(pack)
    found = Meeting.objects.filter(body=body, date=day).exclude(state=MeetingState.CANCELLED).first()
    keeps_items = any(f"item-{place}" not in page.left_out for place in range(len(pack.reading["items"])))
    if found is not None and (pack.reading["kind"] == "supplement" or not keeps_items or not found.items.exists()):
        return found
    if pack.reading["kind"] == "supplement":
        mend = _("Bring the agenda itself first.")
        raise Invalid([Fault("meeting.date", _("This is a supplement, and there is no meeting on that day."), mend)])
    if found is not None:
        mend = _("Change that agenda, throw this reading away, or leave every item out to take the minutes alone.")
        raise Invalid([Fault("meeting.date", _("The body has a meeting with an agenda on that day already."), mend)])
    return Meeting.objects.create(
        key=free_key(body, day),
        body=body,
        date=day,
        starts_at=starts_at,
        venue=page.text("meeting.venue", 200),
        state=MeetingState.PASSED if day < timezone.localdate() else MeetingState.CONFIRMED,
        source=_("Read from %(file)s") % {"file": pack.file_name},
    )


def _make_item(page: ClerksPage, meeting: Meeting, read_item: Any, key: str) -> None:
    number = page.text(f"{key}.number", 8, required=True)
    item = AgendaItem.objects.filter(meeting=meeting, number=number).select_related("meeting__body").first()
    if item is not None and page.pack.reading["kind"] != "supplement":
        page.faults.append(Fault(f"{key}.number", _("Two items have the number %s.") % number, _("Mend one of them.")))
        return
    first, last = page.pages(f"{key}.pages")
    if item is None:
        try:
            item = put_item(meeting, _values_of_item(page, read_item, key, number), page.by)
        except Invalid as problem:
            page.faults += [Fault(f"{key}.{each.where}", each.message, each.mend) for each in problem.faults]
            return
        item.number, item.page_from, item.page_to = number, first, last
        item.save(update_fields=["number", "page_from", "page_to"])
    for at, paper in enumerate(read_item["papers"]):
        if f"{key}.paper-{at}" not in page.left_out:
            _make_paper(page, item, paper, f"{key}.paper-{at}")


def _values_of_item(page: ClerksPage, read_item: Any, key: str, number: str) -> dict[str, Any]:
    title, status = page.text(f"{key}.title", 300, required=True), page.text(f"{key}.status", 40).casefold()
    restricted = bool(read_item.get("restricted"))
    paragraphs = re.findall(r"\d", page.text(f"{key}.exempt_paragraphs", 40))
    letters = re.match(r"[A-Za-z]{0,2}", number)
    return {
        "section": letters[0].upper() if letters else "",
        "title": title or number,
        "kind": ItemKind.MINUTES if title.casefold().startswith("minutes") else ItemKind.BUSINESS,
        "delivery": DELIVERY.get(status, Delivery.PAPER if read_item["papers"] else Delivery.NONE),
        "access": Access.EXEMPT if restricted else Access.PUBLIC,
        # The agenda that was published printed this title, so everybody has it already.
        "public_title": title if restricted else "",
        "exempt_paragraphs": sorted({int(each) for each in paragraphs}),
        "public_interest": page.text(f"{key}.public_interest", 2000),
    }


def _make_paper(page: ClerksPage, item: AgendaItem, paper: Any, key: str) -> None:
    first, last = page.pages(f"{key}.pages")
    asked = page.text(f"{key}.recommendation", 5000)
    verbs = [verb for verb in re.split(r"[,;\s]+", page.text(f"{key}.verbs", 200).lower()) if verb]
    for verb in verbs:
        if verb not in VERBS:
            known = ", ".join(VERBS)
            page.faults.append(Fault(f"{key}.verbs", _("“%s” is not a word for it.") % verb, _("Use: %s.") % known))
            return
    values = {
        "title": page.text(f"{key}.subject", 300, required=True),
        "authors": page.text(f"{key}.from", 500),
        "addressed_to": page.text(f"{key}.to", 300),
        "date": page.day(f"{key}.date"),
        "summary": page.text(f"{key}.summary", 20_000),
        "body_text": lines_of(page.pack.text, paper),
    }
    if page.faults:
        return
    # The words stand once, with the first verb; the others say what else is in them.
    asks = [(verb, asked if at == 0 else "") for at, verb in enumerate(verbs)]
    background = [(line.strip(), "") for line in page.text(f"{key}.background", 20_000).splitlines() if line.strip()]
    made = put_paper(item, values, asks, background, page.by)
    made.page_from, made.page_to = first, last
    made.save(update_fields=["page_from", "page_to"])


def _corrections(pack: ImportedPack, values: Mapping[str, str]) -> dict[str, list[str]]:
    """{field: [as read, as confirmed]} of those that differ."""
    read_as = {field.name: field.value for group in groups_of(pack.reading) for field in group.fields}
    return {
        name: [old, values[name].strip()]
        for name, old in read_as.items()
        if name in values and " ".join(values[name].split()) != " ".join(old.split())
    }


def _refuse_done(pack: ImportedPack) -> None:
    if pack.state != ImportState.WAITING:
        raise Invalid([Fault("", _("This pack has been dealt with already."))])
