"""A plan as open data: its actions as rows, all of it as JSON. Only what everybody may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..adapters.standings import Shown
from ..models import Plan

COLUMNS = (
    *("plan", "key", "number", "title", "deliverable", "objectives", "owner", "body", "timetable", "understood"),
    *("next_due", "progress", "state", "told_on", "address"),
)


def action_rows(plan: Plan, shown: Iterable[Shown], site: str) -> Iterable[dict[str, Any]]:
    """Wants `carryings__objective__plan` fetched along."""
    for each in shown:
        action = each.action
        yield {
            "plan": plan.key,
            "key": action.key,
            "number": action.number,
            "title": action.title,
            "deliverable": action.deliverable,
            "objectives": ";".join(f"{one.objective.plan.key}/{one.objective.key}" for one in action.carryings.all()),
            "owner": action.owner_name,
            "body": action.body.key if action.body else "",
            "timetable": action.timetable,
            "understood": action.understood,
            "next_due": each.due.isoformat() if each.due else "",
            "progress": action.progress,
            "state": each.state,
            "told_on": action.told_on.isoformat() if action.told_on else "",
            "address": site + action.get_absolute_url(),
        }


def as_document(plan: Plan, shown: Iterable[Shown], site: str) -> dict[str, Any]:
    """All that is public, as JSON can hold it."""
    objectives = plan.objectives.select_related("parent", "body").prefetch_related("services__serves__plan")
    return {
        "key": plan.key,
        "title": plan.title,
        "kind": plan.kind.key,
        "state": plan.state,
        "body": plan.body.key,
        "starts": plan.starts,
        "ends": plan.ends,
        "synthetic": plan.is_synthetic,
        "source": plan.source,
        "objectives": [
            {
                "key": each.key,
                "number": each.number,
                "level": each.level,
                "title": each.title,
                "parent": each.parent.key if each.parent else "",
                "body": each.body.key if each.body else "",
                "serves": [f"{one.serves.plan.key}/{one.serves.key}" for one in each.services.all()],
                "source": each.source,
            }
            for each in objectives
        ],
        "actions": list(action_rows(plan, shown, site)),
        "commitments": [{"who": each.who, "words": each.words} for each in plan.commitments.all()],
    }
