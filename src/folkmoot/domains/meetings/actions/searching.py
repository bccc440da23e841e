"""The index of words holds what stands in the public face that is out, and nothing else."""

from __future__ import annotations

from django.db import transaction

from folkmoot.ground.base.policies import Actor

from ..adapters.faces import words_of_item
from ..adapters.pdf_files import words_in
from ..adapters.search_index import WORDS
from ..models import AgendaItem, Attachment, Meeting, Publication
from ..policies import check_load_meetings
from ..queries.agenda import latest

AT_ONCE = 200


def index_meeting(meeting: Meeting) -> None:
    """Make its published items findable. Call it after each version and each change of who may read."""
    publication = latest(meeting)
    faces = {face["serial"]: face for face in publication.face.get("items", [])} if publication else {}
    public = meeting.is_on_public_pages
    for pk, serial in AgendaItem.objects.filter(meeting=meeting).values_list("pk", "serial"):
        face = faces.get(serial)
        WORDS.put(pk, words_of_item(publication.face, face) if face and publication and public else "")


def index_files(meeting: Meeting) -> None:
    """Add the words of the open PDFs of a meeting to its items. Takes a while for long files: for the background."""
    publication = latest(meeting)
    if publication is None or not meeting.is_on_public_pages:
        return
    rows = dict(AgendaItem.objects.filter(meeting=meeting).values_list("serial", "pk"))
    for face in publication.face.get("items", []):
        keys = [each["key"] for paper in face["papers"] for each in paper["attachments"] if each["open"]]
        if not keys or face["serial"] not in rows:
            continue
        words = [words_of_item(publication.face, face)]
        for attachment in Attachment.objects.filter(document__key__in=keys).select_related("document", "paper__item"):
            # Asked again: who may read it may have changed since.
            if attachment.is_open:
                with attachment.document.file.open("rb") as file:
                    words.append(words_in(file))
        WORDS.put(rows[face["serial"]], "\n".join(words))


def index_all(*, by: Actor) -> int:
    """Build the whole index anew; returns how many meetings are in it."""
    check_load_meetings(by)
    done, last = 0, 0
    while True:
        meetings = list(Meeting.objects.filter(pk__gt=last).select_related("body").order_by("pk")[:AT_ONCE])
        if not meetings:
            return done
        with transaction.atomic():
            for meeting in meetings:
                index_meeting(meeting)
        done, last = done + len(meetings), meetings[-1].pk


def is_index_lost() -> bool:
    """Whether something is published and nothing can be found: a backup in lines of JSON does not hold the index."""
    return WORDS.is_empty and Publication.objects.exists()
