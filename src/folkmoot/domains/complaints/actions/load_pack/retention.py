"""retention.yaml → how long cases of each kind keep their words."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, read_yaml_list

from ...enums import Kind
from ...models import RetentionRule

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
        first, last = row.date("first", blank=True), row.date("last", blank=True)
        if first and last and last < first:
            row.fault("last", _("It ends before it begins."), _("Mend one of the two dates."))
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
    keys = [rule.key for rule in wanted]
    for row, rule in zip(rows, wanted, strict=True):
        if rule.key and keys.count(rule.key) > 1:
            row.fault("key", _("“%s” stands here twice.") % rule.key, _("Give one of them another key."))
    if report.ok:
        put_rows(wanted, existing=RetentionRule.objects.all(), key=("key",))
        RetentionRule.objects.exclude(key__in=keys).delete()
    return len(rows)
