"""May and may-not for consultations. Pure: they read the actor, the owners' scopes and the switches that hold now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.intake.policies import is_form_key

PLANNERS = (Role.ENGAGEMENT_OFFICER, Role.ADMINISTRATOR)
READERS = (Role.ENGAGEMENT_OFFICER, Role.ANALYST, Role.ADMINISTRATOR)
# The secret link of a draft.
_DRAFT_KEY = re.compile(r"draft\.[A-Za-z0-9_-]{16,44}")


@dataclass(frozen=True)
class Standing:
    """How a consultation stands at one instant: its phase, its switches, and who owns it."""

    phase: str
    switches: frozenset[str]
    scopes: frozenset[str]
    has_responses: bool = False

    def allows(self, switch: str) -> bool:
        return switch in self.switches


def holds_within(actor: Actor, roles: Iterable[str], scopes: Iterable[str]) -> bool:
    """True when the actor holds one of `roles` everywhere, or in the owner's or a partner's scope."""
    return any(actor.holds(*roles, scope=scope) for scope in scopes)


def can_see(actor: Actor, standing: Standing) -> bool:
    return standing.allows("plan_public") or can_read(actor, standing)


def can_plan(actor: Actor, standing: Standing) -> bool:
    return holds_within(actor, PLANNERS, standing.scopes)


def can_read(actor: Actor, standing: Standing) -> bool:
    """May see answers and results behind the scenes."""
    return holds_within(actor, READERS, standing.scopes)


def can_own(actor: Actor, scopes: Iterable[str]) -> bool:
    """May run consultations for a body with one of these scopes."""
    return holds_within(actor, PLANNERS, scopes)


def can_answer(standing: Standing) -> bool:
    return standing.allows("answering")


def opens_receipt(key: str) -> bool:
    """Whether knowing this key shows what was sent: only secrets that a resident was given do. The keys of what came by
    paper, letter or spreadsheet are no secrets; some hold a serial number."""
    return is_form_key(key) or _DRAFT_KEY.fullmatch(key) is not None


def can_type(actor: Actor, standing: Standing) -> bool:
    """May put in paper, letters and spreadsheets: while answers are taken, and afterwards for what came in time."""
    return can_plan(actor, standing) and (standing.allows("answering") or standing.allows("late_entry"))


def can_edit_questionnaire(actor: Actor, standing: Standing) -> bool:
    return can_plan(actor, standing) and standing.allows("editing")


def can_see_results(actor: Actor, standing: Standing) -> bool:
    return standing.allows("results_public") or can_read(actor, standing)


def can_see_outcome(actor: Actor, standing: Standing) -> bool:
    return standing.allows("outcome_public") or can_read(actor, standing)


def check(allowed: bool, sentence: str) -> None:  # noqa: FBT001 – reads as a sentence
    if not allowed:
        raise Refused(sentence)


def check_answer(standing: Standing) -> None:
    check(can_answer(standing), _("This consultation is not taking answers at present."))


def can_publish_report(actor: Actor, standing: Standing) -> bool:
    """A report tells the results, so it is for everybody only when they are."""
    return can_plan(actor, standing) and standing.allows("results_public")


def check_publish_report(actor: Actor, standing: Standing) -> None:
    check_plan(actor, standing)
    check(
        can_publish_report(actor, standing),
        _("The results are not public yet. A report can be published once they are."),
    )


def check_plan(actor: Actor, standing: Standing) -> None:
    check(can_plan(actor, standing), _("Only engagement officers of the bodies that run it can do this."))


def check_own(actor: Actor, scopes: Iterable[str]) -> None:
    check(
        can_own(actor, scopes),
        _("A consultation needs a body that you work for, as the one that runs it or as a partner."),
    )


def check_read(actor: Actor, standing: Standing) -> None:
    check(can_read(actor, standing), _("Only officers and analysts of the bodies that run it can see this."))


def check_results(actor: Actor, standing: Standing) -> None:
    check(can_see_results(actor, standing), _("The counts of this consultation are not public yet."))


def check_type(actor: Actor, standing: Standing) -> None:
    check_plan(actor, standing)
    check(
        can_type(actor, standing),
        _("Answers can be typed in while the consultation is open, and while it is being analysed."),
    )


def check_edit_questionnaire(actor: Actor, standing: Standing) -> None:
    check_plan(actor, standing)
    check(
        can_edit_questionnaire(actor, standing),
        _("The questionnaire is what people are answering now; it cannot be changed after opening."),
    )


def can_type_again(actor: Actor, first_typed_by: str) -> bool:
    """May type a form a second time: not whoever typed it first, or agreement would say nothing."""
    return bool(actor.key) and actor.key != first_typed_by


def check_type_again(actor: Actor, first_typed_by: str) -> None:
    check(can_type_again(actor, first_typed_by), _("You typed this form the first time. Somebody else types it again."))


def can_see_senders(actor: Actor, standing: Standing) -> bool:
    """May see who sent an answer. Analysts read what was said, not who said it."""
    return can_plan(actor, standing)
