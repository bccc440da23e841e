"""Load the `partnerships` section of a pack."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.packfiles import Report
from folkmoot_core.packfiles.suggestions import mend_name

from ...policies import check_load_partnerships
from .register import load_levels, load_register
from .terms import load_events, load_terms
from .work import load_lines, load_needs, load_plans, load_versions

# In this order, since each may refer to those before it.
TABLES = {
    "levels": load_levels,
    "register": load_register,
    "events": load_events,
    "needs": load_needs,
    "plans": load_plans,
    "plan_versions": load_versions,
    "matrix": load_lines,
}
TERMS = "terms"


@transaction.atomic
def load_pack(folder: Path, report: Report, by: Actor) -> dict[str, int]:
    """Put the register of partnerships of the pack in `folder` there: its sub-folder `partnerships`, if it has one.

    Returns how many rows each table has, the same at a second loading. Faults go to `report`; whoever calls rolls back
    when there is one.
    """
    check_load_partnerships(by)
    section = folder / "partnerships"
    if not section.is_dir():
        return {}
    names = [f"{name}.csv" for name in TABLES]
    for path in sorted(section.iterdir()):
        if path.name not in names and path.name != TERMS and not path.name.startswith("."):
            report.fault(path, None, _("This file is not known here."), mend_name(path.name, [*names, TERMS]))
    bodies = dict(Organisation.objects.values_list("key", "pk"))
    counts = {
        name: load(section / f"{name}.csv", report, bodies)
        for name, load in TABLES.items()
        if (section / f"{name}.csv").exists()
    }
    if (section / TERMS).is_dir():
        counts[TERMS] = load_terms(section / TERMS, report, bodies)
    return counts
