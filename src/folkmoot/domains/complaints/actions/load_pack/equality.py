"""equality.yaml → what people are asked of themselves after they told us something."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, YamlMap, read_yaml_list

from ...models import EqualityQuestion
from ...queries.equality import DECLINED, NO_REPLY
from .dated_lists import check_keys_differ


def read_equality(path: Path, report: Report) -> int:
    """What the pack no longer asks is asked of nobody, and its counts stay."""
    rows, wanted = read_yaml_list(path, report), []
    for place, row in enumerate(rows):
        row.unknown(("key", "title", "hint", "options"))
        wanted.append(
            EqualityQuestion(
                key=row.key("key"),
                title=row.text("title", 200),
                hint=row.text("hint", 300, blank=True),
                options=_options(row),
                position=place,
            )
        )
    check_keys_differ(rows)
    if report.ok:
        put_rows(wanted, existing=EqualityQuestion.objects.all(), key=("key",))
        EqualityQuestion.objects.exclude(key__in=[each.key for each in wanted]).update(is_asked=False)
    return len(rows)


def _options(row: YamlMap) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in row.maps("options"):
        each.unknown(("key", "text"))
        key = each.key("key")
        if key in (DECLINED, NO_REPLY):
            each.fault("key", _("“%s” is added to every question.") % key, _("Leave it out."))
        elif key in found:
            each.fault("key", _("“%s” stands here twice.") % key, _("Give one of them another key."))
        found[key] = each.text("text", 200)
    return found
