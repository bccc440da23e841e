"""The folder `compact/` of a pack → the agreement, its versions and commitments, its parties, and records for a first
look."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report
from folkmoot_core.packfiles.suggestions import mend_name

from ...models import Agreement
from ...policies import check_load
from .agreement import load_agreement
from .commitments import load_commitments
from .first_look import load_evidence, load_funding

FILES = ("compact.yaml", "commitments.csv", "funding.yaml", "evidence.yaml")


@transaction.atomic
def load_pack(folder: Path, report: Report, by: Actor, today: date) -> dict[str, int]:
    """Put the agreement of the pack in `folder` there. Funding and evidence whose key is known stay as they are.

    Returns how many rows each table has, the same at a second loading. Faults go to `report`; whoever calls rolls back
    when there is one.
    """
    check_load(by)
    section = folder / "compact"
    if not section.is_dir():
        return {}
    for path in sorted(section.iterdir()):
        if path.name not in FILES:
            report.fault(path, None, _("This file is not known here."), mend_name(path.name, FILES))
    document = section / "compact.yaml"
    if not document.exists():
        report.fault(document, None, _("This file is missing."), _("It says what the agreement is, and who is party."))
        return {}
    known = Agreement.objects.count()
    agreement, counts = load_agreement(document, folder, report, today)
    if agreement is None or not report.ok:
        return counts
    counts |= load_commitments(section / "commitments.csv", document, agreement, report)
    counts |= load_funding(section / "funding.yaml", report, today)
    counts |= load_evidence(section / "evidence.yaml", agreement, report, today)
    if report.ok and Agreement.objects.count() != known:
        record(verb="compact.loaded", subject=agreement, by=by)
    return counts
