"""The matrix of plans: its versions, and what changed from one to another."""

from __future__ import annotations

from django.urls import reverse

from folkmoot_core.landscape import Change, Line, compare_versions
from folkmoot_core.plans import MatrixEdition

from ..models import Plan, PlanLine, PlanVersion


def versions() -> list[PlanVersion]:
    return list(PlanVersion.objects.all())


def lines_of(version: PlanVersion) -> list[PlanLine]:
    return list(version.lines.select_related("plan", "first"))


def changes(before: PlanVersion, after: PlanVersion) -> tuple[Change, ...]:
    return compare_versions(_lines(before), _lines(after))


def plans_in_no_version() -> list[Plan]:
    """Plans of the county that a list names and no version of the matrix has."""
    return list(Plan.objects.filter(lines__isnull=True).exclude(scope="district"))


def _lines(version: PlanVersion) -> list[Line]:
    return [_line(line) for line in lines_of(version)]


def _line(line: PlanLine) -> Line:
    """Wants `plan` and `first` fetched along."""
    first = line.first.key if line.first else ""
    return Line(line.plan.key, line.title, line.owner, tuple(line.serves), first, line.group)


def plan_matrices() -> list[MatrixEdition]:
    """Every edition, for whoever draws it. Two queries."""
    return [
        MatrixEdition(
            version.key,
            version.title,
            tuple(_line(line) for line in version.lines.all()),
            {line.plan.key: reverse("partnerships:show_plan", args=[line.plan.key]) for line in version.lines.all()},
            {line.plan.key: line.certainty for line in version.lines.all() if line.certainty},
            version.source,
            reverse("partnerships:compare_versions"),
        )
        for version in PlanVersion.objects.prefetch_related("lines__plan", "lines__first")
    ]
