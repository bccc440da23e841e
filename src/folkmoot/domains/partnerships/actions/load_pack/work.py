"""Load `needs.csv`, `plans.csv`, `plan_versions.csv` and `matrix.csv`."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, Row, read_csv

from ...enums import Basis
from ...models import Carrier, Need, Plan, PlanLine, PlanVersion
from .references import Bodies, bodies_in, body_in


def load_needs(path: Path, report: Report, bodies: Bodies) -> int:
    """The work that partnerships are needed for; `carried_by` are bodies, all on the ground that `basis` names."""
    rows = read_csv(
        path,
        report,
        required=("key", "title"),
        optional=("lead", "supports", "carried_by", "basis", "source"),
        unique=("key",),
    )
    wanted, carried = [], {}
    for place, row in enumerate(rows, start=1):
        key, lead = row.key("key"), body_in(row, "lead", bodies)
        supports, carriers = bodies_in(row, "supports", bodies), bodies_in(row, "carried_by", bodies)
        basis = row.choice("basis", Basis.values, blank=not carriers)
        title, source = row.text("title", 200), row.text("source", 300)
        if key:
            wanted.append(Need(key=key, title=title, lead_id=lead, supports=supports, position=place, source=source))
            carried[key] = [(bodies[each], basis or Basis.READING) for each in carriers]
    put_rows(wanted, existing=Need.objects.all(), key=("key",))
    numbers = dict(Need.objects.values_list("key", "pk"))
    rows_of_carriers = [
        Carrier(need_id=numbers[key], body_id=body, basis=basis)
        for key, each in carried.items()
        for body, basis in each
    ]
    put_rows(rows_of_carriers, existing=Carrier.objects.all(), key=("need_id", "body_id"))
    return len(rows)


def load_plans(path: Path, report: Report, bodies: Bodies) -> int:
    rows = read_csv(
        path,
        report,
        required=("key", "title"),
        optional=("owner", "status", "link", "scope", "note", "source"),
        unique=("key",),
    )
    wanted = [
        Plan(
            key=key,
            title=row.text("title", 200),
            owner=row.text("owner", 200),
            status=row.text("status", 80),
            link=row.text("link", 500),
            scope=row.text("scope", 40),
            note=row.text("note"),
            source=row.text("source", 300),
        )
        for row in rows
        if (key := row.key("key"))
    ]
    put_rows(wanted, existing=Plan.objects.all(), key=("key",))
    return len(rows)


def load_versions(path: Path, report: Report, bodies: Bodies) -> int:
    rows = read_csv(path, report, required=("key", "title"), optional=("dated", "source"), unique=("key",))
    wanted = [
        PlanVersion(
            key=key,
            title=row.text("title", 200),
            dated=str(row.date("dated", partial=True) or ""),
            position=place,
            source=row.text("source", 300),
        )
        for place, row in enumerate(rows, start=1)
        if (key := row.key("key"))
    ]
    put_rows(wanted, existing=PlanVersion.objects.all(), key=("key",))
    return len(rows)


def load_lines(path: Path, report: Report, bodies: Bodies) -> int:
    rows = read_csv(
        path,
        report,
        required=("version", "plan", "title"),
        optional=("owner", "group", "serves", "first", "certainty", "source"),
        unique=("version", "plan"),
    )
    versions = dict(PlanVersion.objects.values_list("key", "pk"))
    plans = dict(Plan.objects.values_list("key", "pk"))
    wanted = [_line(row, place, versions, plans, bodies) for place, row in enumerate(rows, start=1)]
    put_rows([each for each in wanted if each], existing=PlanLine.objects.all(), key=("version_id", "plan_id"))
    return len(rows)


def _line(row: Row, place: int, versions: dict[str, int], plans: dict[str, int], bodies: Bodies) -> PlanLine | None:
    for column, known, table in (("version", versions, "plan_versions.csv"), ("plan", plans, "plans.csv")):
        key = row[column].strip()
        if key and key not in known:
            message = _("'%(key)s' is not in %(table)s.") % {"key": key[:80], "table": table}
            row.fault(column, message, _("Add it or mend the key."))
    version, plan = versions.get(row.text("version", 80)), plans.get(row.text("plan", 80))
    serves, first = bodies_in(row, "serves", bodies), body_in(row, "first", bodies)
    if version is None or plan is None:
        return None
    return PlanLine(
        version_id=version,
        plan_id=plan,
        title=row.text("title", 200),
        owner=row.text("owner", 200),
        group=row.text("group", 120),
        serves=serves,
        first_id=first,
        certainty=row.text("certainty", 200),
        position=place,
        source=row.text("source", 300),
    )
