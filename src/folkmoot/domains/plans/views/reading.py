"""Plans as everybody reads them: all of them, one, an objective, an action, and the matrix."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.documents.public import documents_of, may_read
from folkmoot.ground.thread.public import links_of
from folkmoot_core.plans import draw_matrix

from ..adapters.standings import days_ahead, last_day, reasons
from ..adapters.wording import words_of_timing
from ..models import Objective, Plan
from ..policies import can_keep, can_tell
from ..queries.lines import Net, actions_by_objective, all_in
from ..queries.matrix import columns_of, plan_in_matrix
from ..queries.sources import matrix_editions, meetings_of_bodies
from ..queries.standings import counts_of, shown_on, told_of
from ..queries.visible import plans_kept_by, visible_actions, visible_plans
from .shared import day_asked_for, plan_or_404


class ListPlansView(View):
    """/plans/"""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        plans = visible_plans(actor_of(request)).order_by("kind__position", "kind__title", "-starts", "title")
        groups = [(kind, list(found)) for kind, found in groupby(plans, key=lambda plan: plan.kind)]
        return render(request, "plans/list_plans.html", {"groups": groups})


class ShowPlanView(View):
    """/plans/PLAN/ – `?on=DAY`: as it stood then."""

    access = PUBLIC

    def get(self, request: HttpRequest, plan: str) -> HttpResponse:
        found, actor, day = plan_or_404(request, plan), actor_of(request), day_asked_for(request)
        net = Net(actor)
        tree = net.tree_of(found)
        actions = list(visible_actions(actor).filter(plan=found))
        shown = {each.action.pk: each for each in shown_on(actions, day, with_words=True)}
        carried = actions_by_objective([objective.pk for objective, _depth in tree], _kept(request))
        rows, told = [], set()
        for objective, depth in tree:
            own = [shown[pk] for pk in carried.get(objective.pk, []) if pk in shown and pk not in told]
            told |= {each.action.pk for each in own}
            rows.append((objective, depth, own))
        ends = last_day(found.ends)
        children = list(visible_plans(actor).filter(parent=found))
        context = {
            "plan": found,
            "spec": found.kind.spec,
            "columns": found.kind.spec.columns,
            "sections": [(part, found.sections.get(part.key)) for part in found.kind.spec.sections],
            "above": net.plans_above(found)[:-1],
            "in_matrix": plan_in_matrix(found.key),
            "rows": rows,
            "loose": [each for each in shown.values() if each.action.pk not in told],
            "counts": counts_of(shown.values()),
            "number": len(shown),
            "day": day,
            "is_today": day == timezone.localdate(),
            "has_ended": ends is not None and ends < day,
            "commitments": list(found.commitments.select_related("objective", "organisation")),
            "children": children,
            "localities": [child for child in children if child.place],
            "local": _local(net, tree, [child for child in children if child.place]),
            "versions": list(found.versions.defer("items")),
            "reports": list(found.reports.exclude(published_at=None).defer("body")),
            "may_keep": can_keep(actor, found.scopes),
        }
        return render(request, "plans/show_plan.html", context)


def _local(net: Net, tree: list[Any], localities: list[Plan]) -> list[tuple[Objective, list[bool]]]:
    """Each objective, and whether the plan of each locality serves it."""
    rows = []
    for objective, _depth in tree if localities else ():
        serving = {net.objectives[pk].plan_id for pk in net.served_by.get(objective.pk, [])}
        rows.append((objective, [plan.pk in serving for plan in localities]))
    return rows


class ShowObjectiveView(View):
    """/plans/PLAN/objectives/KEY/ – up to the ambition, and down to each action."""

    access = PUBLIC

    def get(self, request: HttpRequest, plan: str, key: str) -> HttpResponse:
        found, actor = plan_or_404(request, plan), actor_of(request)
        objective = get_object_or_404(Objective.objects.select_related("body"), plan=found, key=key)
        objective.plan = found
        net = Net(actor)
        below = net.below(objective.pk)
        carried = actions_by_objective(all_in(below), _kept(request))
        numbers = {pk for found_there in carried.values() for pk in found_there}
        shown = {each.action.pk: each for each in shown_on(visible_actions(actor).filter(pk__in=numbers))}
        rows: list[tuple[Any, int, bool, list[Any]]] = []
        _walk(below, 0, carried, shown, rows)
        context = {
            "plan": found,
            "objective": objective,
            "lines": net.lines_to(objective.pk),
            "own": rows[0][3],
            "rows": rows[1:],
            "counts": counts_of(shown.values()),
            "commitments": list(objective.commitments.all()),
            "may_keep": can_keep(actor, found.scopes),
        }
        return render(request, "plans/show_objective.html", context)


def _walk(below: Any, depth: int, carried: Any, shown: Any, rows: list[Any]) -> None:
    own = [shown[pk] for pk in carried.get(below.objective.pk, []) if pk in shown]
    rows.append((below.objective, depth, below.is_elsewhere, own))
    for part in below.parts:
        _walk(part, depth + 1, carried, shown, rows)


class ShowActionView(View):
    """/plans/PLAN/actions/KEY/"""

    access = PUBLIC

    def get(self, request: HttpRequest, plan: str, key: str) -> HttpResponse:
        found, actor, day = plan_or_404(request, plan), actor_of(request), day_asked_for(request)
        action = visible_actions(actor).filter(plan=found, key=key).first()
        if action is None:
            raise Http404
        (shown,) = shown_on([action], day, with_words=True)
        net = Net(actor)
        carried = [pk for pk in action.carryings.values_list("objective_id", flat=True) if pk in net.objectives]
        updates = list(action.updates.select_related("document", "corrects", "corrected_by"))
        meetings = meetings_of_bodies() if action.timing.form == "meetings" else {}
        last = next(iter(told_of([action]).get(action.pk, [])), None)
        near = visible_actions(actor)
        context = {
            "plan": found,
            "action": action,
            "shown": shown,
            "reasons": reasons(shown.standing, last.blocked_because if last else action.blocked_because),
            "understood": words_of_timing(action.understood),
            "review": words_of_timing(action.review_understood),
            "days": days_ahead(action, day, meetings.get(action.timing.body, ())),
            "lines": [line for pk in carried for line in net.lines_to(pk)],
            "milestones": list(action.milestones.all()),
            "updates": updates,
            "documents": [each for each in documents_of(action) if may_read(actor, each)],
            "needs": shown_on(near.filter(needed_by=action)),
            "needed_by": shown_on(near.filter(depends_on=action)),
            "day": day,
            "is_today": day == timezone.localdate(),
            "is_tied": bool(links_of(action, actor)),
            "may_keep": can_keep(actor, found.scopes),
            "may_tell": can_tell(actor, found.scopes, action.body.scope if action.body else ""),
        }
        return render(request, "plans/show_action.html", context)


class ShowMatrixView(View):
    """/plans/matrix/ – `?edition=KEY`: which plan serves which ambition, as a picture and as a table."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        known = matrix_editions()
        asked = request.GET.get("edition", "")[:80]
        edition = next((each for each in known if each.key == asked), known[-1] if known else None)
        context: dict[str, Any] = {"editions": known, "edition": edition}
        if edition is not None:
            columns = columns_of(edition)
            own = dict(visible_plans(actor_of(request)).values_list("key", "title"))
            context |= {
                "columns": columns,
                "picture": draw_matrix(edition.lines, [(key, name) for key, name, _url in columns]),
                "own": own,
                "rows": [
                    (
                        line,
                        [(key in line.serves, key == line.first) for key, _name, _url in columns],
                        edition.addresses.get(line.plan, ""),
                        edition.doubts.get(line.plan, ""),
                    )
                    for line in edition.lines
                ],
            }
        return render(request, "plans/show_matrix.html", context)


def _kept(request: HttpRequest) -> set[int]:
    actor = actor_of(request)
    return set(plans_kept_by(actor).values_list("pk", flat=True)) if actor.is_staff else set()
