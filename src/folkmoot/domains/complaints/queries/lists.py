"""Services and reasons with what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef

from folkmoot.ground.accounts.models import RoleGrant

from ..enums import State
from ..models import Case, Reason, Unit


@dataclass(frozen=True)
class Listed:
    """`open_cases` are with a service now; `has_ended`: it can be given to no new case any more."""

    row: Unit | Reason
    is_used: bool
    has_ended: bool
    open_cases: int = 0


def units_listed(today: date) -> list[Listed]:
    """Two queries."""
    in_use = Exists(Case.objects.filter(unit=OuterRef("pk")))
    is_open = Case.objects.filter(state=State.OPEN).order_by().values_list("unit_id").annotate(n=Count("pk"))
    numbers = dict(is_open)
    units = Unit.objects.select_related("organisation").annotate(in_use=in_use)
    return [Listed(each, each.in_use, _ended(each, today), numbers.get(each.pk, 0)) for each in units]


def reasons_listed(today: date) -> list[Listed]:
    """One query."""
    in_use = Exists(Case.reasons.through.objects.filter(reason=OuterRef("pk")))
    return [Listed(each, each.in_use, _ended(each, today)) for each in Reason.objects.annotate(in_use=in_use)]


def is_unit_used(unit: Unit) -> bool:
    """By a case, or by a role that was granted in it."""
    return Case.objects.filter(unit=unit).exists() or RoleGrant.objects.filter(scope=unit.scope).exists()


def is_reason_used(reason: Reason) -> bool:
    return Case.reasons.through.objects.filter(reason=reason).exists()


def _ended(row: Unit | Reason, today: date) -> bool:
    return row.last is not None and row.last < today
