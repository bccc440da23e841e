"""Load `levels.csv` and `register.csv`."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, Row, read_csv

from ...models import Level, Remit
from .references import Bodies, body_in

OPTIONAL = (
    *("section", "number", "serves", "keywords", "power", "chair_as_printed", "county_attends", "district_attends"),
    *("others_attend", "meetings_a_year", "note", "source"),
)


def load_levels(path: Path, report: Report, bodies: Bodies) -> int:
    rows = read_csv(path, report, required=("key", "title"), unique=("key",))
    wanted = [
        Level(key=key, title=row.text("title", 120), position=place)
        for place, row in enumerate(rows, start=1)
        if (key := row.key("key"))
    ]
    put_rows(wanted, existing=Level.objects.all(), key=("key",))
    return len(rows)


def load_register(path: Path, report: Report, bodies: Bodies) -> int:
    rows = read_csv(path, report, required=("body", "level"), optional=OPTIONAL, unique=("body",))
    levels = dict(Level.objects.values_list("key", "pk"))
    wanted = [_remit(row, levels, bodies) for row in rows]
    put_rows([each for each in wanted if each], existing=Remit.objects.all(), key=("body_id",))
    return len(rows)


def _remit(row: Row, levels: dict[str, int], bodies: Bodies) -> Remit | None:
    body, serves = body_in(row, "body", bodies), body_in(row, "serves", bodies)
    level = row.text("level", 80)
    if level and level not in levels:
        row.fault("level", _("There is no level '%s' in levels.csv.") % level[:80], _("Add it or mend the key."))
    if body is None or level not in levels:
        return None
    return Remit(
        body_id=body,
        level_id=levels[level],
        serves_id=serves,
        section=row.text("section", 120),
        number=row.whole("number", 1, 9999),
        keywords=list(row.many("keywords")),
        power=row.text("power", 120),
        chair_as_printed=row.text("chair_as_printed", 200),
        county_attends=_yes_or_no(row, "county_attends"),
        district_attends=_yes_or_no(row, "district_attends"),
        others_attend=_yes_or_no(row, "others_attend"),
        meetings_a_year=row.whole("meetings_a_year", 1, 366),
        note=row.text("note"),
        source=row.text("source", 300),
    )


def _yes_or_no(row: Row, column: str) -> bool | None:
    return row.flag(column) if row.text(column) else None
