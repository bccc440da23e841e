"""The front door of `plans`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import ngettext

from .actions.load_pack import load_pack
from .actions.reminding import remind_of_actions
from .models import Action
from .queries.soundness import faults_in_plans
from .queries.sources import register_matrix, register_measures, register_meeting_dates

__all__ = [
    "consistency",
    "coverage",
    "due",
    "load_pack",
    "register_matrix",
    "register_measures",
    "register_meeting_dates",
]


def consistency() -> Iterator[str]:
    """What is wrong with plans, a sentence each, for `folkmoot check`."""
    return faults_in_plans()


def coverage() -> str:
    """How many actions there are."""
    number = Action.objects.count()
    return ngettext("%(number)d action of a plan", "%(number)d actions of plans", number) % {"number": number}


def due() -> Iterator[str]:
    """Remind whoever has an action that is due or late; yields what it did."""
    if told := remind_of_actions(today=timezone.localdate()):
        yield ngettext(
            "%(number)d reminder of an action of a plan is on its way.",
            "%(number)d reminders of actions of plans are on their way.",
            told,
        ) % {"number": told}
