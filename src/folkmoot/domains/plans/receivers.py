"""What this app tells the ground about itself."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.audit.public import register_sentences
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import register_body_link
from folkmoot.ground.documents.public import register_scope
from folkmoot.ground.notify.public import register_subject
from folkmoot.ground.thread.public import register_record, register_way_on

from .enums import SENTENCES
from .models import Action
from .policies import KEEPERS, can_keep
from .queries.visible import plans_kept_by

# What actions come from, by the labels of its records; those of apps that are not there are never shown.
RAISING = (
    *("meetings.decision", "reviews.recommendation", "complaints.lesson", "consultations.outcome"),
    *("consultations.theme", "compact.concern"),
)


def register_all() -> None:
    """Called once, from `ready()`."""
    register_sentences(SENTENCES)
    register_records()
    register_way_on(
        "make_action",
        _("Make an action of it"),
        url=lambda record: reverse("plans:make_action", args=[record._meta.label_lower, record.pk]),
        may=lambda actor, _record: actor.holds(*KEEPERS),
        from_types=RAISING,
    )
    register_body_link(link_to_exceptions)
    register_scope("plans.action", scopes_of_action)
    register_subject("plans.action", actions_kept_by, keepers=KEEPERS)


def register_records() -> None:
    register_record(
        "plans.plan",
        title=lambda plan: plan.title,
        url=lambda plan: plan.get_absolute_url(),
        is_public=lambda plan: plan.is_public,
        only_public=lambda found: found.filter(is_public=True),
        may_see=lambda actor, plan: can_keep(actor, plan.scopes),
        related=("body", "keeper"),
        noun=_("plan"),
        nouns=_("plans"),
    )
    register_record(
        "plans.objective",
        title=str,
        url=lambda objective: objective.get_absolute_url(),
        is_public=lambda objective: objective.plan.is_public,
        only_public=lambda found: found.filter(plan__is_public=True),
        may_see=lambda actor, objective: can_keep(actor, objective.plan.scopes),
        related=("plan__body", "plan__keeper"),
        noun=_("objective"),
        nouns=_("objectives"),
    )
    register_record(
        "plans.action",
        title=lambda action: f"{action.title} ({action.get_progress_display()})",
        url=lambda action: action.get_absolute_url(),
        is_public=lambda action: action.is_public and action.plan.is_public,
        only_public=lambda found: found.filter(is_public=True, plan__is_public=True),
        may_see=lambda actor, action: can_keep(actor, action.plan.scopes),
        related=("plan__body", "plan__keeper"),
        noun=_("action"),
        nouns=_("actions"),
    )


def link_to_exceptions(body: Organisation) -> tuple[str | Promise, str]:
    return _("What it carries out, and what is late"), reverse("plans:show_exceptions", args=[body.key])


def scopes_of_action(key: str) -> tuple[str, ...] | None:
    action = Action.objects.filter(pk=key).select_related("plan__body", "plan__keeper").first()
    return action.plan.scopes if action else None


def actions_kept_by(actor: Actor) -> QuerySet[Any]:
    return Action.objects.filter(plan__in=plans_kept_by(actor).values("pk"))
