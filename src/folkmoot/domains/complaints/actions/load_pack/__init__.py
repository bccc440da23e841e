"""Read the `complaints` section of a pack: how casework is arranged, who answers, the reasons, the letters, cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report
from folkmoot_core.packfiles.suggestions import mend_name

from ...policies import check_set_up
from .arranging import read_arrangements
from .cases import read_cases
from .equality import read_equality
from .lists import read_letters, read_reasons, read_units
from .ombudsman import read_ombudsman
from .past import read_past
from .retention import read_retention

FILES = (
    "complaints.yaml",
    "units.yaml",
    "reasons.yaml",
    "letters.yaml",
    "cases.yaml",
    "past.yaml",
    "past",
    "retention.yaml",
    "equality.yaml",
    "ombudsman",
)


def load_pack(folder: Path, report: Report, by: Actor, today: date) -> dict[str, int]:
    """Put what the pack says there; cases that are here already stay as they are. Returns how many rows each list has;
    of cases, how many are new. Faults go to `report`; whoever calls rolls back when there is one."""
    home = folder / "complaints"
    if not home.is_dir():
        return {}
    check_set_up(by)
    for path in sorted(home.iterdir()):
        if path.name not in FILES and not path.name.startswith("."):
            report.fault(path, None, _("This file is not known here."), mend_name(path.name, FILES))
    counts: dict[str, int] = {}
    if (home / "complaints.yaml").exists():
        counts["clocks"] = read_arrangements(home / "complaints.yaml", folder, report)
    for name, read in (
        ("units", read_units),
        ("reasons", read_reasons),
        ("letters", read_letters),
        ("retention", read_retention),
        ("equality", read_equality),
    ):
        if (home / f"{name}.yaml").exists():
            counts[name] = read(home / f"{name}.yaml", report)
    if report.ok and (home / "cases.yaml").exists():
        counts["cases"] = read_cases(home / "cases.yaml", report, by, today)
    if report.ok and (home / "past.yaml").exists():
        counts["past"] = read_past(home / "past.yaml", folder, report, by)
    if (home / "ombudsman" / "letters.yaml").exists():
        counts["letters of the Ombudsman"] = read_ombudsman(home / "ombudsman", report)
    return counts
