"""units.yaml, reasons.yaml and letters.yaml. What a pack no longer names stays with the cases that have it; a unit
then takes no new ones. What was written on the page of services and reasons is left as it is there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.packfiles import Report, YamlMap, read_yaml_list
from folkmoot_core.packfiles.suggestions import mend_name

from ...enums import LetterStep
from ...models import LetterTemplate, Reason, Unit
from ...queries.letters import PLACES, places_in
from .dated_lists import check_keys_differ, first_and_last


def read_units(path: Path, report: Report) -> int:
    rows = read_yaml_list(path, report)
    bodies = {body.key: body for body in Organisation.objects.filter(key__in=[_peek(row) for row in rows])}
    wanted = []
    for place, row in enumerate(rows):
        row.unknown(("key", "name", "organisation", "about"))
        key, name, owner = row.key("key"), row.text("name", 200), row.key("organisation")
        if owner and owner not in bodies:
            mend = mend_name(owner, Organisation.objects.values_list("key", flat=True))
            row.fault("organisation", _("There is no organisation “%s”.") % owner, mend)
            continue
        if key and name and owner:
            about = row.text("about", 300, blank=True)
            wanted.append(Unit(key=key, name=name, organisation=bodies[owner], about=about, position=place))
    check_keys_differ(rows)
    if report.ok:
        own = set(Unit.objects.filter(by_hand=True).values_list("key", flat=True))
        wanted = [unit for unit in wanted if unit.key not in own]
        put_rows(wanted, existing=Unit.objects.all(), key=("key",))
        gone = Unit.objects.filter(by_hand=False, last=None).exclude(key__in=[unit.key for unit in wanted])
        gone.update(last=timezone.localdate() - timedelta(days=1))
    return len(rows)


def _peek(row: YamlMap) -> str:
    return row["organisation"].as_text() if "organisation" in row else ""


def read_reasons(path: Path, report: Report) -> int:
    rows = read_yaml_list(path, report)
    wanted = []
    for place, row in enumerate(rows):
        row.unknown(("key", "name", "description", "first", "last"))
        first, last = first_and_last(row)
        wanted.append(
            Reason(
                key=row.key("key"),
                name=row.text("name", 200),
                description=row.text("description", 300, blank=True),
                first=first,
                last=last,
                position=place,
            )
        )
    check_keys_differ(rows)
    if report.ok:
        own = set(Reason.objects.filter(by_hand=True).values_list("key", flat=True))
        put_rows((row for row in wanted if row.key not in own), existing=Reason.objects.all(), key=("key",))
    return len(rows)


def read_letters(path: Path, report: Report) -> int:
    rows = read_yaml_list(path, report)
    wanted = []
    for place, row in enumerate(rows):
        row.unknown(("key", "step", "title", "subject", "body"))
        subject, body = row.text("subject", 200), row.text("body", 20_000)
        for unknown in sorted(places_in(f"{subject} {body}") - set(PLACES)):
            row.fault("body", _("Nothing can be filled in for {%s}.") % unknown, mend_name(unknown, PLACES))
        wanted.append(
            LetterTemplate(
                key=row.key("key"),
                step=row.choice("step", LetterStep.values),
                title=row.text("title", 200),
                subject=subject,
                body=body,
                position=place,
            )
        )
    check_keys_differ(rows)
    if report.ok:
        put_rows(wanted, existing=LetterTemplate.objects.all(), key=("key",))
        LetterTemplate.objects.exclude(key__in=[letter.key for letter in wanted]).delete()
    return len(rows)
