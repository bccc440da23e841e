"""Forget what somebody wrote or said, and keep that it came."""

from __future__ import annotations

from django.db import transaction

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import documents_of, forget_document

from ..models import Arrival


@transaction.atomic
def forget_words(*, arrival: Arrival, instead: str, by: Actor, reason: str) -> int:
    """The words of an arrival, its scan or e-mail file and what was attached to it go; `instead` stands in the place of
    words. Returns how many files went. What it became forgets its own copy; whoever calls has checked that `by` may."""
    files = {document.pk: document for document in documents_of(arrival)}
    if arrival.source_id:
        files[arrival.source_id] = Document.objects.get(pk=arrival.source_id)
    arrival.words, arrival.source = instead if arrival.words else "", None
    arrival.save(update_fields=["words", "source"])
    for document in files.values():
        forget_document(document=document, by=by, reason=reason)
    record(verb="arrival.words_forgotten", subject=arrival, by=by, changes={"files": [len(files), 0]}, reason=reason)
    return len(files)
