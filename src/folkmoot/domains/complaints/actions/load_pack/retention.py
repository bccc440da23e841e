"""retention.yaml → how long cases of each kind keep their words."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, read_yaml_list

from ...enums import Kind
from ...models import RetentionRule
from .dated_lists import check_keys_differ, first_and_last

MOST_YEARS = 100


def read_retention(path: Path, report: Report) -> int:
    """Rules that the pack no longer names go; what they have forgotten stays forgotten."""
    rows, wanted = read_yaml_list(path, report), []
    for place, row in enumerate(rows):
        row.unknown(("key", "title", "kinds", "years", "source", "first", "last"))
        kinds = row.texts("kinds", blank=True)
        for kind in kinds:
            if kind not in Kind.values:
                row.fault("kinds", _("“%s” is no kind of case.") % kind, ", ".join(Kind.values))
        first, last = first_and_last(row)
        wanted.append(
            RetentionRule(
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
