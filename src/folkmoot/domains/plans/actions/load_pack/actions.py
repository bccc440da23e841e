"""actions.csv, milestones.csv and updates.csv."""

from __future__ import annotations

from pathlib import Path

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, Row, read_csv

from ...enums import Progress
from ...models import Action, Carrying, Milestone, ProgressUpdate
from ..telling import reckon_actions
from .references import Known, number_of, numbers_of, partial, timing

ACTIONS = (
    *("number", "deliverable", "objectives", "owner", "body", "timetable", "understood", "review"),
    *("review_understood", "depends_on", "note", "source"),
)
KEPT = ("progress", "blocked_because", "told_on", "met_until", "next_due", "owner_email", "is_public")


def load_actions(path: Path, report: Report, known: Known) -> int:
    """`objectives` (of this plan, or PLAN/KEY) and `depends_on` hold several keys; the first objective is carried
    before the others."""
    rows = read_csv(
        path, report, required=("plan", "key", "title"), optional=ACTIONS, unique=("plan", "key")
    )  # fmt: skip
    here = {(action.plan_id, action.key): action for action in Action.objects.filter(plan__key__in=known.plans)}
    wanted = [_action(row, place, known) for place, row in enumerate(rows, start=1)]
    carried = [numbers_of(row, "objectives", known.objectives, row.text("plan")) for row in rows]
    if not report.ok:
        return len(rows)
    for action in wanted:
        kept = here.get((action.plan_id, action.key))
        for name in KEPT if kept else ():
            setattr(action, name, getattr(kept, name))
    put_rows(wanted, existing=Action.objects.all(), key=("plan_id", "key"))
    numbers = Known.now(known.today).actions
    names = [f"{row.text('plan')}/{row.text('key')}" for row in rows]
    carryings = [
        Carrying(action_id=numbers[name], objective_id=objective, is_first=place == 0)
        for name, objectives in zip(names, carried, strict=True)
        for place, objective in enumerate(objectives)
    ]
    put_rows(carryings, existing=Carrying.objects.all(), key=("action_id", "objective_id"))
    waits = Action.depends_on.through
    pairs = [
        waits(from_action_id=numbers[name], to_action_id=other)
        for name, row in zip(names, rows, strict=True)
        for other in numbers_of(row, "depends_on", numbers, row.text("plan"))
    ]
    put_rows(pairs, existing=waits.objects.all(), key=("from_action_id", "to_action_id"))
    reckon_actions(Action.objects.filter(pk__in=[numbers[name] for name in names]).select_related("plan"), known.today)
    return len(rows)


def _action(row: Row, place: int, known: Known) -> Action:
    return Action(
        plan_id=number_of(row, "plan", known.plans) or 0,
        key=row.key("key"),
        number=row.text("number", 20),
        title=row.text("title", 300),
        deliverable=row.text("deliverable", 2000),
        owner_name=row.text("owner", 200),
        body_id=number_of(row, "body", known.bodies),
        timetable=row.text("timetable", 300),
        understood=timing(row, "understood", known.today),
        review=row.text("review", 300),
        review_understood=timing(row, "review_understood", known.today),
        note=row.text("note", 2000),
        position=place,
        source=row.text("source", 300),
    )


def load_milestones(path: Path, report: Report, known: Known) -> int:
    rows = read_csv(
        path, report, required=("plan", "action", "title"), optional=("due", "done"),
        unique=("plan", "action", "title"),
    )  # fmt: skip
    wanted = []
    for place, row in enumerate(rows, start=1):
        action = numbers_of(row, "action", known.actions, row.text("plan"))
        milestone = Milestone(
            title=row.text("title", 300),
            due=partial(row, "due", known.today),
            done_on=row.date("done", today=known.today, blank=True),
            position=place,
        )
        if action:
            milestone.action_id = action[0]
            wanted.append(milestone)
    if report.ok:
        put_rows(wanted, existing=Milestone.objects.all(), key=("action_id", "title"))
    return len(rows)


def load_updates(path: Path, report: Report, known: Known) -> int:
    """What was told, as a pack knows it; one of the same words about the same action is there already."""
    rows = read_csv(
        path, report, required=("plan", "action", "on", "progress", "words"), optional=("blocked", "meets", "by"),
    )  # fmt: skip
    there = set(ProgressUpdate.objects.values_list("action_id", "words"))
    wanted = []
    for row in rows:
        action = numbers_of(row, "action", known.actions, row.text("plan"))
        update = ProgressUpdate(
            on=row.date("on", today=known.today) or known.today,
            progress=row.choice("progress", Progress.values),
            words=row.text("words", 5000),
            blocked_because=row.text("blocked", 500),
            meets=row.date("meets", today=known.today, blank=True),
            by_name=row.text("by", 200),
        )
        if action and (action[0], update.words) not in there:
            update.action_id = action[0]
            wanted.append(update)
    if report.ok:
        ProgressUpdate.objects.bulk_create(wanted)
        told = Action.objects.filter(pk__in={update.action_id for update in wanted})
        reckon_actions(told.select_related("plan"), known.today)
    return len(rows)
