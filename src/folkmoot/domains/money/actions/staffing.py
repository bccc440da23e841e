"""Enter the staff of a day, by grade; each earlier state is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ..enums import Route
from ..models import Budget, StaffCount, StaffRevision
from ..policies import check_keep
from .budgets import lock


@dataclass(frozen=True)
class Counted:
    """Full-time equivalents of a grade on a day, and how many of them others pay for (None: not known)."""

    on: date
    grade: str
    fte: Decimal
    external: Decimal | None = None
    is_total: bool = False
    reason: str = ""
    source: str = ""


@transaction.atomic
def enter_staff(
    *, budget: Budget, counted: Sequence[Counted], route: str = Route.TYPED, by: Actor, only_look: bool = False
) -> tuple[int, int, int]:
    """(new, changed, as they were). All or none; `only_look`: say it, and do nothing. Raises Invalid (its `line` is the
    place in `counted`, from 0), Refused."""
    check_keep(by, budget.scopes)
    lock(budget)
    here = {(row.on, row.grade): row for row in StaffCount.objects.filter(budget=budget)}
    faults = [
        fault
        for place, each in enumerate(counted)
        for fault in _faults_in(each, here.get((each.on, each.grade)), place)
    ]
    if faults:
        raise Invalid(faults)
    new = [each for each in counted if (each.on, each.grade) not in here]
    changed = [
        each for each in counted if (row := here.get((each.on, each.grade))) and (row.fte, row.external) != _two(each)
    ]
    if not only_look:
        for each in (*new, *changed):
            _write(budget, each, here.get((each.on, each.grade)), route, by)
        if new or changed:
            record(verb="budget.staff_entered", subject=budget, by=by, changes={"grades": [len(new), len(changed)]})
    return len(new), len(changed), len(counted) - len(new) - len(changed)


def _two(counted: Counted) -> tuple[Decimal, Decimal | None]:
    return counted.fte, counted.external


def _faults_in(counted: Counted, here: StaffCount | None, place: int) -> list[Fault]:
    faults = []
    if counted.fte < 0 or (counted.external is not None and counted.external < 0):
        faults.append(Fault("fte", _("This is less than nobody."), _("Give full-time equivalents."), place))
    if counted.external is not None and counted.external > counted.fte:
        message = _("More are paid by others than there are.")
        faults.append(Fault("external", message, _("Give how many of these others pay for."), place))
    if here is not None and (here.fte, here.external) != _two(counted) and not counted.reason.strip():
        message = _("Here stands %(old)s already.") % {"old": here.fte}
        faults.append(Fault("reason", message, _("Say why it is another number now."), place))
    return faults


def _write(budget: Budget, counted: Counted, row: StaffCount | None, route: str, by: Actor) -> None:
    if row is None:
        position = StaffCount.objects.filter(budget=budget, on=counted.on).count() + 1
        row = StaffCount(budget=budget, on=counted.on, grade=counted.grade, position=position, revisions_made=0)
    row.fte, row.external, row.is_total = counted.fte, counted.external, counted.is_total
    row.revisions_made += 1
    row.save()
    # A first state changes nothing.
    reason = counted.reason.strip()[:300] if row.revisions_made > 1 else ""
    StaffRevision.objects.create(
        count=row, number=row.revisions_made, fte=row.fte, external=row.external, route=route,
        source=counted.source[:300], reason=reason, by_key=by.key, by_name=by.name,
    )  # fmt: skip
