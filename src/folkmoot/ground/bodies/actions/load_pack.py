"""Load the `bodies` section of a pack."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report
from folkmoot_core.packfiles.suggestions import mend_name

from ..policies import check_load_bodies
from .load_organisations import load_organisations
from .load_people import load_memberships, load_people, load_posts

# In this order, since each may refer to those before it.
TABLES = {
    "organisations": load_organisations,
    "people": load_people,
    "posts": load_posts,
    "memberships": load_memberships,
}


@transaction.atomic
def load_pack(folder: Path, report: Report, by: Actor) -> dict[str, int]:
    """Put the bodies of the pack in `folder` there: its sub-folder `bodies`, if it has one.

    Returns how many rows each table has, which is the same at a second loading. Faults go to `report`; whoever calls
    rolls back when there is one.
    """
    check_load_bodies(by)
    section = folder / "bodies"
    if not section.is_dir():
        return {}
    names = [f"{name}.csv" for name in TABLES]
    for path in sorted(section.glob("*.csv")):
        if path.name not in names:
            report.fault(path, None, _("This file is not known here."), mend_name(path.name, names))
    present = {
        name: section / f"{name}.csv"
        for name in TABLES
        if name == "organisations" or (section / f"{name}.csv").exists()
    }
    return {name: TABLES[name](path, report) for name, path in present.items()}
