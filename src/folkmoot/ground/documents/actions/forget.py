"""Delete a file that must not be kept any longer; the history keeps that it was there."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from django.db import transaction
from django.db.models import Model, Q

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor

from ..models import Document


@transaction.atomic
def forget_document(*, document: Document, by: Actor, reason: str) -> None:
    """Delete a document; its bytes go once the transaction around this is committed. For what must not be kept, such as
    a photograph as it came once it has been made anew. The caller has checked that `by` may."""
    record(verb="document.forgotten", subject=document, by=by, reason=reason)
    file = document.file
    document.delete()
    transaction.on_commit(partial(file.delete, save=False))


@transaction.atomic
def forget_documents(*, about: Model, keys: Collection[str] = (), by: Actor, reason: str = "") -> int:
    """Delete the documents of a record, and those of these keys; returns how many. The caller has checked that `by`
    may, and that nothing points at them any more."""
    of_record = Q(subject_type=about._meta.label_lower, subject_key=str(about.pk))
    found = list(Document.objects.filter(of_record | Q(key__in=keys)).order_by("pk"))
    for document in found:
        forget_document(document=document, by=by, reason=reason)
    return len(found)
