"""How actions stand, for pages of many: today from their rows, on another day from what was told by then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.plans import EXCEPTIONS, State

from ..adapters.standings import Shown, show, show_as_told
from ..adapters.telling import effective
from ..enums import STATES, PlanState, Progress
from ..models import Action, Plan, ProgressUpdate
from .sources import meetings_of_bodies

OPEN = (Progress.NOT_BEGUN, Progress.UNDER_WAY)


def shown_on(actions: Iterable[Action], day: date | None = None, *, with_words: bool = False) -> list[Shown]:
    """Each with how it stands. Two queries for today (three with what was told last); wants `plan__kind` and `body`
    fetched along."""
    actions = list(actions)
    today = timezone.localdate()
    waits = _waits(actions, None if day == today else day)
    if day is None or day == today:
        shown = [show(action, today, waits.get(action.pk, ())) for action in actions]
        if with_words:
            last = {pk: found[0] for pk, found in told_of(actions).items() if found}
            shown = [Shown(each.action, each.standing, each.due, last.get(each.action.pk)) for each in shown]
        return shown
    told = told_of(actions)
    meetings = meetings_of_bodies() if any(action.timing.form == "meetings" for action in actions) else {}
    return [
        show_as_told(
            action, told.get(action.pk, []), day, meetings.get(action.timing.body, ()), waits.get(action.pk, ())
        )
        for action in actions
    ]


def told_of(actions: Iterable[Action]) -> dict[int, list[ProgressUpdate]]:
    """{action: what was told of it, the latest first, without what was corrected}. One query."""
    found: dict[int, list[ProgressUpdate]] = {}
    for update in ProgressUpdate.objects.filter(action__in=[action.pk for action in actions]):
        found.setdefault(update.action_id, []).append(update)
    return {pk: effective(updates) for pk, updates in found.items()}


def _waits(actions: list[Action], day: date | None) -> dict[int, list[str]]:
    """{action: titles of those that it depends on and that are not finished}, today or on another day. One query, and
    one more for another day."""
    pairs = Action.depends_on.through.objects.filter(from_action__in=[action.pk for action in actions])
    rows = pairs.values_list("from_action_id", "to_action_id", "to_action__title", "to_action__progress")
    needed = {pk for _waiting, pk, _title, _progress in rows}
    then = _progress_on(needed, day) if day is not None and needed else {}
    found: dict[int, list[str]] = {}
    for waiting, pk, title, progress in rows:
        if (progress if day is None else then.get(pk, Progress.NOT_BEGUN)) in OPEN:
            found.setdefault(waiting, []).append(title)
    return found


def _progress_on(actions: Collection[int], day: date) -> dict[int, str]:
    """{action: how far it was, as told by the day}."""
    told: dict[int, list[ProgressUpdate]] = {}
    for update in ProgressUpdate.objects.filter(action__in=actions):
        told.setdefault(update.action_id, []).append(update)
    last = {pk: [each for each in effective(updates) if each.on <= day] for pk, updates in told.items()}
    return {pk: found[0].progress for pk, found in last.items() if found}


def counts_of(shown: Iterable[Shown]) -> list[tuple[str | Promise, str, int]]:
    """(what a state is called, its colour, how many), in the order of telling."""
    numbers = Counter(each.standing.chief for each in shown)
    return [(*STATES[state], numbers[state]) for state in STATES if numbers[state]]


def current(actions: QuerySet[Action], day: date) -> QuerySet[Action]:
    """Open ones of plans that have not ended by the day. A plan that ends in 2011 ends on the last day of it."""
    iso = day.isoformat()
    has_ended = Q()
    for length in (4, 7, 10):
        has_ended |= Q(plan__ends__regex=rf"^.{{{length}}}$", plan__ends__lt=iso[:length])
    return actions.filter(progress__in=OPEN).exclude(plan__state=PlanState.REPLACED).exclude(has_ended)


def exceptions_of(body: Organisation, actions: QuerySet[Action], day: date) -> list[tuple[State, list[Shown]]]:
    """What a body should look at: actions that it does, or of its plans, by how they stand; the longest late first."""
    own = current(actions.filter(Q(body=body) | Q(plan__body=body)), day).order_by("next_due", "position")
    shown = shown_on(own, with_words=True)
    groups = []
    for state in EXCEPTIONS:
        found = [each for each in shown if each.standing.chief is state]
        if found:
            groups.append((state, found))
    return groups


def bodies_with_exceptions(actions: QuerySet[Action], day: date) -> list[tuple[Organisation, dict[str, int]]]:
    """Each body with current actions, and how many stand how. An action counts for whoever does it, else for the body
    whose plan it is."""
    numbers: dict[int, Counter[str]] = {}
    for each in shown_on(current(actions, day)):
        body = each.action.body_id or each.action.plan.body_id
        numbers.setdefault(body, Counter())[each.state] += 1
    bodies = Organisation.objects.filter(pk__in=numbers)
    return [(body, dict(numbers[body.pk])) for body in bodies]


def plans_at_fault(plan: Plan) -> list[str]:
    """Rules of its kind that the plan breaks, as their kind states them; today only how many objectives it has."""
    most = plan.kind.spec.most_objectives
    tops = plan.objectives.filter(parent=None).count()
    return [f"{tops}/{most}"] if most is not None and tops > most else []
