"""More time, and whom we wait for while it runs."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.values import Fault, Invalid

from ..adapters import policy_of
from ..enums import EventKind, LetterStep, State
from ..models import Case
from ..policies import can_extend
from ..queries.arrangements import arrangements
from .changing import case_to_change, day_of, set_fields
from .letters import LetterWords, send_letter
from .reckoning import Happened, add_event


@transaction.atomic
def extend(*, case: Case, until: date, reason: str, letter: LetterWords, by: Actor, on: date | None = None) -> Case:
    """Take more time for the answer. The person is told why, until when, and how to reach the Ombudsman
    (Complaint Handling Code, 6.7 and 6.15); the first date stays in the record.

    Raises Invalid or Refused.
    """
    case = case_to_change(case, by, State.OPEN)
    if case.policy is None or not can_extend(policy_of(case.policy)):
        raise Refused(_("The clock of this case cannot be extended."))
    faults = []
    if not reason.strip():
        faults.append(Fault("reason", _("Say why more time is needed."), _("The person is told.")))
    day = day_of(on)
    if until <= day:
        faults.append(Fault("until", _("That day is not to come."), _("Give a later one.")))
    faults += missing_ombudsman(letter)
    if faults:
        raise Invalid(faults)
    event = Happened(EventKind.EXTENDED, day, until=until, reason=reason.strip())
    old = case.next_due
    try:
        add_event(case, event, by=by)
    except Invalid as problem:
        raise Invalid(Fault("until", fault.message, fault.mend) for fault in problem.faults) from problem
    send_letter(case, LetterStep.EXTEND, letter, by=by, on=day)
    changes = {"respond_by": [old.isoformat() if old else None, until.isoformat()]}
    record(verb="case.extended", subject=case, by=by, changes=changes, reason=reason.strip())
    return case


def missing_ombudsman(letter: LetterWords) -> list[Fault]:
    """A letter that puts somebody off, or turns them away, says who is above us."""
    ombudsman = arrangements().ombudsman
    if ombudsman.is_named_in(letter.body) or "{ombudsman}" in letter.body:
        return []
    mend = _("Add: %s") % ombudsman.sentence
    return [Fault("body", _("The letter does not say how to reach the Ombudsman."), mend)]


@transaction.atomic
def wait_for(*, case: Case, whom: str, by: Actor) -> Case:
    """Note whom we wait for; '' when the waiting is over. The clock runs on. Raises Refused."""
    case = case_to_change(case, by, State.OPEN)
    whom = " ".join(whom.split())[:200]
    since = (case.waiting_since or day_of(None)) if whom else None
    changes = set_fields(case, waiting_for=whom, waiting_since=since)
    if changes:
        record(verb="case.waiting" if whom else "case.waiting_over", subject=case, by=by)
    return case
