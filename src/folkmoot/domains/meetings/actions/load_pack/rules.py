"""rules.yaml: how each body calls its meetings, and what stands on every agenda."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.packfiles import Report, YamlMap, read_yaml_list
from folkmoot_core.packfiles.suggestions import mend_name

from ...enums import DaysCounted, Numbering
from ..planning import set_rules

KNOWN = (
    "body", "numbering", "sections", "clear_days", "days_counted", "law_binds", "usual_time", "usual_venue",
    "standing", "source",
)  # fmt: skip


def read_rules(path: Path, report: Report, by: Actor, _today: date) -> int:
    rows = read_yaml_list(path, report)
    for row in rows:
        row.unknown(KNOWN)
        body = body_named(row)
        sections = [[each.key("letter").upper(), each.text("title", 120)] for each in maps_in(row, "sections")]
        values = {
            "numbering": row.choice("numbering", Numbering.values),
            "sections": sections,
            "clear_days": row.whole("clear_days", 0, 60),
            "days_counted": row.choice("days_counted", DaysCounted.values, blank=True) or DaysCounted.WORKING,
            "law_binds": row.flag("law_binds", default=True),
            "usual_time": clock_in(row, "usual_time"),
            "usual_venue": row.text("usual_venue", 200, blank=True),
            "source": row.text("source", 300, blank=True),
        }
        letters = {letter for letter, _title in sections} or {""}
        standing = []
        for each in maps_in(row, "standing"):
            section = each.text("section", 2, blank=True).upper()
            if section not in letters:
                each.fault("section", _("“%s” is no section of this body.") % section, ", ".join(sorted(letters)))
            standing.append((section, each.text("title", 300)))
        if body is not None and report.ok:
            set_rules(body=body, values=values, standing=standing, by=by)
    return len(rows)


def body_named(row: YamlMap, name: str = "body") -> Organisation | None:
    key = row.key(name)
    body = Organisation.objects.filter(key=key).first() if key else None
    if key and body is None:
        mend = mend_name(key, Organisation.objects.values_list("key", flat=True))
        row.fault(name, _("There is no body “%s”.") % key, mend)
    return body


def maps_in(row: YamlMap, name: str) -> tuple[YamlMap, ...]:
    return row[name].as_maps() if name in row else ()


def clock_in(row: YamlMap, name: str) -> time | None:
    text = row.text(name, 5, blank=True)
    if not text:
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        row.fault(name, _("“%s” is not a time.") % text, _('Write hours and minutes in quotes, such as "10:00".'))
        return None
