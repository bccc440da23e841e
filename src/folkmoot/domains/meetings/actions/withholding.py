"""What is exempt or confidential is kept back at once, not only with the next version."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.public import classify, forget_document

from ..adapters.faces import narrowed
from ..enums import Access
from ..models import Attachment, Meeting, Publication
from ..queries.agenda import with_agenda
from .searching import index_meeting

CLASSIFIED: dict[str, str] = {
    Access.EXEMPT: Classification.EXEMPT,
    Access.CONFIDENTIAL: Classification.CONFIDENTIAL,
}


def classification_of(attachment: Attachment) -> str:
    """Who may open the file: everybody only once it is published."""
    kept = CLASSIFIED.get(attachment.access_in_force)
    if kept is not None:
        return kept
    return Classification.PUBLIC if attachment.first_published_at else Classification.INTERNAL


def put_classifications(meeting: Meeting, by: Actor) -> None:
    """Of a meeting fetched with its agenda: each file as its paper, item and own access say."""
    for item in meeting.items.all():
        for paper in item.papers.all():
            for attachment in paper.attachments.all():
                wanted = classification_of(attachment)
                if attachment.document.classification != wanted:
                    classify(document=attachment.document, classification=wanted, by=by)


def keep_back(meeting: Meeting, by: Actor) -> None:
    """After who may read something has changed: its files, every version that went out, the packs and the index."""
    whole = with_agenda(Meeting.objects.filter(pk=meeting.pk)).get()
    put_classifications(whole, by)
    changed = False
    for publication in whole.publications.all():
        face, gone = narrowed(publication.face, whole)
        if face != publication.face:
            changed = True
            publication.face = face
            kept = [said for said in publication.changes if not any(word in said for word in gone)]
            if len(kept) != len(publication.changes):
                kept.append(_("Something that stood here is kept back now."))
            publication.changes = kept
            publication.save(update_fields=["face", "changes"])
    if changed:
        forget_packs(whole, by)
        index_meeting(whole)


def forget_packs(meeting: Meeting, by: Actor) -> None:
    """Delete the packs of every version: they hold what is not to be read any more, or lack what is."""
    for publication in Publication.objects.filter(meeting=meeting).select_related("public_pack", "members_pack"):
        documents = [pack for pack in (publication.public_pack, publication.members_pack) if pack]
        if documents:
            Publication.objects.filter(pk=publication.pk).update(public_pack=None, members_pack=None)
            for document in documents:
                forget_document(document=document, by=by, reason=_("A newer pack takes its place."))
