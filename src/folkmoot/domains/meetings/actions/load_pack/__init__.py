"""Read the `meetings` section of a pack: how bodies call meetings, and meetings with what is on record of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report
from folkmoot_core.packfiles.suggestions import mend_name

from ...policies import check_load_meetings
from .meetings import read_meetings
from .rules import read_rules

FILES = {"rules.yaml": read_rules, "meetings.yaml": read_meetings}


def load_pack(folder: Path, report: Report, by: Actor, today: date) -> dict[str, int]:
    """Put what the pack says there; meetings that are here already stay as they are. Returns how many rows each list
    has. Faults go to `report`; whoever calls rolls back when there is one."""
    home = folder / "meetings"
    if not home.is_dir():
        return {}
    check_load_meetings(by)
    for path in sorted(home.iterdir()):
        if path.name not in FILES and not path.name.startswith("."):
            report.fault(path, None, _("This file is not known here."), mend_name(path.name, FILES))
    counts = {}
    for name, read in FILES.items():
        if report.ok and (home / name).exists():
            counts[name.removesuffix(".yaml")] = read(home / name, report, by, today)
    return counts
