"""The matrix of plans: its versions, and what changed from one to another."""

from __future__ import annotations

from folkmoot_core.landscape import Change, Line, compare_versions

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
    return [
        Line(
            line.plan.key, line.title, line.owner, tuple(line.serves), line.first.key if line.first else "", line.group
        )
        for line in lines_of(version)
    ]
