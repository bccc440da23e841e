"""Load the `performance` section of a pack."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.packfiles import Report
from folkmoot_core.packfiles.suggestions import mend_name

from ...policies import check_load_performance
from .figures import load_figures, load_rebases
from .indicators import load_indicators
from .pages import load_duties, load_evidence, load_principles, load_questions, load_scorecards

# In this order, since each may refer to those before it.
TABLES = {
    "indicators": load_indicators,
    "figures": load_figures,
    "rebases": load_rebases,
    "scorecards": load_scorecards,
    "questions": load_questions,
    "evidence": load_evidence,
    "reporting": load_duties,
    "principles": load_principles,
}


@transaction.atomic
def load_pack(folder: Path, report: Report, by: Actor) -> dict[str, int]:
    """Put the indicators of the pack in `folder` there: its sub-folder `performance`, if it has one.

    Returns how many rows each table has, the same at a second loading. Faults go to `report`; whoever calls rolls back
    when there is one. A figure that differs from the one on record becomes a revision of it.
    """
    check_load_performance(by)
    section = folder / "performance"
    if not section.is_dir():
        return {}
    names = [f"{name}.csv" for name in TABLES]
    for path in sorted(section.iterdir()):
        if path.name not in names and not path.name.startswith("."):
            report.fault(path, None, _("This file is not known here."), mend_name(path.name, names))
    bodies = dict(Organisation.objects.values_list("key", "pk"))
    counts = {}
    for name, load in TABLES.items():
        # A fault in the indicators would be told again by every row that names one.
        if (section / f"{name}.csv").exists() and (report.ok or "indicators" not in counts):
            counts[name] = load(section / f"{name}.csv", report, bodies, by)
    return counts
