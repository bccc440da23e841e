"""What tests of plans begin with: `make_plan()`, a small one under a strategy, with an action of each sort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from folkmoot.domains.plans.actions.planning import make_version, put_action, put_commitment, put_objective
from folkmoot.domains.plans.actions.reporting import publish_report
from folkmoot.domains.plans.actions.telling import Told, put_milestone, tell_progress
from folkmoot.domains.plans.models import Action, Kind, Objective, Plan
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.plans import PlanKind, Section, kind_as_data, period_named
from folkmoot_core.values import Invalid

from .bodies import OrganisationFactory

_number = count(1)


@dataclass
class Planned:
    """A board's plan that a council keeps, under the forum's strategy."""

    plan: Plan
    strategy: Plan
    ambition: Objective
    objective: Objective
    action: Action
    board: Organisation
    keeper: Organisation

    def add(self, title: str, understood: str = "", **fields: Any) -> Action:
        return an_action(self.plan, title, understood, objectives=[self.objective], **fields)


def a_kind(key: str = "board_action_plan") -> Kind:
    spec = PlanKind(key, "Board's action plan", levels=("Priority",), sections=(Section("why", "Why these"),))
    found, _new = Kind.objects.get_or_create(key=key, defaults={"title": spec.title, "definition": kind_as_data(spec)})
    return found


def a_plan(title: str, body: Organisation, keeper: Organisation, **fields: Any) -> Plan:
    begins = (timezone.localdate() - timedelta(days=60)).isoformat()
    given = {"starts": begins, "is_public": True, "state": "final"} | fields
    return Plan.objects.create(
        key=f"plan-{next(_number)}", kind=a_kind(), title=title, body=body, keeper=keeper, **given
    )


def an_objective(plan: Plan, title: str, serves: list[Objective] | None = None, **fields: Any) -> Objective:
    given = {"number": "", "title": title, "words": "", "parent": None, "body": None} | fields
    return put_objective(plan=plan, fields=given, serves=serves or [], by=SYSTEM)


def an_action(
    plan: Plan, title: str, understood: str = "", objectives: list[Objective] | None = None, **fields: Any
) -> Action:
    depends_on = fields.pop("depends_on", [])
    given = {"title": title, "understood": understood} | fields
    return put_action(plan=plan, fields=given, objectives=objectives or [], depends_on=depends_on, by=SYSTEM)


def told(progress: str = "under_way", words: str = "Half of it.", on: date | None = None, **more: Any) -> Told:
    return Told(on or timezone.localdate(), progress, words, **more)


def make_plan() -> Planned:
    number = next(_number)
    forum, board = OrganisationFactory(name=f"Forum {number}"), OrganisationFactory(name=f"Board {number}")
    keeper = OrganisationFactory(classification="county_council", name=f"Council {number}")
    strategy = a_plan("A greener county", forum, keeper)
    ambition = an_objective(strategy, "A park near every home", body=board)
    plan = a_plan("The board's plan", board, keeper)
    objective = an_objective(plan, "Plant trees", [ambition])
    soon = (timezone.localdate() + timedelta(days=200)).isoformat()
    action = an_action(plan, "Plant two hundred trees", soon, [objective], owner_name="Tree officer", body=board)
    return Planned(plan, strategy, ambition, objective, action, board, keeper)


def arguments_of(*names: str, made: str = "") -> dict[str, Any]:
    """A plan with one of everything on it; of what names it, these arguments. `made`: whose number `pk` is."""
    planned = make_plan()
    commitment = put_commitment(
        plan=planned.plan,
        fields={"who": "Friends of Parks", "words": "Waters trees", "organisation": None, "objective": None},
        by=SYSTEM,
    )
    update = tell_progress(action=planned.action, told=told(), by=SYSTEM)
    milestone = put_milestone(action=planned.action, title="Half planted", due="2030", done_on=None, by=SYSTEM)
    make_version(plan=planned.plan, state="final", words="", by=SYSTEM)
    period = period_named("2011-year", 4)
    if period is None:
        raise Invalid([])
    if "form" in names or made == "report":
        publish_report(plan=planned.plan, period=period, by=SYSTEM)
    rows = {
        "action": planned.action,
        "objective": planned.objective,
        "update": update,
        "milestone": milestone,
        "commitment": commitment,
    }
    row = rows.get(made)
    known = {
        "plan": planned.plan.key,
        "key": planned.objective.key if made == "objective" else planned.action.key,
        "body": planned.board.key,
        "number": 1,
        "period": period.key,
        "form": "docx",
        "deed": "tell" if made == "action" else "objective",
        "record_type": "plans.action",
        "pk": row.pk if row else 0,
    }
    return {name: known[name] for name in names} | ({"key": str(planned.action.pk)} if made == "record" else {})
