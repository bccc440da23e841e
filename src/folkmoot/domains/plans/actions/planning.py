"""Write a plan: what it says of itself, its objectives, its actions, what partners commit to, and its versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.packfiles import parse_partial
from folkmoot_core.plans import parse_timing, understand
from folkmoot_core.values import Fault, Invalid

from ..adapters.faces import face_of, items_as_data
from ..adapters.standings import first_day
from ..enums import PlanState
from ..models import Action, Carrying, Kind, Objective, PartnerCommitment, Plan, PlanVersion, Service
from ..policies import can_keep, check_keep
from .telling import reckon_actions

PLAN_FIELDS = ("title", "summary", "starts", "ends", "parent", "place", "note")
OBJECTIVE_FIELDS = ("number", "title", "words", "parent", "body")
ACTION_FIELDS = (
    *("number", "title", "deliverable", "owner_name", "owner_email", "body", "timetable", "understood"),
    *("review", "review_understood", "note", "is_public"),
)
DEEPEST = 6


@transaction.atomic
def begin_plan(
    *, kind: Kind, title: str, body: Organisation, starts: str, ends: str, by: Actor, keeper: Organisation | None = None
) -> Plan:
    """A draft that only its keepers see. Raises Invalid, Refused."""
    keeper = keeper or body
    check_keep(by, {body.scope, keeper.scope})
    _check_days(starts, ends)
    key = _free_key(slugify(title)[:70] or "plan", set(Plan.objects.values_list("key", flat=True)))
    made = Plan.objects.create(
        key=key, kind=kind, title=title.strip(), body=body, keeper=keeper, starts=starts, ends=ends
    )
    record(verb="plan.begun", subject=made, by=by)
    return made


@transaction.atomic
def edit_plan(
    *, plan: Plan, fields: Mapping[str, Any], sections: Mapping[str, str], signatures: Sequence[str], by: Actor
) -> Plan:
    """Raises Invalid, Refused."""
    check_keep(by, plan.scopes)
    _check_days(fields["starts"], fields["ends"])
    _check_above(plan, fields.get("parent"), "parent")
    before = {name: getattr(plan, name) for name in PLAN_FIELDS} | {"sections": plan.sections}
    for name in PLAN_FIELDS:
        setattr(plan, name, fields[name])
    plan.sections = {key: words.strip() for key, words in sections.items() if words.strip()}
    plan.signatures = [each.strip() for each in signatures if each.strip()]
    plan.save()
    changes = changed_fields(before, {name: fields[name] for name in PLAN_FIELDS} | {"sections": plan.sections})
    if changes:
        reckon_actions(plan.actions.select_related("plan"))
        record(verb="plan.edited", subject=plan, by=by, changes=changes)
    return plan


@transaction.atomic
def put_objective(
    *,
    plan: Plan,
    fields: Mapping[str, Any],
    serves: Sequence[Objective],
    by: Actor,
    objective: Objective | None = None,
) -> Objective:
    """`serves`: objectives of other plans, the first before the others. Raises Invalid, Refused."""
    check_keep(by, plan.scopes)
    made = objective or Objective(plan=plan, position=_last(plan.objectives.all()) + 1)
    parent = fields.get("parent")
    _check_above(objective, parent, "parent")
    if parent is not None and parent.plan_id != plan.pk:
        raise Invalid([Fault("parent", _("That stands in another plan."), _("Say below that this serves it."))])
    if any(each.plan_id == plan.pk for each in serves):
        raise Invalid([Fault("serves", _("That stands in this plan."), _("Choose it as what this stands under."))])
    for name in OBJECTIVE_FIELDS:
        setattr(made, name, fields[name])
    made.level = plan.kind.spec.level_at(_depth(parent) + 1 if parent else 0)
    if not made.key:
        keys = set(plan.objectives.values_list("key", flat=True))
        made.key = _free_key(slugify(made.number) or f"o{len(keys) + 1}", keys)
    made.save()
    made.services.all().delete()
    Service.objects.bulk_create(
        Service(objective=made, serves=each, is_first=place == 0) for place, each in enumerate(serves)
    )
    record(verb="plan.objective_put", subject=made, by=by, changes={"title": [None, made.title]})
    return made


@transaction.atomic
def put_action(
    *,
    plan: Plan,
    fields: Mapping[str, Any],
    objectives: Sequence[Objective],
    by: Actor,
    action: Action | None = None,
    depends_on: Iterable[Action] = (),
) -> Action:
    """`objectives`: those that it carries, of this plan or of others, the first before the others. A timetable without
    an understanding is read as well as it can be. Raises Invalid, Refused."""
    check_keep(by, plan.scopes)
    made = action or Action(plan=plan, position=_last(plan.actions.all()) + 1)
    before = {name: getattr(made, name) for name in ACTION_FIELDS} if made.pk else {}
    for name in ACTION_FIELDS:
        setattr(made, name, fields.get(name, getattr(made, name)))
    made.understood = made.understood.strip() or understand(made.timetable, first_day(plan.starts))
    made.review_understood = made.review_understood.strip() or understand(made.review, first_day(plan.starts))
    made.__dict__.pop("timing", None)
    _check_timing(made)
    depends_on = list(depends_on)
    _check_waiting(made, depends_on)
    if not made.key:
        keys = set(plan.actions.values_list("key", flat=True))
        made.key = _free_key(slugify(made.number) or f"a{len(keys) + 1}", keys)
    made.save()
    made.depends_on.set(depends_on)
    made.carryings.all().delete()
    Carrying.objects.bulk_create(
        Carrying(action=made, objective=each, is_first=place == 0) for place, each in enumerate(objectives)
    )
    reckon_actions([made])
    changes = changed_fields(before, {name: getattr(made, name) for name in ACTION_FIELDS if name != "owner_email"})
    record(verb="plan.action_put", subject=made, by=by, changes=changes)
    return made


@transaction.atomic
def put_waiting(*, action: Action, depends_on: Iterable[Action], by: Actor) -> None:
    """Say what must be done before it, and nothing else of it. Raises Invalid, Refused."""
    check_keep(by, action.plan.scopes)
    depends_on = list(depends_on)
    _check_waiting(action, depends_on)
    before = sorted(action.depends_on.values_list("key", flat=True))
    action.depends_on.set(depends_on)
    changes = {"depends_on": [before, sorted(each.key for each in depends_on)]}
    record(verb="plan.action_put", subject=action, by=by, changes=changes)


@transaction.atomic
def remove_action(*, action: Action, by: Actor) -> None:
    """Only what nobody was told of: once a version has it, or something was told, it is dropped instead. Raises
    Invalid; Refused where it is tied to other records."""
    check_keep(by, action.plan.scopes)
    if action.updates.exists() or _is_published(action.plan, "action", action.key):
        message = _("This action has a history.")
        raise Invalid([Fault("action", message, _("Tell that it is dropped, and why; so people can follow it."))])
    plan, title = action.plan, action.title
    action.delete()
    record(verb="plan.action_removed", subject=plan, by=by, changes={"action": [title, None]})


@transaction.atomic
def remove_objective(*, objective: Objective, by: Actor) -> None:
    """Only what no version has, and nothing hangs on. Raises Invalid, Refused."""
    check_keep(by, objective.plan.scopes)
    if objective.children.exists() or objective.carryings.exists() or objective.served_by.exists():
        raise Invalid([Fault("objective", _("Something hangs on this objective."), _("Move that first."))])
    if _is_published(objective.plan, "objective", objective.key):
        raise Invalid([Fault("objective", _("A published version has it."), _("Change its words instead."))])
    plan, title = objective.plan, objective.title
    objective.delete()
    record(verb="plan.objective_removed", subject=plan, by=by, changes={"objective": [title, None]})


@transaction.atomic
def put_commitment(
    *, plan: Plan, fields: Mapping[str, Any], by: Actor, commitment: PartnerCommitment | None = None
) -> PartnerCommitment:
    """What a partner commits to: `who`, `words`, perhaps `organisation` and `objective`. Raises Invalid, Refused."""
    check_keep(by, plan.scopes)
    made = commitment or PartnerCommitment(plan=plan, position=_last(plan.commitments.all()) + 1)
    for name in ("words", "organisation", "objective"):
        setattr(made, name, fields[name])
    made.who = fields["who"].strip() or (made.organisation.name if made.organisation else "")
    if not made.who:
        raise Invalid([Fault("who", _("Say who commits to it."), _("Choose an organisation, or write a name."))])
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as problem:
        raise Invalid([Fault("words", _("This stands there already."), _("Change that one."))]) from problem
    record(verb="plan.commitment_put", subject=plan, by=by, changes={"commitment": [None, str(made)]})
    return made


@transaction.atomic
def make_version(*, plan: Plan, state: str, words: str, by: Actor) -> PlanVersion:
    """Keep the plan as it stands, as a consultation draft, as final, or as replaced; everybody reads it from then on.
    Raises Invalid, Refused."""
    check_keep(by, plan.scopes)
    faults = []
    if state not in (PlanState.CONSULTATION, PlanState.FINAL, PlanState.REPLACED):
        faults.append(Fault("state", _("Say what this version is."), _("Choose one of the list.")))
    last = PlanVersion.objects.select_for_update().filter(plan=plan).first()
    if last is not None and not words.strip():
        faults.append(Fault("words", _("Say what changed, and why."), _("Everybody who compares them reads this.")))
    if faults:
        raise Invalid(faults)
    plan.state, plan.is_public = state, True
    plan.save(update_fields=["state", "is_public", "updated_at"])
    items = items_as_data(face_of(plan))
    number = last.number + 1 if last else 1
    made = PlanVersion.objects.create(
        plan=plan, number=number, state=state, words=words.strip(), items=items, made_by=by.name
    )
    record(verb="plan.version_made", subject=plan, by=by, changes={"version": [None, number], "state": [None, state]})
    return made


def plans_to_write(actor: Actor, plans: Iterable[Plan], today: date | None = None) -> list[Plan]:
    """Those that the actor keeps and that have not ended."""
    day = (today or timezone.localdate()).isoformat()
    return [
        plan
        for plan in plans
        if can_keep(actor, plan.scopes)
        and plan.state != PlanState.REPLACED
        and (not plan.ends or plan.ends >= day[: len(plan.ends)])
    ]


def _check_days(starts: str, ends: str) -> None:
    begins, over = parse_partial(starts), parse_partial(ends)
    if begins is None:
        raise Invalid([Fault("starts", _("Say when it begins."), _("A year, a month or a day: 2011, 2011-04."))])
    if over is not None and over.last < begins.first:
        raise Invalid([Fault("ends", _("It ends before it begins."), _("Change one of the two."))])


def _check_timing(action: Action) -> None:
    parse_timing(action.understood)
    try:
        parse_timing(action.review_understood)
    except Invalid as problem:
        raise Invalid([Fault("review_understood", each.message, each.mend) for each in problem.faults]) from problem


def _check_above(row: Any, parent: Any, where: str) -> None:
    """Nothing stands under itself."""
    above, steps = parent, 0
    while above is not None:
        steps += 1
        if (row is not None and above.pk == row.pk) or steps > DEEPEST:
            message = _("It would stand under itself, or too deep.")
            raise Invalid([Fault(where, message, _("Choose another, or none."))])
        above = above.parent


def _check_waiting(action: Action, depends_on: list[Action]) -> None:
    """No circle: nothing that it waits for waits for it."""
    pairs: dict[int, list[int]] = {}
    for waiting, needed in Action.depends_on.through.objects.values_list("from_action_id", "to_action_id"):
        pairs.setdefault(waiting, []).append(needed)
    ahead, seen = [each.pk for each in depends_on], set()
    while ahead:
        each = ahead.pop()
        if action.pk and each == action.pk:
            message = _("These two would wait for each other.")
            raise Invalid([Fault("depends_on", message, _("Leave out the one that need not wait."))])
        if each not in seen:
            seen.add(each)
            ahead += pairs.get(each, [])


def _depth(objective: Objective) -> int:
    depth, above = 0, objective.parent
    while above is not None and depth < DEEPEST:
        depth, above = depth + 1, above.parent
    return depth


def _is_published(plan: Plan, what: str, key: str) -> bool:
    return any(item["what"] == what and item["key"] == key for version in plan.versions.all() for item in version.items)


def _last(rows: Any) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0)


def _free_key(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    number = next(number for number in range(2, len(taken) + 3) if f"{wanted}-{number}" not in taken)
    return f"{wanted}-{number}"
