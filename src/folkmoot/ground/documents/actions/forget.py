"""Delete a file that must not be kept any longer; the history keeps that it was there."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor

from ..models import Document


@transaction.atomic
def forget(*, document: Document, by: Actor, reason: str) -> None:
    """The row goes now, the bytes as soon as this is committed. Whoever calls has checked that `by` may, and has taken
    the document out of the records that point to it."""
    record(verb="document.forgotten", subject=document, by=by, reason=reason.strip())
    file = document.file
    Document.objects.filter(pk=document.pk).delete()
    transaction.on_commit(partial(file.delete, save=False))
