"""What this app tells the ground about itself."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.audit.public import register_sentences
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import register_body_link
from folkmoot.ground.thread.public import register_record

from .enums import SENTENCES


def register_records() -> None:
    """Called once, from `ready()`. Needs and plans are public, all of them."""
    register_record(
        "partnerships.need",
        title=lambda need: need.title,
        url=lambda need: reverse("partnerships:show_need", args=[need.key]),
        is_public=lambda need: True,
        only_public=lambda found: found,
        noun=_("piece of work"),
        nouns=_("pieces of work"),
    )
    register_record(
        "partnerships.plan",
        title=lambda plan: plan.title,
        url=lambda plan: reverse("partnerships:show_plan", args=[plan.key]),
        is_public=lambda plan: True,
        only_public=lambda found: found,
        noun=_("plan"),
        nouns=_("plans"),
    )


def link_from_bodies() -> None:
    """Called once, from `ready()`. A body's own page leads to its rules."""
    register_body_link(link_to_rules)


def link_to_rules(body: Organisation) -> tuple[str | Promise, str]:
    return _("Rules it sits by"), reverse("partnerships:show_board", args=[body.key])


def tell_the_history() -> None:
    """Called once, from `ready()`."""
    register_sentences(SENTENCES)
