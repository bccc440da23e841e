"""Put a report on newer figures. Its edits stay; what no longer fits is told when the report is read."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor

from ...adapters import standing_of
from ...enums import SnapshotReason
from ...models import Report, Snapshot, Weighting
from ...policies import check_plan
from ..snapshots import snapshot_now
from .making import check_own_figures


def refresh_figures(*, report: Report, snapshot: Snapshot | None, weighting: Weighting | None, by: Actor) -> bool:
    """On this snapshot, or on one that is taken now, with these weights or none. Returns whether anything changed.
    Raises Refused, and Invalid for figures of another consultation."""
    check_plan(by, standing_of(report.consultation))
    check_own_figures(report.consultation, snapshot, weighting)
    figures = snapshot or snapshot_now(consultation=report.consultation, by=by, reason=SnapshotReason.REPORT)
    if (figures.pk, weighting.pk if weighting else None) == (report.snapshot_id, report.weighting_id):
        return False
    changes = {
        "snapshot": [report.snapshot.digest, figures.digest],
        "weighting": [str(report.weighting or ""), str(weighting or "")],
    }
    with transaction.atomic():
        # The number goes up, so that a sentence in an open form is compared with what the new figures say.
        Report.objects.filter(pk=report.pk).update(
            snapshot=figures, weighting=weighting, edits_number=F("edits_number") + 1, updated_at=timezone.now()
        )
        record(verb="report.figures_refreshed", subject=report, by=by, changes=changes)
    report.refresh_from_db()
    return True
