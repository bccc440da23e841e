"""Begin a report: of which kind, on which figures."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.places.models import Place
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...enums import ReportKind, SnapshotReason
from ...models import Consultation, Report, Snapshot, Weighting
from ...policies import check_plan
from ...queries.reports.listing import KINDS, districts_answered
from ...queries.reports.making import generate
from ..snapshots import snapshot_now


def make_report(
    *,
    consultation: Consultation,
    kind: str,
    by: Actor,
    snapshot: Snapshot | None = None,
    district: Place | None = None,
    weighting: Weighting | None = None,
) -> Report:
    """A report of the kind, on this snapshot or on one that is taken now. Raises Refused, and Invalid (naming `kind`
    or `district`) where there is one already, or no figures to stand on."""
    check_plan(by, standing_of(consultation))
    kept_district = _district_for(consultation, kind, district)
    check_own_figures(consultation, snapshot, weighting)
    # Outside the transaction below: a snapshot that was written stays, whatever comes of the report.
    figures = snapshot or snapshot_now(consultation=consultation, by=by, reason=SnapshotReason.REPORT)
    wanted = Report(consultation=consultation, kind=kind, district=kept_district, snapshot=figures, weighting=weighting)
    # A report that cannot be written is not begun: too few answers, weights that cannot be reached.
    generate(wanted)
    try:
        with transaction.atomic():
            wanted.save()
            changes = {"kind": [None, kind], "snapshot": [None, figures.digest]}
            if kept_district:
                changes["district"] = [None, kept_district.code]
            record(verb="report.made", subject=wanted, by=by, changes=changes)
    except IntegrityError as there_already:
        where = "district" if kept_district else "kind"
        told = _("There is such a report already."), _("Open it from the list; it keeps its edits on new figures.")
        raise Invalid([Fault(where, *told)]) from there_already
    return wanted


def check_own_figures(consultation: Consultation, snapshot: Snapshot | None, weighting: Weighting | None) -> None:
    """Raises Invalid for figures of another consultation."""
    faults = []
    if snapshot is not None and snapshot.consultation_id != consultation.pk:
        faults.append(Fault("figures", _("This snapshot is of another consultation."), _("Choose one of the list.")))
    if weighting is not None and weighting.consultation_id != consultation.pk:
        faults.append(
            Fault("weighting", _("These weights are of another consultation."), _("Choose some of the list."))
        )
    if faults:
        raise Invalid(faults)


def _district_for(consultation: Consultation, kind: str, district: Place | None) -> Place | None:
    if kind not in KINDS:
        raise Invalid([Fault("kind", _("There is no such kind of report."), _("Choose one of the list."))])
    if kind != ReportKind.DISTRICT:
        return None
    if district is None or not districts_answered(consultation).filter(pk=district.pk).exists():
        told = _("Choose the district that the extract is for."), _("Only districts with responses are in the list.")
        raise Invalid([Fault("district", *told)])
    return district
