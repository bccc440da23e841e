"""Kinds and states of plans, and what they are called."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot_core.plans import State


class PlanState(models.TextChoices):
    """How the plan as a whole stands; each change of it is a version."""

    DRAFT = "draft", _("Draft")
    CONSULTATION = "consultation", _("Consultation draft")
    FINAL = "final", _("Final")
    REPLACED = "replaced", _("Replaced")


class Progress(models.TextChoices):
    """How far an action is, as told; the keys are those of `folkmoot_core.plans.Progress`."""

    NOT_BEGUN = "not_begun", _("Not begun")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


# How an action stands, as worked out: what it is called, and its colour among the tags.
STATES: dict[State, tuple[str | Promise, str]] = {
    State.DONE: (_("Done"), "green"),
    State.DROPPED: (_("Dropped"), "grey"),
    State.NOT_TOLD: (_("Not on record"), "grey"),
    State.BLOCKED: (_("Blocked"), "red"),
    State.OVERDUE: (_("Overdue"), "orange"),
    State.DUE_SOON: (_("Due soon"), "yellow"),
    State.STALE: (_("No word"), "purple"),
    State.UNTOLD: (_("Nothing told yet"), "grey"),
    State.ON_TRACK: (_("On track"), "blue"),
}

# What a changed field is called, where two versions of a plan are compared.
FIELD_NAMES: dict[str, str | Promise] = {
    "title": _("Title"),
    "words": _("Words"),
    "summary": _("What it is about"),
    "starts": _("Begins"),
    "ends": _("Ends"),
    "deliverable": _("What it delivers"),
    "owner": _("Who"),
    "body": _("Body"),
    "timetable": _("By when, as printed"),
    "understood": _("By when, as understood"),
    "under": _("Stands under"),
    "serves": _("Serves"),
    "progress": _("How far"),
    "who": _("Who"),
}
WHAT_NAMES: dict[str, str | Promise] = {
    "plan": _("The plan itself"),
    "section": _("Part"),
    "objective": _("Objective"),
    "action": _("Action"),
    "commitment": _("Partner's commitment"),
}

# How the history tells what was done here; %(what)s stands for the record.
SENTENCES: dict[str, str | Promise] = {
    "plan.begun": _("began the plan %(what)s"),
    "plan.edited": _("changed what the plan %(what)s says of itself"),
    "plan.version_made": _("published a version of %(what)s"),
    "plan.loaded": _("loaded the plan %(what)s"),
    "plan.objective_put": _("wrote the objective %(what)s"),
    "plan.action_put": _("wrote the action %(what)s"),
    "plan.action_removed": _("took an action out of %(what)s before it was published"),
    "plan.objective_removed": _("took an objective out of %(what)s before it was published"),
    "plan.progress_told": _("told how far %(what)s is"),
    "plan.progress_corrected": _("corrected what was told of %(what)s"),
    "plan.milestone_put": _("wrote a milestone of %(what)s"),
    "plan.evidence_added": _("added a document that shows how far %(what)s is"),
    "plan.commitment_put": _("wrote down what a partner commits to in %(what)s"),
    "plan.tied": _("tied %(what)s to another record"),
    "plan.report_introduced": _("introduced a report of %(what)s"),
    "plan.report_published": _("published a report of %(what)s"),
    "plan.report_withdrawn": _("withdrew a report of %(what)s"),
}
