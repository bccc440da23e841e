"""What this app tells the ground about itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from folkmoot.ground.audit.public import register_sentences
from folkmoot.ground.thread.public import register_record

from .exports.history import SENTENCES
from .policies import can_keep


def register_records() -> None:
    """Called once, from `ready()`."""
    register_record(
        "risks.risk",
        title=str,
        url=lambda risk: risk.get_absolute_url(),
        is_public=lambda risk: risk.is_public,
        only_public=lambda found: found.filter(is_public=True),
        may_see=lambda actor, risk: can_keep(actor, risk.body.scope),
        related=("body",),
        noun=_("risk"),
        nouns=_("risks"),
    )


def tell_history() -> None:
    """Called once, from `ready()`."""
    register_sentences(SENTENCES)
