"""A report as a file, for whoever keeps the site: from the figures alone, or as officers have it on their desk."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.reports.forms import Written, write
from folkmoot_core.values import Fault, Invalid

from ..enums import SnapshotReason
from ..models import Consultation, Report, Snapshot
from ..queries.reports import document_of
from ..queries.reports.listing import reports_of
from ..queries.reports.making import make
from ..queries.snapshots import snapshots_of
from .snapshots import snapshot_now

SHORTEST = 8


def write_report(
    *, slug: str, kind: str, form: str, by: Actor, district: str = "", digest: str = "", edited: bool = False
) -> Written:
    """The report of a `ReportKind` in a form of `folkmoot_core.reports.forms`, from the snapshot whose name begins with
    `digest`, or else from the responses as they stand now. `edited`: as officers have it, with their edits, on their
    weighting, and without a `digest` on their snapshot. Whoever calls has checked that `by` may. Raises Invalid."""
    consultation = Consultation.objects.filter(slug=slug).select_related("organisation", "area").first()
    if consultation is None:
        known = ", ".join(Consultation.objects.order_by("slug").values_list("slug", flat=True))
        message = _("There is no consultation “%(slug)s”.") % {"slug": slug}
        raise Invalid([Fault("consultation", message, _("There are: %(known)s.") % {"known": known or _("none")})])
    snapshot = _chosen(consultation, digest) if digest else None
    if edited:
        report = _on_the_desk(consultation, kind, district)
        report.snapshot = snapshot or report.snapshot
        return write(make(report).applied.report, form)
    if snapshot is None:
        snapshot = snapshot_now(consultation=consultation, by=by, reason=SnapshotReason.REPORT)
    return write(document_of(kind, consultation, snapshot, district=district), form)


def _on_the_desk(consultation: Consultation, kind: str, district: str) -> Report:
    found = reports_of(consultation).filter(kind=kind)
    report = (found.filter(district__code=district) if district else found).first()
    if report is None:
        message, mend = (
            _("No officer has begun this report."),
            _("Begin it on the page “Reports”, or leave --edited out."),
        )
        raise Invalid([Fault("edited", message, mend)])
    report.consultation = consultation
    return report


def _chosen(consultation: Consultation, digest: str) -> Snapshot:
    found = [each for each in snapshots_of(consultation) if each.digest.startswith(digest.lower())]
    if len(found) == 1 and len(digest) >= SHORTEST:
        return found[0]
    known = ", ".join(each.digest[:12] for each in snapshots_of(consultation)) or _("none")
    message = _("No single snapshot of this consultation has a name that begins with “%(digest)s”.")
    mend = _("Give at least %(least)d characters of one of: %(known)s.") % {"least": SHORTEST, "known": known}
    raise Invalid([Fault("snapshot", message % {"digest": digest}, mend)])
