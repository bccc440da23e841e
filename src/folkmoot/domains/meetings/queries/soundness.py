"""What must hold of every agenda, whatever wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Classification

from ..enums import Access
from ..models import AgendaItem, Attachment, Publication


def faults_in_meetings() -> Iterator[str]:
    """Files that are kept back and open to everybody; published faces that show what is kept back; items that went out
    without a number."""
    files = Attachment.objects.select_related("document", "paper__item__meeting__body")
    for attachment in files.filter(document__classification=Classification.PUBLIC).iterator():
        if not attachment.is_open:
            yield _("A file of %(meeting)s is kept back and yet open to everybody: publish the agenda anew.") % {
                "meeting": attachment.paper.item.meeting
            }
    kept_back = AgendaItem.objects.exclude(access=Access.PUBLIC).values_list("meeting_id", "serial", "title")
    hidden = {(meeting, serial): title for meeting, serial, title in kept_back}
    for publication in Publication.objects.filter(meeting__in={meeting for meeting, _serial in hidden}).iterator():
        for face in publication.face.get("items", []):
            if face["open"] and (publication.meeting_id, face["serial"]) in hidden:
                yield _("Version %(number)d of meeting %(meeting)s shows an item that is kept back.") % {
                    "number": publication.number,
                    "meeting": publication.face.get("key"),
                }
    for item in AgendaItem.objects.filter(first_published_at__isnull=False, number="").select_related("meeting__body"):
        yield _("An item of %(meeting)s was published without a number.") % {"meeting": item.meeting}
