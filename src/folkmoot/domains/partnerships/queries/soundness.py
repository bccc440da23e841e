"""What cannot be, among rules and waivers."""

from __future__ import annotations

from collections.abc import Iterator

from folkmoot_core.composition import KINDS, PROFILES, make_rule, profile
from folkmoot_core.values import Invalid

from ..models import BoardRule, Governance, Waiver


def faults_in_rules() -> Iterator[str]:
    """A sentence for each rule that this version cannot read, and each waiver of no rule."""
    keys: dict[int, set[str]] = {}
    for governance in Governance.objects.select_related("body"):
        if governance.profile not in PROFILES:
            yield f"{governance.body}: there is no governance profile “{governance.profile}”."
            continue
        keys.setdefault(governance.body_id, set()).update(rule.key for rule in profile(governance.profile).rules)
    for row in BoardRule.objects.select_related("body"):
        keys.setdefault(row.body_id, set()).add(row.key)
        if row.kind not in KINDS:
            yield f"{row}: there is no kind of rule “{row.kind}”."
            continue
        try:
            make_rule({"key": row.key, "kind": row.kind, "words": row.words, "settings": row.settings})
        except Invalid as problem:
            yield f"{row}: {problem}"
    for waiver in Waiver.objects.select_related("body"):
        if waiver.rule not in keys.get(waiver.body_id, set()):
            yield f"{waiver.body}: there is leave to break the rule “{waiver.rule}”, and no such rule."
