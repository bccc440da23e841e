"""A meeting with all that hangs on its agenda: nine queries, however long it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import working_calendar
from folkmoot_core.agendas import ClearDays, count_clear_days
from folkmoot_core.calendars import CalendarEnds

from ..adapters.faces import Eyes, Face, face_of
from ..enums import Access, DaysCounted, Numbering
from ..models import AgendaItem, Attachment, Meeting, MeetingRules, Paper, Publication
from ..policies import can_keep, can_read


def with_agenda(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    files = Attachment.objects.select_related("document", "paper__item")
    papers = (
        Paper.objects.select_related("item")
        .prefetch_related("recommendations", "background_papers")
        .prefetch_related(Prefetch("attachments", queryset=files))
    )
    items = AgendaItem.objects.prefetch_related(Prefetch("papers", queryset=papers))
    return meetings.select_related("body", "chair").prefetch_related(Prefetch("items", queryset=items))


def rules_of(body_id: int) -> MeetingRules:
    """How a body calls its meetings; what nobody said is as the law has it."""
    return MeetingRules.objects.filter(body=body_id).first() or MeetingRules(body_id=body_id)


def sections_of(rules: MeetingRules) -> list[tuple[str, str]]:
    """(letter, title) in order; one nameless section for a body that numbers in one row."""
    if rules.numbering == Numbering.SECTIONS and rules.sections:
        return [(str(letter), str(title)) for letter, title in rules.sections]
    return [("", "")]


def latest(meeting: Meeting) -> Publication | None:
    """The last version that went out."""
    return meeting.publications.order_by("-number").first()


def clear_days_of(meeting: Meeting, published: Any, rules: MeetingRules) -> ClearDays | None:
    """The count for publishing on this day; None where the calendar does not reach."""
    try:
        return count_clear_days(
            working_calendar(),
            published,
            meeting.date,
            rules.clear_days,
            working=rules.days_counted == DaysCounted.WORKING,
            law_binds=rules.law_binds,
        )
    except CalendarEnds:
        return None


@dataclass(frozen=True)
class ShownMeeting:
    """A meeting as one reader sees it: sections (letter, title, faces of items) of the version that went out last."""

    meeting: Meeting
    publication: Publication | None
    sections: list[tuple[str, str, list[Face]]]
    may_keep: bool
    sees_more: bool

    @property
    def items(self) -> list[Face]:
        return [item for _letter, _title, items in self.sections for item in items]

    def item(self, serial: int) -> Face | None:
        return next((item for item in self.items if item["serial"] == serial), None)


def eyes_of(actor: Actor, meeting: Meeting) -> Eyes:
    """What somebody may read at a meeting of this body, of what has been published."""
    return Eyes(frozenset(access for access in Access.values if can_read(actor, access, meeting)), published_only=True)


def may_open(meeting: Meeting, actor: Actor) -> bool:
    """Whether somebody may see that there is this meeting at all."""
    return meeting.is_on_public_pages or can_read(actor, Access.EXEMPT, meeting)


def show(meeting: Meeting, actor: Actor) -> ShownMeeting:
    """What `actor` may read. Items of which the face keeps something back are shown as they stand to those who may read
    it."""
    publication = latest(meeting)
    faces: list[Face] = publication.face.get("items", []) if publication else []
    eyes = eyes_of(actor, meeting)
    sees_more = len(eyes.opened) > 1
    if sees_more and any(_keeps_back(face) for face in faces):
        whole = with_agenda(Meeting.objects.filter(pk=meeting.pk)).get()
        private = {item["serial"]: item for item in face_of(whole, eyes)["items"]}
        faces = [private.get(face["serial"], face) if _keeps_back(face) else face for face in faces]
    titles = dict(sections_of(rules_of(meeting.body_id)))
    letters = list(dict.fromkeys([*titles, *(face["section"] for face in faces)]))
    sections = [
        (letter, titles.get(letter, ""), [face for face in faces if face["section"] == letter]) for letter in letters
    ]
    return ShownMeeting(
        meeting, publication, [each for each in sections if each[2]], can_keep(actor, meeting), sees_more
    )


def _keeps_back(face: Face) -> bool:
    things = [face, *face["papers"], *(each for paper in face["papers"] for each in paper["attachments"])]
    return not all(each["open"] for each in things)
