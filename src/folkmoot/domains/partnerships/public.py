"""The front door of `partnerships`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import ngettext

from folkmoot.ground.bodies.public import organisation_by_key

from .actions.load_pack import load_pack
from .models import BoardRule, Governance
from .queries.boards import Checked, checked, duties_of, months_of_notice
from .queries.meeting_dates import register_meeting_dates
from .queries.plans import plan_matrices
from .queries.soundness import faults_in_rules

__all__ = [
    "Checked",
    "check_body",
    "checked",
    "consistency",
    "coverage",
    "duties_of",
    "load_pack",
    "months_of_notice",
    "plan_matrices",
    "register_meeting_dates",
]


def check_body(key: str, day: date) -> Checked | None:
    """What the rules say of the body on the day; None where there is no such body."""
    body = organisation_by_key(key)
    return None if body is None else checked(body, day)


def consistency() -> Iterator[str]:
    """What is wrong with the rules and waivers on record, a sentence each, for `folkmoot check`."""
    return faults_in_rules()


def coverage() -> str:
    """How many rules `consistency` has looked at."""
    number = BoardRule.objects.count() + Governance.objects.count()
    return ngettext("%(number)d rule or profile", "%(number)d rules and profiles", number) % {"number": number}
