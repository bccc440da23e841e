"""What an officer does with a plan: each deed has a form, an action, and perhaps a row that it is done to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.policies import Actor

from ..actions import planning, telling
from ..forms import desk as forms
from ..models import Action, Milestone, Objective, PartnerCommitment, Plan, ProgressUpdate

Act = Callable[[Any, Plan, Any, Actor], object]


@dataclass(frozen=True)
class Deed:
    """`of`: the model of the row it is done to, and the path by which that row belongs to a plan. `adds`: it can be
    done without a row. `action`: the path from the row to the action whose page comes next."""

    title: str | Promise
    form: type[forms.PlanRowForm]
    act: Act
    of: type[Any] | None = None
    path: str = "plan"
    adds: bool = True
    has_file: bool = False
    button: str | Promise = ""
    about: str | Promise = ""


def _edit(form: Any, plan: Plan, row: Any, by: Actor) -> object:
    data = form.cleaned_data
    signatures = data["signatures"].splitlines()
    return planning.edit_plan(plan=plan, fields=data, sections=form.sections(), signatures=signatures, by=by)


def _objective(form: Any, plan: Plan, row: Any, by: Actor) -> object:
    return planning.put_objective(
        plan=plan, fields=form.cleaned_data, serves=form.chosen(), objective=row, by=by
    )  # fmt: skip


def _action(form: Any, plan: Plan, row: Any, by: Actor) -> object:
    values = form.values()
    depends_on = values.pop("depends_on")
    return planning.put_action(
        plan=plan, fields=values, objectives=form.chosen(), depends_on=depends_on, action=row, by=by
    )


def _tell(form: Any, plan: Plan, row: Any, by: Actor) -> object:
    told = telling.Told(**form.told())
    return telling.tell_progress(
        action=form.action, told=told, corrects=form.update, upload=form.cleaned_data["file"], by=by
    )


def _milestone(form: Any, plan: Plan, row: Any, by: Actor) -> object:
    return telling.put_milestone(action=row, by=by, **form.cleaned_data)


def _milestone_again(form: Any, plan: Plan, row: Any, by: Actor) -> object:
    return telling.put_milestone(action=row.action, milestone=row, by=by, **form.cleaned_data)


def _evidence(form: Any, plan: Plan, row: Any, by: Actor) -> object:
    data = form.cleaned_data
    return telling.add_evidence(action=row, title=data["title"], upload=data["file"], by=by)


DEEDS: dict[str, Deed] = {
    "plan": Deed(_("What the plan says of itself"), forms.PlanForm, _edit),
    "version": Deed(
        _("Publish a version"),
        forms.VersionForm,
        lambda form, plan, row, by: planning.make_version(plan=plan, by=by, **form.cleaned_data),
        button=_("Publish it"),
    ),
    "objective": Deed(_("Write an objective"), forms.ObjectiveForm, _objective, Objective),
    "action": Deed(_("Write an action"), forms.ActionForm, _action, Action),
    "commitment": Deed(
        _("What a partner commits to"),
        forms.CommitmentForm,
        lambda form, plan, row, by: planning.put_commitment(plan=plan, fields=form.cleaned_data, commitment=row, by=by),
        PartnerCommitment,
    ),
    "tell": Deed(_("Tell how far it is"), forms.TellForm, _tell, Action, adds=False, has_file=True),
    "correct": Deed(
        _("Correct what was told"),
        forms.TellForm,
        _tell,
        ProgressUpdate,
        "action__plan",
        adds=False,
        has_file=True,
        about=_("The entry stays to be read. Yours takes its place."),
    ),
    "milestone": Deed(_("A step on the way"), forms.MilestoneForm, _milestone, Action, adds=False),
    "reached": Deed(
        _("A step on the way"), forms.MilestoneForm, _milestone_again, Milestone, "action__plan", adds=False
    ),
    "evidence": Deed(_("Add a document"), forms.EvidenceForm, _evidence, Action, adds=False, has_file=True),
    "remove-action": Deed(
        _("Take this action out"),
        forms.RemoveForm,
        lambda form, plan, row, by: planning.remove_action(action=row, by=by),
        Action,
        adds=False,
        button=_("Take it out"),
        about=_("Only while nobody was told of it. Otherwise tell that it is dropped, and why."),
    ),
    "remove-objective": Deed(
        _("Take this objective out"),
        forms.RemoveForm,
        lambda form, plan, row, by: planning.remove_objective(objective=row, by=by),
        Objective,
        adds=False,
        button=_("Take it out"),
        about=_("Only while no published version has it and nothing hangs on it."),
    ),
}
# Those that officers of the body that does an action may do, too.
OF_DOERS = ("tell", "correct", "milestone", "reached", "evidence")
