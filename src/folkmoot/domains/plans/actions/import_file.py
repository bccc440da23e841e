"""Take in a spreadsheet of a plan's actions: every row of it or none, with each fault told by its row.

An action is known by its key, else by its number, else by its title; so the same file again changes nothing. A column
that is left out stays as it is; a cell that is empty empties what it is of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import Put, spreadsheet_rows, undone_if
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.packfiles import Report, Row, parse_partial
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.plans import parse_timing
from folkmoot_core.values import Fault, Invalid

from ..models import Action, Objective, Plan
from ..policies import check_keep
from ..queries.visible import visible_plans
from .planning import ACTION_FIELDS, put_action, put_waiting

REQUIRED = ("title",)
OPTIONAL = (
    *("key", "number", "deliverable", "objectives", "owner", "email", "body", "timetable", "understood", "review"),
    *("depends_on", "note", "public"),
)
COLUMNS = ("key", "number", "title", *OPTIONAL[2:])
# A plan's file of open data can be sent back: what is worked out is left alone.
WORKED_OUT = ("plan", "next_due", "progress", "state", "told_on", "address")
TEXTS = {"title": 300, "number": 20, "deliverable": 2000, "timetable": 300, "review": 300, "note": 2000}
MOST_ROWS = 1000


@dataclass(frozen=True)
class Known:
    """What cells can name. Objectives and actions go by key or number; those of other plans by PLAN/KEY."""

    plan: Plan
    objectives: Mapping[str, Objective]
    bodies: Mapping[str, Organisation]
    actions: Mapping[str, Action]


@dataclass
class Wanted:
    """A row as it was read: what it says of which action, None for a new one."""

    row: Row
    action: Action | None
    fields: dict[str, Any]
    objectives: list[Objective] | None
    made: Action | None = None


def import_actions(*, plan: Plan, content: bytes, name: str, only_look: bool = False, by: Actor) -> Put:
    """Write the actions of a CSV file or workbook into the plan. `only_look`: say what that would do, and do nothing.
    Raises Invalid with every fault, its `line` the line of the file; Refused."""
    check_keep(by, plan.scopes)
    report = Report()
    rows = spreadsheet_rows(content, name, report, REQUIRED, (*OPTIONAL, *WORKED_OUT))
    if report.ok and not rows:
        report.fault(name, None, _("There is no action in this file."), _("Add a row for each action."))
    if len(rows) > MOST_ROWS:
        report.fault(name, None, _("There are more than 1,000 rows."), _("Send them in parts."))
    report.raise_if_any()
    known = _known(plan, by)
    wanted = [_wanted(row, known) for row in rows]
    _refuse_twice(wanted)
    report.raise_if_any()
    with undone_if(only_look=only_look):
        return _write(wanted, plan, report, by)


def action_cells(action: Action) -> list[str]:
    """An action in the columns that an import takes. Wants `body`, `carryings__objective__plan` and `depends_on`."""
    carried = [one.objective for one in action.carryings.all()]
    return [
        action.key, action.number, action.title, action.deliverable,
        ";".join(each.key if each.plan_id == action.plan_id else f"{each.plan.key}/{each.key}" for each in carried),
        action.owner_name, action.owner_email, action.body.key if action.body else "", action.timetable,
        action.understood, action.review, ";".join(each.key for each in action.depends_on.all()), action.note,
        "yes" if action.is_public else "no",
    ]  # fmt: skip


def _known(plan: Plan, by: Actor) -> Known:
    bodies = list(Organisation.objects.all())
    objectives: dict[str, Objective] = {}
    for each in Objective.objects.filter(plan__in=visible_plans(by).values("pk")).select_related("plan"):
        objectives[f"{each.plan.key}/{each.key}"] = each
        if each.plan_id == plan.pk:
            objectives |= {each.key: each} | ({each.number: each} if each.number else {})
    actions = list(plan.actions.select_related("plan", "body").prefetch_related("carryings__objective", "depends_on"))
    return Known(
        plan,
        objectives,
        {each.name.casefold(): each for each in bodies} | {each.key: each for each in bodies},
        _named(actions),
    )


def _named(actions: Sequence[Action]) -> dict[str, Action]:
    """By title in small letters, by number, by key: the last counts most."""
    titles = {each.title.casefold(): each for each in actions}
    return titles | {each.number: each for each in actions if each.number} | {each.key: each for each in actions}


def _wanted(row: Row, known: Known) -> Wanted:
    fields: dict[str, Any] = {name: row.text(name, most) for name, most in TEXTS.items() if name in row}
    action = _action_of(row, known)
    if row.text("plan") not in ("", known.plan.key):
        row.fault("plan", _("This row is of another plan."), _("Take it out, or send it to that plan."))
    if "owner" in row:
        fields["owner_name"] = row.text("owner", 200)
    if "email" in row:
        fields["owner_email"] = _email(row)
    if "body" in row:
        fields["body"] = _body(row, known)
    if "public" in row:
        fields["is_public"] = row.flag("public", default=True)
    fields |= _timing(row, action)
    objectives = _objectives(row, known) if "objectives" in row else None
    return Wanted(row, action, fields, objectives)


def _action_of(row: Row, known: Known) -> Action | None:
    """The action that the row is about; a key that is not there yet is that of a new one."""
    if key := row.key("key", blank=True):
        found = known.actions.get(key)
        return found if found is not None and found.key == key else None
    if number := row.text("number"):
        found = known.actions.get(number)
        return found if found is not None and found.number == number else None
    found = known.actions.get(row.text("title", blank=True).casefold())
    return found if found is not None and found.title.casefold() == row.text("title", blank=True).casefold() else None


def _email(row: Row) -> str:
    text = row.text("email", 254)
    try:
        if text:
            validate_email(text)
    except ValidationError:
        row.fault("email", _("This is no e-mail address."), _("Write it as name@example.org, or leave it empty."))
        return ""
    return text


def _body(row: Row, known: Known) -> Organisation | None:
    text = row.text("body", 200)
    found = known.bodies.get(text) or known.bodies.get(text.casefold())
    if text and found is None:
        message = _("There is no organisation called “%(name)s”.") % {"name": text[:80]}
        row.fault("body", message, mend_name(text, known.bodies))
    return found


def _timing(row: Row, action: Action | None) -> dict[str, str]:
    """How the words of the timetable are understood: as the file says, else as before where they are the same, else
    read anew by `put_action`."""
    text, printed = row.text("understood", 120), row.text("timetable", 300)
    if not text and parse_partial(printed) is not None:
        text = printed
    try:
        parse_timing(text)
    except Invalid as problem:
        row.fault("understood", problem.faults[0].message, problem.faults[0].mend)
        return {}
    found = {}
    if text or "understood" in row or ("timetable" in row and (action is None or action.timetable != printed)):
        found["understood"] = text
    if "review" in row and (action is None or action.review != row.text("review", 300)):
        found["review_understood"] = ""
    return found


def _objectives(row: Row, known: Known) -> list[Objective]:
    found = []
    for name in row.many("objectives"):
        each = known.objectives.get(name)
        if each is None:
            message = _("There is no objective with the key or number “%(name)s”.") % {"name": name[:80]}
            row.fault("objectives", message, mend_name(name, known.objectives))
        elif each not in found:
            found.append(each)
    return found


def _refuse_twice(wanted: Sequence[Wanted]) -> None:
    lines: dict[tuple[str, str], int] = {}
    for each in wanted:
        row = each.row
        name = row.text("key", blank=True) or row.text("number") or row.text("title", blank=True).casefold()
        end = ("action", str(each.action.pk)) if each.action else ("name", name)
        first = lines.setdefault(end, row.line)
        if first != row.line:
            message = _("This action stands on line %(line)d already.") % {"line": first}
            row.fault("title", message, _("Keep one of the two, or give each a key."))


def _write(wanted: Sequence[Wanted], plan: Plan, report: Report, by: Actor) -> Put:
    """First each action, then what waits for what: that may stand further down in the file."""
    created = [each for each in wanted if each.action is None]
    updated = [each for each in wanted if each.action is not None and _differs(each)]
    for each in wanted:
        each.made = each.action
        if each in created or each in updated:
            each.made = _put(each, plan, by)
    here = _named(list(plan.actions.all()))
    waiting = [each for each in wanted if "depends_on" in each.row and _waits_anew(each, here, by)]
    report.raise_if_any()
    more = len([each for each in waiting if each not in created and each not in updated])
    return Put(len(created), len(updated) + more, len(wanted) - len(created) - len(updated) - more)


def _differs(wanted: Wanted) -> bool:
    action = wanted.action
    carried = [one.objective for one in action.carryings.all()] if action else []
    if wanted.objectives is not None and wanted.objectives != carried:
        return True
    return any(getattr(action, name) != value for name, value in wanted.fields.items() if name in ACTION_FIELDS)


def _put(wanted: Wanted, plan: Plan, by: Actor) -> Action | None:
    action = wanted.action
    objectives = wanted.objectives
    if objectives is None:
        objectives = [one.objective for one in action.carryings.all()] if action else []
    if action is None:
        action = Action(plan=plan, key=wanted.row.key("key", blank=True), position=wanted.row.line)
        action.position += plan.actions.count() - wanted.row.line + 1
    waits = list(action.depends_on.all()) if action.pk else []
    try:
        return put_action(
            plan=plan, fields=wanted.fields, objectives=objectives, depends_on=waits, action=action, by=by
        )
    except Invalid as problem:
        _tell(wanted.row, problem.faults)
        return None


def _waits_anew(wanted: Wanted, here: Mapping[str, Action], by: Actor) -> bool:
    """Put down what it waits for; whether that changed anything."""
    needed = []
    for name in wanted.row.many("depends_on"):
        if name in here:
            needed.append(here[name])
        else:
            message = _("There is no action with the key or number “%(name)s”.") % {"name": name[:80]}
            wanted.row.fault("depends_on", message, mend_name(name, here))
    if wanted.made is None or {each.pk for each in needed} == {each.pk for each in wanted.made.depends_on.all()}:
        return False
    try:
        put_waiting(action=wanted.made, depends_on=needed, by=by)
    except Invalid as problem:
        _tell(wanted.row, problem.faults)
    return True


def _tell(row: Row, faults: Sequence[Fault]) -> None:
    for fault in faults:
        row.fault(fault.where, fault.message, fault.mend)
