from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import new_key
from folkmoot_core.values import Fault, Invalid

from .. import policies
from ..adapters import type_of_file
from ..models import Document

CHUNK = 64 * 1024


def store(
    *,
    title: str,
    upload: IO[bytes] | File[Any],
    classification: str,
    by: Actor,
    subject: Model | None = None,
    name: str = "",
    download_name: str = "",
    waits_for: str = "",
    savepoint: bool = True,
    audited: bool = True,
) -> Document:
    """Keep a file: its type told from its bytes, its SHA-256 taken, its bytes under a random name.

    `upload` is an open binary file; its own name counts unless `name` is given. `subject` is the saved record that the
    document belongs to; `waits_for` the label of the model whose record comes later (`attach`). The title stands in
    the history for ever; a name that may say who somebody is belongs into `download_name`. Raises Invalid (naming the
    field `file`, `title` or `classification`) or Refused. Should a transaction around this be rolled back later, the
    bytes stay behind under a name that nothing knows. With `savepoint` off two statements are saved, and a failure here
    costs the whole transaction around. `audited` is off for what a resident sends with a post that is its own account
    (see `intake.receive`): the row says when it came and its SHA-256, and that it was forgotten is audited as ever.
    """
    policies.check_store(by, classification)
    name = name or PurePath(str(getattr(upload, "name", "") or "")).name
    _check_fields(title, classification, name)
    size, digest = _measure(upload)
    file_type = type_of_file(upload, name)
    document = Document(
        key=new_key(),
        title=" ".join(title.split())[:200],
        download_name=" ".join(download_name.split())[:200],
        media_type=file_type.media_type,
        size=size,
        sha256=digest,
        classification=classification,
        subject_type=subject._meta.label_lower if subject else waits_for.lower(),
        subject_key=str(subject.pk) if subject else "",
        added_by=by.name,
    )
    upload.seek(0)
    document.file.save(secrets.token_hex(16), File(upload), save=False)
    try:
        with transaction.atomic(savepoint=savepoint):
            document.save(force_insert=True)
            if audited:
                changes = {"classification": [None, str(classification)], "sha256": [None, digest]}
                record(verb="document.stored", subject=document, by=by, changes=changes)
    except BaseException:
        document.file.delete(save=False)
        raise
    return document


def attach(document: Document, subject: Model, by: Actor) -> Document:
    """Say which record a document belongs to, when the record came after the document."""
    policies.check_store(by, document.classification)
    old = f"{document.subject_type}:{document.subject_key}" if document.subject_type else None
    document.subject_type, document.subject_key = subject._meta.label_lower, str(subject.pk)
    with transaction.atomic():
        document.save(update_fields=["subject_type", "subject_key"])
        new = f"{document.subject_type}:{document.subject_key}"
        record(verb="document.attached", subject=document, by=by, changes={"subject": [old, new]})
    return document


def forget_unclaimed(*, waits_for: str, before: datetime, keep: Collection[str], by: Actor) -> int:
    """Delete the documents, bytes too, that came before this instant for a record of this model and never got one;
    returns how many. `keep` are the keys of those that somebody may still send."""
    left = Document.objects.filter(subject_type=waits_for.lower(), subject_key="", added_at__lt=before)
    gone = 0
    for document in left.exclude(key__in=keep).order_by("pk"):
        with transaction.atomic():
            # The condition holds against an answer that is sent at this moment.
            deleted, _per_model = Document.objects.filter(pk=document.pk, subject_key="").delete()
            if not deleted:
                continue
            record(verb="document.forgotten", subject=document, by=by)
            transaction.on_commit(partial(document.file.delete, save=False))
        gone += 1
    return gone


def _check_fields(title: str, classification: str, name: str) -> None:
    faults = []
    if not title.strip():
        faults.append(Fault("title", _("The document has no title."), _("Say in a few words what it is.")))
    if classification not in Classification.values:
        known = ", ".join(Classification.values)
        faults.append(Fault("classification", f"“{classification}” is not a classification.", f"Use one of: {known}."))
    if not name:
        faults.append(Fault("file", _("The file has no name."), _("Choose a file.")))
    if faults:
        raise Invalid(faults)


def _measure(upload: IO[bytes] | File[Any]) -> tuple[int, str]:
    upload.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := upload.read(CHUNK):
        size += len(chunk)
        if size > settings.LARGEST_UPLOAD:
            limit = settings.LARGEST_UPLOAD // (1024 * 1024)
            fault = _("The file is larger than %(limit)d megabytes.") % {"limit": limit}
            raise Invalid([Fault("file", fault, _("Send a smaller one, or split it."))])
        digest.update(chunk)
    if not size:
        raise Invalid([Fault("file", _("The file is empty."), _("Choose the file again."))])
    return size, digest.hexdigest()
