"""Check `clocks/*.yaml` of a pack: the policies of deadlines that its bodies have of their own.

Nothing of them is stored: a clock reads its policy from the pack each time, as it reads the national ones from the core.
"""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot_core.clocks import NATIONAL_POLICIES, read_policy
from folkmoot_core.packfiles import Report
from folkmoot_core.values import Invalid


def check_policies(folder: Path, report: Report) -> dict[str, int]:
    """Report every fault in the pack's policies. Returns how many there are."""
    paths = sorted((folder / "clocks").glob("*.yaml"))
    for path in paths:
        try:
            policy = read_policy(path)
        except Invalid as invalid:
            for fault in invalid.faults:
                report.fault(path, fault.line, fault.message, fault.mend, where=fault.where)
            continue
        if policy.name != path.stem:
            report.fault(path, 1, _("It is named '%s' inside.") % policy.name, _("Name it as its file is named."))
        if policy.name in NATIONAL_POLICIES:
            report.fault(path, 1, _("A national policy has this name."), _("Give it a name of its own."))
    return {"policies": len(paths)} if paths else {}
