"""Load the `places` section of a pack."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report
from folkmoot_core.packfiles.suggestions import mend_name

from ..policies import check_load_places
from ..queries.maps import forget_maps
from .load_places import load_boundaries, load_places
from .load_populations import load_populations
from .load_postcodes import load_postcodes

FILES = frozenset({"places.csv", "populations.csv", "postcodes.csv", "boundaries"})


@transaction.atomic
def load_pack(folder: Path, report: Report, by: Actor) -> dict[str, int]:
    """Put the places of the pack in `folder` there: its sub-folder `places`, if it has one.

    Returns how many rows each table has, which is the same at a second loading. Faults go to `report`; whoever calls
    rolls back when there is one.
    """
    check_load_places(by)
    section = folder / "places"
    if not section.is_dir():
        return {}
    for path in sorted(section.iterdir()):
        if path.name not in FILES and path.suffix in (".csv", ".geojson"):
            report.fault(path, None, _("This file is not known here."), mend_name(path.name, sorted(FILES)))
    counts = {"places": load_places(section / "places.csv", report)}
    for name, load in (("populations", load_populations), ("postcodes", load_postcodes)):
        path = section / f"{name}.csv"
        if path.exists():
            counts[name] = load(path, report)
    if (section / "boundaries").is_dir():
        counts["boundaries"] = load_boundaries(section / "boundaries", report)
    transaction.on_commit(forget_maps)
    return counts
