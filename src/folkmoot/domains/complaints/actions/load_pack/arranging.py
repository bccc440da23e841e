"""complaints.yaml → which clock each kind has, who the Ombudsman is, what residents are promised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.ground.base.models import Setting
from folkmoot_core.clocks import NATIONAL_POLICIES, Policy, national_policy, read_policy
from folkmoot_core.packfiles import Report, YamlMap, read_yaml
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.values import Invalid

from ...adapters import put_policy
from ...enums import KINDS_WITH_CLOCK
from ...models import KindClock
from ...queries.arrangements import SETTING

MOST_MONTHS = 240


def read_arrangements(path: Path, folder: Path, report: Report) -> int:
    """Keep them; returns how many kinds have a clock."""
    document = read_yaml(path, report)
    document.unknown(("within_months", "promise", "clocks", "ombudsman"))
    value: dict[str, Any] = {
        "within_months": document.whole("within_months", 1, MOST_MONTHS, blank=True) or 12,
        "promise": document.text("promise", 500, blank=True),
    }
    ombudsman = document.map("ombudsman", blank=True)
    ombudsman.unknown(("name", "website", "telephone"))
    if len(ombudsman):
        value["ombudsman"] = {
            "name": ombudsman.text("name", 200),
            "website": ombudsman.text("website", 200),
            "telephone": ombudsman.text("telephone", 40, blank=True),
        }
    policies = _policies(document.map("clocks", blank=True), folder / "clocks")
    if not report.ok:
        return 0
    Setting.objects.update_or_create(key=SETTING, defaults={"value": value})
    KindClock.objects.exclude(kind__in=policies).delete()
    for kind, policy in policies.items():
        KindClock.objects.update_or_create(kind=kind, defaults={"policy": put_policy(policy)})
    return len(policies)


def _policies(clocks: YamlMap, home: Path) -> dict[str, Policy]:
    clocks.unknown(tuple(KINDS_WITH_CLOCK))
    found = {}
    for kind in clocks:
        name = clocks.key(kind)
        policy = _policy(name, home)
        if policy is not None:
            found[kind] = policy
        elif name and not (home / f"{name}.yaml").exists():
            known = [*NATIONAL_POLICIES, *(path.stem for path in home.glob("*.yaml"))]
            clocks.fault(kind, _("There is no clock “%s”.") % name, mend_name(name, known))
    return found


def _policy(name: str, home: Path) -> Policy | None:
    """None where there is none of this name, or its file has faults, which are told with the clocks of the pack."""
    path = home / f"{name}.yaml"
    if path.exists():
        try:
            return read_policy(path)
        except Invalid:
            return None
    return national_policy(name) if name in NATIONAL_POLICIES else None
