"""meetings.yaml: meetings with their agendas, and of those that were held who came and what was resolved."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import working_calendar
from folkmoot_core.packfiles import Report, YamlMap, read_yaml_list
from folkmoot_core.values import Invalid

from ...enums import Access, Delivery, ItemKind, MeetingState, Verb
from ...models import AgendaItem, Meeting
from ..agenda.items import put_item
from ..agenda.papers import put_paper
from ..publishing import publish
from ..searching import index_meeting
from .record import read_attendance, read_minute, read_minutes
from .rules import body_named, clock_in, maps_in

KNOWN = (
    "key", "body", "name", "date", "starts_at", "ends_at", "venue", "state", "state_reason", "contact", "webcast_url",
    "captions_url", "note", "published_on", "publish", "items", "attendance", "minutes", "source", "synthetic",
)  # fmt: skip
ITEM = (
    "number", "section", "title", "kind", "delivery", "note", "presented_by", "late_reason", "access", "public_title",
    "exempt_paragraphs", "public_interest", "pages", "papers", "minute",
)  # fmt: skip
PAPER = (
    "title", "authors", "addressed_to", "date", "summary", "text", "contacts", "access", "public_title",
    "exempt_paragraphs", "public_interest", "asks", "background", "pages",
)  # fmt: skip


def read_meetings(path: Path, report: Report, by: Actor, today: date) -> int:
    rows = read_yaml_list(path, report)
    known = set(Meeting.objects.values_list("key", flat=True))
    seen: set[str] = set()
    for row in rows:
        row.unknown(KNOWN)
        key = row.key("key").replace("_", "-")
        if key in seen:
            row.fault("key", _("“%s” stands here twice.") % key, _("Give each meeting a key of its own."))
        seen.add(key)
        if not key or key in known:
            continue
        try:
            _read_meeting(row, key, report, by, today)
        except Invalid as problem:
            for fault in problem.faults:
                row.fault(fault.where if fault.where in KNOWN else "key", fault.message, fault.mend)
    return len(rows)


def _read_meeting(row: YamlMap, key: str, report: Report, by: Actor, today: date) -> None:
    body, day = body_named(row), row.date("date", today=today)
    if body is None or day is None:
        return
    if row.text("date").casefold().startswith("today"):
        # Counted from today it may fall on a Sunday, when nobody meets.
        day = working_calendar().add_working_days(working_calendar().add_working_days(day, -1), 1)
    state = row.choice("state", MeetingState.values, blank=True) or MeetingState.CONFIRMED
    meeting = Meeting(
        key=key,
        body=body,
        date=day,
        state=state,
        starts_at=clock_in(row, "starts_at"),
        ends_at=clock_in(row, "ends_at"),
        is_synthetic=row.flag("synthetic", default=False),
        **{name: row.text(name, 500, blank=True) for name in ("webcast_url", "captions_url", "state_reason")},
        **{name: row.text(name, 200, blank=True) for name in ("name", "venue")},
        **{name: row.text(name, 300, blank=True) for name in ("contact", "source")},
        note=row.text("note", 5000, blank=True),
    )
    if meeting.is_cancelled and not meeting.state_reason:
        row.fault("state_reason", _("A cancelled meeting says why."), _("Add a sentence."))
    if not report.ok:
        return
    meeting.save()
    items = {}
    for each in maps_in(row, "items"):
        item = _read_item(each, meeting, by, today)
        if item is not None:
            items[item.serial] = (item, each)
    read_attendance(maps_in(row, "attendance"), meeting)
    published_on = row.date("published_on", today=today, blank=True)
    if report.ok and items and (published_on or row.flag("publish", default=False)):
        past = meeting.date < max(today, timezone.localdate()) or published_on is not None
        publish(meeting=meeting, by=by, published_on=published_on, is_record=past, quietly=True)
    elif state == MeetingState.PASSED and items and report.ok:
        # Its agenda is known only from the minutes, so it is put on record as of the day.
        publish(meeting=meeting, by=by, published_on=meeting.date, is_record=True, quietly=True)
    if "minutes" in row and report.ok:
        minutes = read_minutes(row["minutes"].as_map(), meeting)
        at = timezone.make_aware(datetime.combine(meeting.date, time(18)))
        for item, each in items.values():
            if "minute" in each:
                read_minute(each["minute"].as_map(), minutes, item, at)
    index_meeting(meeting)


def _read_item(row: YamlMap, meeting: Meeting, by: Actor, today: date) -> AgendaItem | None:
    row.unknown(ITEM)
    values = {
        "section": row.text("section", 2, blank=True),
        "title": row.text("title", 300),
        "kind": row.choice("kind", ItemKind.values, blank=True) or ItemKind.BUSINESS,
        "delivery": row.choice("delivery", Delivery.values, blank=True) or Delivery.NONE,
        "note": row.text("note", 5000, blank=True),
        "presented_by": row.text("presented_by", 300, blank=True),
        "late_reason": row.text("late_reason", 2000, blank=True),
        **_standing_in(row),
    }
    number, pages, papers = row.text("number", 8, blank=True), _pages_in(row), maps_in(row, "papers")
    try:
        item = put_item(meeting, values, by)
        item.number = number
        item.page_from, item.page_to = pages or (None, None)
        item.save(update_fields=["number", "page_from", "page_to"])
        for each in papers:
            _read_paper(each, item, by, today)
        return item
    except Invalid as problem:
        for fault in problem.faults:
            row.fault(fault.where or "title", fault.message, fault.mend)
        return None


def _read_paper(row: YamlMap, item: AgendaItem, by: Actor, today: date) -> None:
    row.unknown(PAPER)
    values = {
        "title": row.text("title", 300),
        "authors": row.text("authors", 500, blank=True),
        "addressed_to": row.text("addressed_to", 300, blank=True),
        "date": row.date("date", today=today, blank=True),
        "summary": row.text("summary", 20_000, blank=True),
        "body_text": row.text("text", 100_000, blank=True),
        "contacts": row.text("contacts", 2000, blank=True),
        **_standing_in(row),
    }
    asks = [(each.choice("verb", Verb.values), each.text("what", 5000, blank=True)) for each in maps_in(row, "asks")]
    background = [(each.text("title", 300), each.text("url", 500, blank=True)) for each in maps_in(row, "background")]
    paper = put_paper(item, values, asks, background, by)
    if pages := _pages_in(row):
        paper.page_from, paper.page_to = pages
        paper.save(update_fields=["page_from", "page_to"])


def _standing_in(row: YamlMap) -> dict[str, object]:
    paragraphs = [each.as_text() for each in row["exempt_paragraphs"].as_list()] if "exempt_paragraphs" in row else []
    return {
        "access": row.choice("access", Access.values, blank=True) or Access.PUBLIC,
        "public_title": row.text("public_title", 300, blank=True),
        "public_interest": row.text("public_interest", 2000, blank=True),
        "exempt_paragraphs": [int(each) for each in paragraphs if each.isdecimal()],
    }


def _pages_in(row: YamlMap) -> tuple[int, int] | None:
    """The pages as printed: `pages: {from: 11, to: 12}`."""
    if "pages" not in row:
        return None
    pages = row["pages"].as_map()
    first, last = pages.whole("from", 1, 100_000), pages.whole("to", 1, 100_000)
    if first and last and last < first:
        row.fault("pages", _("They end before they begin."), _("Mend one of the two."))
    return (first, last) if first and last else None
