"""Load the `money` section of a pack."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report
from folkmoot_core.packfiles.suggestions import mend_name

from ...policies import check_load
from .amounts import load_amounts, load_changes
from .budgets import load_budgets, load_lines, publish_as_told
from .savings import load_savings, load_staff

# In this order, since each may refer to those before it. Updates are read with the savings that they are of.
TABLES = {
    "budgets": load_budgets,
    "lines": load_lines,
    "amounts": load_amounts,
    "changes": load_changes,
    "savings": load_savings,
    "staff": load_staff,
}
FILES = (*TABLES, "saving_updates")


@transaction.atomic
def load_pack(folder: Path, report: Report, by: Actor) -> dict[str, int]:
    """Put the budgets of the pack in `folder` there: its sub-folder `money`, if it has one, and publish what it says is
    published.

    Returns how many rows each table has, the same at a second loading. Faults go to `report`; whoever calls rolls back
    when there is one. An amount that differs from the one on record becomes a revision of it.
    """
    check_load(by)
    section = folder / "money"
    if not section.is_dir():
        return {}
    names = [f"{name}.csv" for name in FILES]
    for path in sorted(section.iterdir()):
        if path.name not in names and not path.name.startswith("."):
            report.fault(path, None, _("This file is not known here."), mend_name(path.name, names))
    counts = {}
    for name, load in TABLES.items():
        # A fault in the budgets would be told again by every row that names one.
        if (section / f"{name}.csv").exists() and report.ok:
            counts[name] = load(section / f"{name}.csv", report, by)
    if report.ok and "budgets" in counts:
        publish_as_told(section / "budgets.csv", report, by)
    return counts
