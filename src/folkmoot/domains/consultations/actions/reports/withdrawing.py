"""Take back an edition that should not have been read: it keeps its place in the list, with the reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.public import classify
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...models import Edition
from ...policies import check_plan


@transaction.atomic
def withdraw_edition(*, edition: Edition, reason: str, by: Actor) -> Edition:
    """The public reads the reason in place of the edition, and its files are for staff. Raises Invalid without a
    reason, or if it is withdrawn already."""
    check_plan(by, standing_of(edition.report.consultation))
    if not reason.strip():
        told = _("Say why it is withdrawn."), _("Everybody reads the reason in place of the edition.")
        raise Invalid([Fault("reason", *told)])
    now = timezone.now()
    mine = Edition.objects.filter(pk=edition.pk, withdrawn_at=None)
    if not mine.update(withdrawn_at=now, withdrawn_because=reason.strip()):
        raise Invalid([Fault("reason", _("This edition is withdrawn already."))])
    for file in edition.files.select_related("document"):
        classify(document=file.document, classification=Classification.INTERNAL, by=by, reason=reason.strip())
    changes = {"edition": [edition.number, edition.number], "withdrawn": [None, now.isoformat()]}
    record(verb="report.edition_withdrawn", subject=edition.report, by=by, changes=changes, reason=reason.strip())
    edition.withdrawn_at, edition.withdrawn_because = now, reason.strip()
    return edition
