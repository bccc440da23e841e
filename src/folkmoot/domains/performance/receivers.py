"""What this app tells the ground about itself."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.audit.public import register_sentences
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import register_body_link
from folkmoot.ground.thread.public import Brief, register_brief, register_record

from .enums import SENTENCES, Standing
from .models import Indicator
from .policies import can_keep
from .queries.readings import summary_of


def register_records() -> None:
    """Called once, from `ready()`."""
    register_record(
        "performance.indicator",
        title=lambda indicator: indicator.title,
        url=lambda indicator: reverse("performance:show_indicator", args=[indicator.key]),
        is_public=lambda indicator: indicator.is_public,
        only_public=lambda found: found.exclude(standing=Standing.DRAFT),
        may_see=may_see_indicator,
        related=["owner"],
        noun=_("indicator"),
        nouns=_("indicators"),
    )
    register_brief("performance.indicator", brief_of_indicator)
    register_record(
        "performance.keyquestion",
        title=lambda question: question.words,
        url=lambda question: reverse("performance:show_question", args=[question.key]),
        is_public=lambda question: True,
        only_public=lambda found: found,
        noun=_("key performance question"),
        nouns=_("key performance questions"),
        searched=["words"],
    )


def brief_of_indicator(indicator: Indicator) -> Brief:
    """What it says of the whole county, of figures that everybody may see."""
    return Brief(summary=summary_of(indicator) if indicator.is_public else "")


def may_see_indicator(actor: Actor, indicator: Indicator) -> bool:
    """A draft is for those who keep it."""
    return can_keep(actor, indicator)


def link_from_bodies() -> None:
    """Called once, from `ready()`. A body's own page leads to its scorecards."""
    register_body_link(link_to_scorecards)


def link_to_scorecards(body: Organisation) -> tuple[str | Promise, str]:
    return _("Its figures"), f"{reverse('performance:list_scorecards')}?body={body.key}"


def tell_the_history() -> None:
    """Called once, from `ready()`."""
    register_sentences(SENTENCES)
