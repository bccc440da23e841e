"""The face of a meeting: what a kind of reader may know of it, as plain JSON. Every page, feed, file, message and index
for the public is made from the public face and from nothing else, so what is left out here is left out everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from ..enums import Access
from ..models import AgendaItem, Attachment, Meeting, Paper

Face = dict[str, Any]
EVERYBODY = frozenset({Access.PUBLIC.value})
MEMBERS = EVERYBODY | {Access.EXEMPT.value}
KEEPERS = MEMBERS | {Access.CONFIDENTIAL.value}


@dataclass(frozen=True)
class Eyes:
    """For whom a face is made: what they may read, and whether only what has been published counts."""

    opened: frozenset[str] = EVERYBODY
    published_only: bool = False


PUBLIC = Eyes()


def face_of(meeting: Meeting, eyes: Eyes = PUBLIC) -> Face:
    """Of a meeting fetched with its agenda (`queries.agenda.with_agenda`)."""
    return {
        "key": meeting.key,
        "title": meeting.title,
        "body": meeting.body.name,
        **face_of_day(meeting),
        "items": [
            face_of_item(item, eyes)
            for item in meeting.items.all()
            if (item.number or not item.is_withdrawn) and (item.first_published_at or not eyes.published_only)
        ],
    }


def face_of_day(meeting: Meeting) -> Face:
    """When and where."""
    return {
        "date": _day(meeting.date),
        "starts_at": _clock(meeting.starts_at),
        "ends_at": _clock(meeting.ends_at),
        "venue": meeting.venue,
    }


def face_of_item(item: AgendaItem, eyes: Eyes = PUBLIC) -> Face:
    face = {
        "serial": item.serial,
        "number": item.number,
        "section": item.section,
        "state": item.state,
        **_standing(item, eyes, _("Exempt item")),
    }
    if not face["open"]:
        return {**face, "papers": []}
    return {
        **face,
        "kind": item.kind,
        "delivery": item.delivery,
        "note": item.note,
        "presented_by": item.presented_by,
        "starts_at": _clock(item.starts_at),
        "late_reason": item.late_reason,
        "state_reason": item.state_reason,
        "papers": [
            face_of_paper(paper, eyes)
            for paper in item.papers.all()
            if not paper.is_withdrawn and (paper.first_published_at or not eyes.published_only)
        ],
    }


def face_of_paper(paper: Paper, eyes: Eyes = PUBLIC) -> Face:
    face = {"serial": paper.serial, **_standing(paper, eyes, _("Exempt paper"))}
    if not face["open"]:
        return {**face, "attachments": []}
    return {
        **face,
        "authors": paper.authors,
        "addressed_to": paper.addressed_to,
        "date": _day(paper.date),
        "summary": paper.summary,
        "text": paper.body_text,
        "contacts": paper.contacts,
        "recommendations": [[each.verb, each.text] for each in paper.recommendations.all()],
        "background": [[each.title, each.url] for each in paper.background_papers.all()],
        "pages": [paper.page_from, paper.page_to] if paper.page_from else [],
        "attachments": [
            _face_of_attachment(each, eyes)
            for each in paper.attachments.all()
            if each.first_published_at or not eyes.published_only
        ],
    }


def _face_of_attachment(attachment: Attachment, eyes: Eyes) -> Face:
    face = _standing(attachment, eyes, _("Exempt file"))
    if not face["open"]:
        return {**face, "key": f"kept-back-{attachment.pk}"}
    return {
        **face,
        "key": attachment.document.key,
        "pages": attachment.pages,
        "size": attachment.document.size,
        "type": attachment.document.media_type,
    }


def _standing(thing: AgendaItem | Paper | Attachment, eyes: Eyes, otherwise: str) -> Face:
    access = thing.access_in_force
    is_open = access in eyes.opened
    face: Face = {
        "access": access,
        "open": is_open,
        "title": thing.title if is_open else thing.public_title or otherwise,
    }
    if access != Access.PUBLIC:
        face |= {"paragraphs": sorted(thing.exempt_paragraphs), "public_interest": thing.public_interest}
    return face


def narrowed(face: Face, meeting: Meeting) -> tuple[Face, list[str]]:
    """An older public face without what is kept back by now, and the words that left it."""
    items = {item.serial: item for item in meeting.items.all()}
    gone: list[str] = []
    held = []
    for old in face.get("items", []):
        item = items.get(old["serial"])
        if item is None or not old["open"]:
            held.append(old)
        elif not item.is_open:
            gone += _words(old)
            held.append(face_of_item(item))
        else:
            held.append({**old, "papers": [_narrowed_paper(paper, item, gone) for paper in old["papers"]]})
    return {**face, "items": held}, gone


def _narrowed_paper(old: Face, item: AgendaItem, gone: list[str]) -> Face:
    paper = next((each for each in item.papers.all() if each.serial == old["serial"]), None)
    if paper is None or not old["open"]:
        return old
    if not paper.is_open:
        gone += _words(old)
        return face_of_paper(paper)
    by_key = {each.document.key: each for each in paper.attachments.all()}
    files = []
    for each in old["attachments"]:
        attachment = by_key.get(each["key"])
        if attachment is not None and not attachment.is_open:
            gone.append(each["title"])
            files.append(_face_of_attachment(attachment, PUBLIC))
        else:
            files.append(each)
    return {**old, "attachments": files}


def _words(face: Face) -> list[str]:
    """The words of a face that sentences about changes may repeat."""
    words = [face["title"], face.get("late_reason", ""), face.get("state_reason", "")]
    for paper in face.get("papers", ()):
        words += _words(paper)
    words += [each["title"] for each in face.get("attachments", ())]
    return [word for word in words if word]


def words_of_item(face: Face, item: Face) -> str:
    """What an item is found by: only what its face says."""
    parts = [face["body"], face["title"], item["title"]]
    if item["open"]:
        parts += [item["note"], item["presented_by"]]
        for paper in item["papers"]:
            parts.append(paper["title"])
            if paper["open"]:
                parts += [paper["authors"], paper["summary"], paper["text"]]
                parts += [text for _verb, text in paper["recommendations"]]
                parts += [each["title"] for each in paper["attachments"]]
    return "\n".join(part for part in parts if part)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _clock(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""
