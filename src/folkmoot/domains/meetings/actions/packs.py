"""The packs of a version as files: one for everybody, one with the exempt papers for members."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import keep_made
from folkmoot_core.agendas.pack import Enclosed, Pack, make

from ..adapters.faces import MEMBERS, Eyes, Face, face_of
from ..adapters.packing import pack_of
from ..adapters.pdf_files import look_into
from ..models import Meeting, Paper, Publication
from ..policies import check_keep
from ..queries.agenda import rules_of, sections_of, with_agenda
from ..signals import agenda_is_out
from .withholding import forget_packs

logger = logging.getLogger(__name__)
PDF = "application/pdf"


def make_packs(*, publication: Publication, by: Actor) -> list[str]:
    """Set both packs and keep them with the version, in place of those of earlier ones; writes down which page each
    paper stands on. Returns the titles of open files that could not be put in. Raises Refused. Takes seconds for a long
    pack, so call it after the version is out and outside its transaction."""
    meeting = with_agenda(Meeting.objects.filter(pk=publication.meeting_id)).get()
    check_keep(by, meeting)
    titles = dict(sections_of(rules_of(meeting.body_id)))
    private = face_of(meeting, Eyes(MEMBERS, published_only=True))
    more = any(_is_kept_back(face) for face in publication.face["items"])
    notice = _("For members: this pack holds exempt papers. Do not pass it on.") if more else ""
    full = make(_set(private, titles, meeting, notice))
    pages = full.pages
    public = make(_set(publication.face, titles, meeting, ""), pages) if more else full
    if full.left_out:
        logger.warning("Files of meeting %s could not be put into its pack: %d.", meeting.key, len(full.left_out))
    with transaction.atomic():
        forget_packs(meeting, by)
        publication.public_pack = _keep(meeting, public.content, Classification.PUBLIC, by)
        publication.members_pack = _keep(meeting, full.content, Classification.EXEMPT, by) if more else None
        publication.face = _with_pages(publication.face, pages)
        publication.save(update_fields=["public_pack", "members_pack", "face"])
        _write_pages(meeting, pages)
    agenda_is_out.send(Publication, meeting_id=meeting.pk)
    return list(public.left_out)


def make_missing_packs(*, at_most: int, by: Actor) -> int:
    """Those of the newest versions that have none; returns how many are made. One that cannot be made is not tried
    again until its agenda is published anew."""
    newest = Publication.objects.filter(meeting=OuterRef("meeting")).order_by("-number").values("pk")[:1]
    waiting = Publication.objects.filter(pk=Subquery(newest), public_pack=None).exclude(face__has_key="pack_failed")
    made = 0
    for publication in waiting.order_by("-pk")[:at_most]:
        try:
            make_packs(publication=publication, by=by)
            made += 1
        except Exception:
            logger.exception("The pack of version %s cannot be made.", publication.pk)
            publication.face = {**publication.face, "pack_failed": True}
            publication.save(update_fields=["face"])
    return made


def _set(face: Face, titles: dict[str, str], meeting: Meeting, notice: str) -> Pack:
    documents = {
        each.document.key: each.document
        for item in meeting.items.all()
        for paper in item.papers.all()
        for each in paper.attachments.all()
    }

    def fetch(key: str) -> Enclosed | None:
        document = documents.get(key)
        return _enclosed(document, _title_in(face, key)) if document and document.media_type == PDF else None

    return pack_of(face, titles, fetch, notice=notice, contact=meeting.contact)


def _enclosed(document: Document, title: str) -> Enclosed | None:
    try:
        with document.file.open("rb") as file:
            inside = look_into(file)
            return Enclosed(title, file.read(), inside.flipped) if inside.pages else None
    except OSError:
        logger.warning("The file of document %s is missing.", document.pk)
        return None


def _title_in(face: Face, key: str) -> str:
    files = (each for item in face["items"] for paper in item["papers"] for each in paper["attachments"])
    return next((each["title"] for each in files if each["key"] == key), "")


def _is_kept_back(item: Face) -> bool:
    things = [item, *item["papers"], *(each for paper in item["papers"] for each in paper["attachments"])]
    return not all(thing["open"] for thing in things)


def _with_pages(face: Face, pages: dict[str, tuple[int, int]]) -> Face:
    def with_own(item: Face, paper: Face) -> Face:
        own = pages.get(f"{item['serial']}-{paper['serial']}")
        return {**paper, "pages": list(own)} if own and paper["open"] else paper

    items = [{**item, "papers": [with_own(item, paper) for paper in item["papers"]]} for item in face["items"]]
    return {**face, "items": items}


def _write_pages(meeting: Meeting, pages: dict[str, tuple[int, int]]) -> None:
    changed: list[Any] = []
    for item in meeting.items.all():
        for paper in item.papers.all():
            own = pages.get(f"{item.serial}-{paper.serial}")
            if own and (paper.page_from, paper.page_to) != own:
                paper.page_from, paper.page_to = own
                changed.append(paper)
    Paper.objects.bulk_update(changed, ["page_from", "page_to"], batch_size=200)


def _keep(meeting: Meeting, content: bytes, classification: str, by: Actor) -> Document:
    return keep_made(
        title=f"{meeting.title} {meeting.date:%Y-%m-%d}",
        content=content,
        media_type=PDF,
        classification=classification,
        by=by,
        subject=meeting,
        download_name=f"{meeting.key}.pdf",
    )
