"""What a report of a period is made from."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.base.public import site_identity
from folkmoot.ground.thread.public import links_of_many
from folkmoot_core.indicators.report import Measured
from folkmoot_core.plans import ActionLine, ObjectivePart, Period, PlanReportInput

from ..adapters.standings import Shown, reasons
from ..models import Action, Objective, Plan, Report
from .lines import Net, actions_by_objective
from .sources import measures_at
from .standings import shown_on


def report_of(plan: Plan, period: Period) -> Report | None:
    return plan.reports.filter(period=period.key).first()


def report_input(plan: Plan, period: Period, *, introduction: str = "", today: date | None = None) -> PlanReportInput:
    """As its public actions stood on the last day of the period, or today where that is still to come."""
    today = today or timezone.localdate()
    day = min(period.last, today)
    found = Action.objects.filter(plan=plan, is_public=True).select_related("plan__kind", "body")
    shown = {each.action.pk: each for each in shown_on(found, day, with_words=True)}
    objectives = [objective for objective, _depth in Net(SYSTEM).tree_of(plan)]
    carried = actions_by_objective([objective.pk for objective in objectives], set())
    parts, told = [], set()
    for objective in objectives:
        own = [pk for pk in carried.get(objective.pk, []) if pk in shown and pk not in told]
        told |= set(own)
        lines = tuple(_line(shown[pk]) for pk in own)
        if lines or not objective.children.exists():
            parts.append(ObjectivePart(objective.key, str(objective), lines))
    left = tuple(_line(each) for pk, each in shown.items() if pk not in told)
    if left:
        parts.append(ObjectivePart("others", plan.title, left))
    return PlanReportInput(
        organisation=plan.body.name,
        plan=plan.title,
        name=f"{plan.key}-{period.key}".replace("_", "-"),
        year=period.year,
        half=period.is_half,
        first=period.first,
        last=day,
        counted=today,
        parts=tuple(parts),
        introduction=introduction,
        measures=tuple(_measures(plan, [each.action for each in shown.values()], objectives, day)),
        language=str(site_identity().get("language") or "en-GB"),
    )


def _measures(plan: Plan, actions: list[Action], objectives: list[Objective], day: date) -> list[Measured]:
    """What would show that the actions work, as far as everybody may read it."""
    for objective in objectives:
        objective.plan = plan
    links = links_of_many([*actions, *objectives]).values()
    groups = [group for both in links for group in both.forward if group.kind == "measured_by"]
    return measures_at((linked.end for group in groups for linked in group.shown), day)


def _line(shown: Shown) -> ActionLine:
    action, told = shown.action, shown.told
    due = date_format(shown.due, "j F Y") if shown.due else action.timetable
    words = f"{told.words} ({date_format(told.on, 'j F Y')})" if told else ""
    because = " ".join(reasons(shown.standing, told.blocked_because if told else ""))
    return ActionLine(action.key, str(action), action.who, due, shown.standing.chief, words, because)
