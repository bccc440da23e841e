"""Keep a file that Folkmoot itself has made, such as a form of a report: nothing in it came from a stranger."""

from __future__ import annotations

import hashlib
import secrets

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import new_key
from folkmoot_core.values import Fault, Invalid

from .. import policies
from ..enums import MADE_HERE
from ..models import Document

KNOWN = {file_type.media_type for file_type in MADE_HERE}


def keep_made(
    *, title: str, content: bytes, media_type: str, classification: str, by: Actor, subject: Model, download_name: str
) -> Document:
    """Keep these bytes under a random name, with their SHA-256. `media_type` is one of `enums.MADE_HERE`; what people
    send goes through `store`, which looks inside. Raises Invalid or Refused. Should a transaction around this be
    rolled back later, the bytes stay behind under a name that nothing knows."""
    policies.check_store(by, classification)
    if media_type not in KNOWN:
        raise Invalid([Fault("file", _("We make no files of the kind “%(kind)s”.") % {"kind": media_type})])
    digest = hashlib.sha256(content).hexdigest()
    document = Document(
        key=new_key(),
        title=" ".join(title.split())[:200],
        download_name=download_name[:200],
        media_type=media_type,
        size=len(content),
        sha256=digest,
        classification=classification,
        subject_type=subject._meta.label_lower,
        subject_key=str(subject.pk),
        added_by=by.name,
    )
    document.file.save(secrets.token_hex(16), ContentFile(content), save=False)
    try:
        with transaction.atomic():
            document.save()
            changes = {"classification": [None, str(classification)], "sha256": [None, digest]}
            record(verb="document.kept", subject=document, by=by, changes=changes)
    except BaseException:
        document.file.delete(save=False)
        raise
    return document
