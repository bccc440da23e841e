"""objectives.csv and commitments.csv."""

from __future__ import annotations

from pathlib import Path

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, Row, read_csv

from ...models import Objective, PartnerCommitment, Service
from .references import Known, number_of, numbers_of

OBJECTIVES = ("parent", "number", "level", "words", "body", "serves", "source")


def load_objectives(path: Path, report: Report, known: Known) -> int:
    """`parent` is a key of the same plan; `serves` names objectives of other plans, the first before the others."""
    rows = read_csv(
        path, report, required=("plan", "key", "title"), optional=OBJECTIVES, unique=("plan", "key")
    )  # fmt: skip
    wanted = [_objective(row, place, known) for place, row in enumerate(rows, start=1)]
    if not report.ok:
        return len(rows)
    Objective.objects.bulk_create(
        each for row, each in zip(rows, wanted, strict=True) if _name(row) not in known.objectives
    )
    numbers = Known.now(known.today).objectives
    services = []
    for row, each in zip(rows, wanted, strict=True):
        each.pk = None
        parent = numbers_of(row, "parent", numbers, row.text("plan"))
        each.parent_id = parent[0] if parent else None
        served = numbers_of(row, "serves", numbers, row.text("plan"))
        services += [
            Service(objective_id=numbers[_name(row)], serves_id=one, is_first=place == 0)
            for place, one in enumerate(served)
        ]
    if report.ok:
        put_rows(wanted, existing=Objective.objects.all(), key=("plan_id", "key"))
        put_rows(services, existing=Service.objects.all(), key=("objective_id", "serves_id"))
    return len(rows)


def _name(row: Row) -> str:
    return f"{row.text('plan')}/{row.text('key')}"


def _objective(row: Row, place: int, known: Known) -> Objective:
    return Objective(
        plan_id=number_of(row, "plan", known.plans) or 0,
        key=row.key("key"),
        number=row.text("number", 20),
        title=row.text("title", 300),
        words=row.text("words", 2000),
        level=row.text("level", 80),
        body_id=number_of(row, "body", known.bodies),
        position=place,
        source=row.text("source", 300),
    )


def load_commitments(path: Path, report: Report, known: Known) -> int:
    rows = read_csv(
        path, report, required=("plan", "who", "words"), optional=("organisation", "objective", "source"),
        unique=("plan", "who", "words"),
    )  # fmt: skip
    wanted = []
    for place, row in enumerate(rows, start=1):
        objective = numbers_of(row, "objective", known.objectives, row.text("plan"))
        wanted.append(
            PartnerCommitment(
                plan_id=number_of(row, "plan", known.plans) or 0,
                who=row.text("who", 200),
                words=row.text("words", 500),
                organisation_id=number_of(row, "organisation", known.bodies),
                objective_id=objective[0] if objective else None,
                position=place,
                source=row.text("source", 300),
            )
        )
    if report.ok:
        put_rows(wanted, existing=PartnerCommitment.objects.all(), key=("plan_id", "who", "words"))
    return len(rows)
