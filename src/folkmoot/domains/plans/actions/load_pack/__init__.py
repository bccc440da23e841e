"""The folder `plans/` of a pack → kinds of plan, plans, objectives, actions with milestones and what was told of them,
and what partners commit to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report
from folkmoot_core.packfiles.suggestions import mend_name

from ...adapters.faces import face_of, items_as_data
from ...enums import PlanState
from ...models import Plan, PlanVersion
from ...policies import check_load
from .actions import load_actions, load_milestones, load_updates
from .objectives import load_commitments, load_objectives
from .plans import load_kinds, load_plans
from .references import Known

KINDS = "kinds"
FIRST_DAY = "plans-first-day"
TABLES: dict[str, Callable[[Path, Report, Known], int]] = {
    "plans.yaml": load_plans,
    "objectives.csv": load_objectives,
    "actions.csv": load_actions,
    "milestones.csv": load_milestones,
    "commitments.csv": load_commitments,
    "updates.csv": load_updates,
}


@transaction.atomic
def load_pack(folder: Path, report: Report, by: Actor, today: date) -> dict[str, int]:
    """Put the plans of the pack in `folder` there. What was told stays; an entry of the same words is not told twice.

    Returns how many rows each table has, the same at a second loading. Faults go to `report`; whoever calls rolls back
    when there is one.
    """
    check_load(by)
    section = folder / "plans"
    if not section.is_dir():
        return {}
    names = [KINDS, *TABLES]
    for path in sorted(section.iterdir()):
        if path.name not in names and not path.name.startswith("."):
            report.fault(path, None, _("This file is not known here."), mend_name(path.name, names))
    before = set(Plan.objects.values_list("key", flat=True))
    counts = {KINDS: load_kinds(section / KINDS, report)}
    counted_from = _first_day(today)
    known = Known.now(counted_from)
    for name, load in TABLES.items():
        if (section / name).exists():
            counts[name.partition(".")[0]] = load(section / name, report, known)
            if not report.ok:
                return counts
            known = Known.now(counted_from)
    for plan in Plan.objects.exclude(key__in=before).select_related("kind"):
        _first_version(plan, by)
        record(verb="plan.loaded", subject=plan, by=by)
    return counts


def _first_day(today: date) -> date:
    """The day from which days are counted that a pack gives as so many from today: that of the first loading, so that a
    second one moves nothing."""
    kept, _made = Setting.objects.get_or_create(key=FIRST_DAY, defaults={"value": today.isoformat()})
    return date.fromisoformat(kept.value)


def _first_version(plan: Plan, by: Actor) -> None:
    """So that whatever changes later can be told from what the pack brought."""
    if plan.state != PlanState.DRAFT:
        items = items_as_data(face_of(plan))
        PlanVersion.objects.create(plan=plan, number=1, state=plan.state, items=items, made_by=by.name)
