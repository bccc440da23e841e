"""Delete a file that must not be kept any longer; the history keeps that it was there."""

from __future__ import annotations

from functools import partial

from django.db import transaction

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
