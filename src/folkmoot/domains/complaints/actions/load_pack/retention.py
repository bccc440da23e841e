"""retention.yaml → how long cases of each kind, and other records, are kept."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, read_yaml_list

from ...enums import Kept, Kind
from ...models import RetentionRule
from .dated_lists import check_keys_differ, first_and_last

MOST_YEARS = 100


def read_retention(path: Path, report: Report) -> int:
    """Rules that the pack no longer names go; what they have forgotten stays forgotten."""
    rows = read_yaml_list(path, report)
    wanted: list[RetentionRule] = []
    for place, row in enumerate(rows):
        row.unknown(("key", "title", "record", "kinds", "years", "source", "first", "last"))
        kept = row.choice("record", Kept.values, blank=True) or Kept.CASES.value
        kinds = row.texts("kinds", blank=True)
        for kind in kinds:
            if kind not in Kind.values:
                row.fault("kinds", _("“%s” is no kind of case.") % kind, ", ".join(Kind.values))
        first, last = first_and_last(row)
        if kept != Kept.CASES and (kinds or first or last):
            row.fault("record", _("Only rules for cases have kinds and days."), _("Leave kinds, first and last out."))
        if kept != Kept.CASES and kept in {rule.record for rule in wanted}:
            row.fault("record", _("There is a rule for “%s” already.") % kept, _("Leave one of them out."))
        wanted.append(
            RetentionRule(
                record=kept,
                key=row.key("key"),
                title=row.text("title", 200),
                kinds=list(kinds),
                years=row.whole("years", 0, MOST_YEARS) or 0,
                source=row.text("source", 300, blank=True),
                first=first,
                last=last,
                position=place,
            )
        )
    check_keys_differ(rows)
    if report.ok:
        put_rows(wanted, existing=RetentionRule.objects.all(), key=("key",))
        RetentionRule.objects.exclude(key__in=[rule.key for rule in wanted]).delete()
    return len(rows)
