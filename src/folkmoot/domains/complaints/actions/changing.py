"""What every change of a case begins with: the row locked, whoever asks allowed, the case where it has to be."""

from __future__ import annotations

from datetime import date

from django.db.models import Model
from django.utils import timezone

from folkmoot.ground.audit.public import changed_fields
from folkmoot.ground.base.policies import Actor

from ..adapters import standing_of
from ..models import Case
from ..policies import check_not_future, check_state, check_work

RELATED = ("arrival", "policy", "unit__organisation", "lead", "handler")


def case_to_change(case: Case, by: Actor, *states: str) -> Case:
    """The case as it is now, locked; in one of `states` where any are named. Call it inside a transaction.

    Raises Refused.
    """
    fresh = Case.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=case.pk)
    standing = standing_of(fresh)
    check_work(by, standing)
    if states:
        check_state(standing, *states)
    return fresh


def day_of(on: date | None) -> date:
    """Today where none is given. Raises Invalid for a day to come."""
    today = timezone.localdate()
    check_not_future(on or today, today)
    return on or today


def set_fields(case: Case, **new: object) -> dict[str, list[object]]:
    """Save what is new on the case; returns {field: [old, new]} for the history, rows by their number."""
    changes = changed_fields(
        {name: _plain(getattr(case, name)) for name in new}, {n: _plain(v) for n, v in new.items()}
    )
    if changes:
        for name, value in new.items():
            setattr(case, name, value)
        case.save(update_fields=[*new, "updated_at"])
    return changes


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Model) else value
