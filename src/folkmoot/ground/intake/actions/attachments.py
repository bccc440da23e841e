from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import store
from folkmoot_core.values import Invalid

from ..adapters.emails import Attachment, EmailParts
from ..models import Arrival

# An e-mail can be made of a hundred thousand parts, and each file kept costs a row and a place on the disk.
MOST_ATTACHMENTS = 30


def keep_attachments(*, arrival: Arrival, mail: EmailParts, by: Actor) -> list[Document]:
    """Keep the files that came with an e-mail, each as a document of the arrival that opens for the same people as the
    e-mail itself.

    Files of a kind that we do not take (programs, web pages, empty ones) are left out: they stay within the e-mail.
    """
    kept = []
    for attachment in mail.attachments[:MOST_ATTACHMENTS]:
        try:
            kept.append(
                store(
                    title=title_of(attachment),
                    upload=BytesIO(attachment.content),
                    name=attachment.name,
                    classification=Classification.CONFIDENTIAL,
                    subject=arrival,
                    by=by,
                )
            )
        except Invalid:
            continue
    return kept


def title_of(attachment: Attachment) -> str:
    """What the document kept of an attachment is called."""
    return " ".join(attachment.name.split())[:200] or _("Attachment")
