"""What this app tells the ground about itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.thread.public import register_record

from .models import Decision
from .policies.conduct import can_read_kept_back
from .queries.conduct.reading import PUBLIC_DECISION, decision_is_public


def register_all() -> None:
    """Called once, from `ready()`."""
    register_decisions()


def register_decisions() -> None:
    """The golden thread runs through decisions; the public sees those that are out."""
    register_record(
        "meetings.decision",
        title=lambda decision: decision.text[:100],
        url=lambda decision: decision.get_absolute_url(),
        is_public=decision_is_public,
        only_public=lambda found: found.filter(PUBLIC_DECISION),
        may_see=may_see_decision,
        related=("item__meeting__body",),
        noun=_("decision"),
        nouns=_("decisions"),
    )


def may_see_decision(actor: Actor, decision: Decision) -> bool:
    return can_read_kept_back(actor, decision.item.meeting, decision.item.access)
