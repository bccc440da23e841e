"""The clear line: from an ambition down to one person's action, and up again, through all plans.

The whole net of objectives is small (a county has some hundreds), so it is read in three queries and walked here; the
number of queries does not grow with its depth."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from folkmoot.ground.base.policies import Actor

from ..models import Carrying, Objective, Plan, Service
from .visible import visible_plans

MOST_LINES = 8
DEEPEST = 12


@dataclass(frozen=True)
class Step:
    """A plan or an objective on a line. `level`: what it is called in its kind of plan."""

    title: str
    url: str
    level: str = ""


@dataclass
class Below:
    """An objective with what carries it: those under it, those of other plans that serve it, and its actions."""

    objective: Objective
    parts: list[Below] = field(default_factory=list)
    is_elsewhere: bool = False


class Net:
    """All objectives that a viewer may see, with what each stands under and serves."""

    def __init__(self, viewer: Actor) -> None:
        self.plans: dict[int, Plan] = {plan.pk: plan for plan in visible_plans(viewer)}
        found = Objective.objects.filter(plan__in=self.plans).select_related("body")
        self.objectives: dict[int, Objective] = {}
        for each in found:
            each.plan = self.plans[each.plan_id]
            self.objectives[each.pk] = each
        self.serves: dict[int, list[int]] = {}
        self.served_by: dict[int, list[int]] = {}
        self.children: dict[int, list[int]] = {}
        for lower, upper in Service.objects.values_list("objective_id", "serves_id"):
            if lower in self.objectives and upper in self.objectives:
                self.serves.setdefault(lower, []).append(upper)
                self.served_by.setdefault(upper, []).append(lower)
        for each in self.objectives.values():
            if each.parent_id:
                self.children.setdefault(each.parent_id, []).append(each.pk)

    def step(self, objective: Objective) -> Step:
        level = objective.level
        if self.serves.get(objective.pk):
            # The line comes here from another plan, so it says into which.
            level = f"{level}, {objective.plan.title}"
        return Step(str(objective), objective.get_absolute_url(), level)

    def lines_to(self, pk: int) -> list[list[Step]]:
        """Every way from the top down to this objective, itself last; those through what it serves come first."""
        return [steps for steps, _seen in self._ways(pk, frozenset())][:MOST_LINES] if pk in self.objectives else []

    def _ways(self, pk: int, seen: frozenset[int]) -> list[tuple[list[Step], frozenset[int]]]:
        own = self.objectives[pk]
        here = self.step(own)
        seen |= {pk}
        above = [each for each in (*self.serves.get(pk, []), own.parent_id) if each in self.objectives]
        # What it serves in other plans says more of where it leads than its place in its own.
        if self.serves.get(pk):
            above = self.serves[pk]
        ways: list[tuple[list[Step], frozenset[int]]] = []
        for each in above:
            if each is not None and each not in seen and len(seen) < DEEPEST and len(ways) < MOST_LINES:
                ways += [([*steps, here], on) for steps, on in self._ways(each, seen)]
        if ways:
            return ways
        return [([*self.plans_above(own.plan), here], seen)]

    def plans_above(self, plan: Plan) -> list[Step]:
        """The plan itself, below those that it stands under."""
        steps: list[Step] = []
        above: Plan | None = plan
        while above is not None and len(steps) < DEEPEST:
            steps.insert(0, Step(above.title, above.get_absolute_url(), above.kind.title))
            above = self.plans.get(above.parent_id) if above.parent_id else None
        return steps

    def below(self, pk: int, seen: frozenset[int] = frozenset()) -> Below:
        """An objective with all that hangs on it, in its own plan and in others."""
        own, seen = self.objectives[pk], seen | {pk}
        found = Below(own)
        if len(seen) < DEEPEST:
            lower = [(each, False) for each in self.children.get(pk, [])]
            lower += [(each, True) for each in self.served_by.get(pk, [])]
            for each, elsewhere in lower:
                if each not in seen:
                    part = self.below(each, seen)
                    part.is_elsewhere = elsewhere
                    found.parts.append(part)
        return found

    def tree_of(self, plan: Plan) -> list[tuple[Objective, int]]:
        """The objectives of one plan with their depth, each before those under it."""
        rows: list[tuple[Objective, int]] = []

        def walk(pk: int, depth: int) -> None:
            rows.append((self.objectives[pk], depth))
            for each in self.children.get(pk, []):
                if depth < DEEPEST:
                    walk(each, depth + 1)

        for each in self.objectives.values():
            if each.plan_id == plan.pk and each.parent_id is None:
                walk(each.pk, 0)
        return rows


def all_in(below: Below) -> list[int]:
    """The numbers of an objective and of all that hangs on it."""
    found = [below.objective.pk]
    for part in below.parts:
        found += all_in(part)
    return found


def actions_by_objective(objectives: list[int], viewer_keeps: set[int]) -> dict[int, list[int]]:
    """{objective: its actions} that everybody may see, and all of plans that the viewer keeps."""
    seen = Q(action__is_public=True, action__plan__is_public=True) | Q(action__plan__in=viewer_keeps)
    found: dict[int, list[int]] = {}
    pairs = Carrying.objects.filter(seen, objective__in=objectives).order_by("-is_first", "action__position")
    for objective, action in pairs.values_list("objective_id", "action_id"):
        found.setdefault(objective, []).append(action)
    return found
