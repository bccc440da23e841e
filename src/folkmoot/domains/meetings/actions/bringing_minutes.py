"""Minutes that stand in a pack become the record of the meeting they are of, as a clerk confirmed them: who was there,
what each item says, what was resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.bodies.models import Person
from folkmoot_core.values import Fault, Invalid

from ..enums import Access, Delivery, ItemKind, MeetingState
from ..enums.conduct import Capacity, MinutesState, Outcome, Presence
from ..models import AgendaItem, Attendance, Decision, ExemptMinute, Meeting, Minute, Minutes, MinutesStep
from ..queries.agenda import latest
from .agenda.items import put_item
from .clerks_page import ClerksPage, body_of
from .planning import free_key
from .publishing import look_before_publishing, publish

_NAMED = re.compile(r"(?P<name>[^(]+?)(?:\s*\((?P<post>.*)\))?")
_FOR = re.compile(r"substitute for (.+)", re.IGNORECASE)
_TITLES = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Dame|Lord|Lady)[.]?\s+")
_CHAIRS = ("chair", "chairman", "chairwoman", "chairperson")
ROLLS = (
    ("present", Capacity.MEMBER, Presence.PRESENT),
    ("also_present", Capacity.ALSO_PRESENT, Presence.PRESENT),
    ("officers", Capacity.OFFICER, Presence.PRESENT),
    ("apologies", Capacity.MEMBER, Presence.APOLOGIES),
)


def make_minutes(page: ClerksPage, read: Mapping[str, Any], key: str) -> None:
    """The meeting, where it is not on record yet, with its items, roll, minutes and decisions; what is wrong goes to
    the page. The minutes are out, and wait for approval as any do."""
    day = page.day(f"{key}.date", required=True)
    if day is None:
        return
    if day > timezone.localdate():
        words = _("Minutes are of a meeting that was held.")
        page.faults.append(Fault(f"{key}.date", words, _("Mend the day, or leave them out.")))
        return
    meeting = _meeting_on(page, day, page.text(f"{key}.venue", 200))
    if Minutes.objects.filter(meeting=meeting).exists():
        words = _("The minutes of that day are on record already.")
        page.faults.append(Fault(f"{key}.date", words, _("Leave them out.")))
        return
    if not meeting.attendances.exists():
        _call_roll(page, meeting, key)
    minutes = Minutes.objects.create(
        meeting=meeting, state=MinutesState.PUBLISHED, published_at=timezone.now(), source=_source(page)
    )
    for place, item in enumerate(read["items"]):
        if f"{key}.item-{place}" not in page.left_out:
            _make_minute(page, minutes, item, f"{key}.item-{place}")
    if page.faults:
        return
    if latest(meeting) is None or look_before_publishing(meeting, published_on=day, is_record=True).changes:
        # Its agenda is known only from the minutes, so it is put on record as of the day.
        publish(meeting=meeting, by=page.by, published_on=day, is_record=True, quietly=True)
    MinutesStep.objects.create(
        minutes=minutes, state=MinutesState.PUBLISHED, reason=_source(page), by_name=page.by.name
    )
    record(verb="minutes.published", subject=meeting, by=page.by)


def _source(page: ClerksPage) -> str:
    return _("Read from %(file)s") % {"file": page.pack.file_name}


def _meeting_on(page: ClerksPage, day: date, venue: str) -> Meeting:
    body = body_of(page.pack)
    found = Meeting.objects.filter(body=body, date=day).exclude(state=MeetingState.CANCELLED).first()
    return found or Meeting.objects.create(
        key=free_key(body, day), body=body, date=day, venue=venue, state=MeetingState.PASSED, source=_source(page)
    )


def _call_roll(page: ClerksPage, meeting: Meeting, key: str) -> None:
    """One person a line: a name and, in brackets, the post, the chair, or whom they sat for."""
    seats: dict[str, Attendance] = {}
    stands_for: list[tuple[Attendance, str]] = []
    for roll, usual, presence in ROLLS:
        for line in page.lines(f"{key}.{roll}", 20_000):
            person = _NAMED.fullmatch(line)
            name, post = (person["name"].strip(), person["post"] or "") if person else (line, "")
            if name in seats:
                continue
            acts_for = _FOR.fullmatch(post)
            capacity = Capacity.SUBSTITUTE if acts_for else Capacity.CHAIR if post.casefold() in _CHAIRS else usual
            post = "" if capacity in (Capacity.SUBSTITUTE, Capacity.CHAIR) else post
            seats[name] = _seat(meeting, name, capacity, presence=presence, post=post)
            if acts_for:
                stands_for.append((seats[name], acts_for[1]))
    for attendance, other in stands_for:
        away = seats.get(other) or _seat(meeting, other, Capacity.MEMBER, presence=Presence.ABSENT)
        attendance.substitute_for = away
        attendance.save(update_fields=["substitute_for"])


def _seat(meeting: Meeting, name: str, capacity: Capacity, *, presence: str, post: str = "") -> Attendance:
    known = _person_named(name)
    if known is not None and meeting.attendances.filter(person=known).exists():
        known = None
    return Attendance.objects.create(
        meeting=meeting,
        person=known,
        name=name[:200],
        post=post[:200],
        capacity=capacity,
        presence=presence,
        can_vote=capacity in (Capacity.CHAIR, Capacity.MEMBER, Capacity.SUBSTITUTE),
        source=meeting.source,
    )


def _person_named(name: str) -> Person | None:
    """Whom the register knows by exactly this name, with or without what stands before it."""
    found = list(Person.objects.filter(name__in={name, _TITLES.sub("", name)})[:2])
    return found[0] if len(found) == 1 else None


def _make_minute(page: ClerksPage, minutes: Minutes, read: Mapping[str, Any], key: str) -> None:
    number, title = page.text(f"{key}.number", 12, required=True), page.text(f"{key}.title", 300, required=True)
    if minutes.entries.filter(number=number).exists():
        words = _("Two minutes have the number %s.") % number
        page.faults.append(Fault(f"{key}.number", words, _("Mend one of them.")))
        return
    decided = _decided(page, f"{key}.resolved")
    item = _item_of(page, minutes.meeting, read, key)
    if page.faults or item is None:
        return
    said = page.text(f"{key}.said", 100_000).replace("\r\n", "\n")
    entry = Minute.objects.create(
        minutes=minutes,
        item=item,
        number=number,
        position=minutes.entries.count() + 1,
        title=title if item.is_open else item.public_title or title,
        text=said if item.is_open else "",
        is_open=item.is_open,
    )
    if not item.is_open:
        ExemptMinute.objects.create(minute=entry, text=said)
    for place, (outcome, words, reason) in enumerate(decided, start=item.decisions.count() + 1):
        Decision.objects.create(
            item=item,
            number=place,
            outcome=outcome,
            text=words,
            reason=reason,
            decided_on=minutes.meeting.date,
            is_open=item.is_open,
            published_at=minutes.published_at,
            source=minutes.source,
        )


def _decided(page: ClerksPage, name: str) -> list[tuple[str, str, str]]:
    """[(outcome, words, reason)] of lines such as "deferred: the grant be deferred | The figures are wanting"."""
    found = []
    for line in page.lines(name, 20_000):
        word, colon, rest = line.partition(":")
        outcome, (words, _bar, reason) = word.strip().casefold(), rest.partition(" | ")
        if not colon or outcome not in Outcome.values:
            fault = _("“%s” does not begin with what became of it.") % line[:60]
            page.faults.append(Fault(name, fault, _("Begin with one of: %s, and a colon.") % ", ".join(Outcome.values)))
        elif not words.strip():
            page.faults.append(Fault(name, _("A resolution is empty."), _("Write what was resolved.")))
        elif outcome in (Outcome.REJECTED, Outcome.DEFERRED) and not reason.strip():
            mend = _("Add it behind the words: “ | ” and the reason.")
            page.faults.append(Fault(name, _("What is rejected or deferred says why."), mend))
        else:
            found.append((outcome, words.strip(), reason.strip()))
    return found


def _item_of(page: ClerksPage, meeting: Meeting, read: Mapping[str, Any], key: str) -> AgendaItem | None:
    """The item of the agenda that a minute stands under: by its number, or made. None where it cannot be."""
    number, title = page.text(f"{key}.item", 8), page.text(f"{key}.title", 300)
    known = AgendaItem.objects.filter(meeting=meeting, number=number).select_related("meeting__body").first()
    if number and known is not None:
        return known
    restricted = bool(read.get("restricted"))
    letters = re.match(r"[A-Za-z]{0,2}", number)
    paragraphs = re.findall(r"\d", page.text(f"{key}.exempt_paragraphs", 40))
    values = {
        "section": letters[0].upper() if letters else "",
        "title": title,
        "kind": ItemKind.MINUTES if title.casefold().startswith("minutes") else ItemKind.BUSINESS,
        "delivery": Delivery.NONE,
        "access": Access.EXEMPT if restricted else Access.PUBLIC,
        # The minutes that were published printed this title, so everybody has it already.
        "public_title": title if restricted else "",
        "exempt_paragraphs": sorted({int(each) for each in paragraphs}),
        "public_interest": page.text(f"{key}.public_interest", 2000),
    }
    try:
        item = put_item(meeting, values, page.by)
    except Invalid as problem:
        page.faults += [Fault(f"{key}.{each.where}", each.message, each.mend) for each in problem.faults]
        return None
    item.number = number
    item.save(update_fields=["number"])
    return item
