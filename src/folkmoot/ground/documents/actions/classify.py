"""Change who may read a document."""

from __future__ import annotations

from django.db import transaction

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor

from .. import policies
from ..models import Document


def classify(*, document: Document, classification: str, by: Actor, reason: str = "") -> Document:
    """Give a document another classification; whoever calls has checked that `by` may do this to its record."""
    policies.check_store(by, classification)
    old, document.classification = document.classification, classification
    with transaction.atomic():
        document.save(update_fields=["classification"])
        changes = {"classification": [str(old), str(classification)]}
        record(verb="document.classified", subject=document, by=by, changes=changes, reason=reason)
    return document
