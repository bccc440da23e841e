"""How a case ends."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.values import Fault, Invalid

from ..enums import KINDS_WITH_CLOCK, Ending, EventKind, Kind, LetterStep, Outcome, State
from ..models import Case, Stage
from .changing import case_to_change, day_of, set_fields
from .extend import missing_ombudsman
from .letters import LetterWords, send_letter
from .reckoning import Happened, add_event


@transaction.atomic
def close(*, case: Case, by: Actor, on: date | None = None, letter: LetterWords | None = None) -> Case:
    """Close what is answered, or pass a comment or compliment on. What was promised is followed all the same.

    Raises Refused where an answer is owed.
    """
    case = case_to_change(case, by, State.OPEN, State.ANSWERED)
    if case.state == State.OPEN and case.kind in KINDS_WITH_CLOCK:
        raise Refused(_("It is not answered yet. Answer it, or say why it ends without an answer."))
    ending = Ending.ANSWERED if case.state == State.ANSWERED else Ending.NOTED
    step = LetterStep.CLOSE if ending == Ending.ANSWERED else LetterStep.THANK
    return _end(case, ending, "case.closed", by=by, on=on, letter=letter, step=step)


@transaction.atomic
def withdraw(*, case: Case, reason: str, by: Actor, on: date | None = None) -> Case:
    """The person does not go on with it. Raises Invalid or Refused."""
    case = case_to_change(case, by, State.OPEN)
    _needs(reason, _("Say how they told us."))
    return _end(case, Ending.WITHDRAWN, "case.withdrawn", by=by, on=on, reason=reason, outcome=Outcome.WITHDRAWN)


@transaction.atomic
def refuse(*, case: Case, reason: str, letter: LetterWords, by: Actor, on: date | None = None) -> Case:
    """Do not take it on. Needs a reason that was looked into for this case, and a letter that tells it and how to reach
    the Ombudsman (Complaint Handling Code, section 2). Raises Invalid or Refused."""
    case = case_to_change(case, by, State.OPEN)
    _needs(reason, _("Say why, and what shows it."))
    if faults := missing_ombudsman(letter):
        raise Invalid(faults)
    return _end(
        case, Ending.REFUSED, "case.refused", by=by, on=on, reason=reason, outcome=Outcome.REFUSED, letter=letter,
        step=LetterStep.REFUSE,
    )  # fmt: skip


@transaction.atomic
def signpost(*, case: Case, to: str, letter: LetterWords | None, by: Actor, on: date | None = None) -> Case:
    """It is for another body: say which. Raises Invalid or Refused."""
    case = case_to_change(case, by, State.OPEN)
    _needs(to, _("Say who can help."), name="to")
    set_fields(case, kind=Kind.NOT_FOR_US)
    return _end(
        case, Ending.SIGNPOSTED, "case.signposted", by=by, on=on, reason=to, letter=letter, step=LetterStep.SIGNPOST
    )


def _end(
    case: Case,
    ending: str,
    verb: str,
    *,
    by: Actor,
    on: date | None = None,
    reason: str = "",
    outcome: str = "",
    letter: LetterWords | None = None,
    step: str = LetterStep.CLOSE,
) -> Case:
    day = day_of(on)
    if ending not in (Ending.ANSWERED, Ending.NOTED):
        add_event(case, Happened(EventKind.WITHDRAWN, day, reason=reason.strip()), by=by)
    fields: dict[str, object] = {"state": State.CLOSED, "ending": ending, "ended_on": day}
    fields |= {"waiting_for": "", "waiting_since": None}
    if outcome:
        fields["outcome"] = outcome
        Stage.objects.filter(case=case, number=case.stage).update(outcome=outcome)
    changes = set_fields(case, **fields)
    if letter is not None:
        send_letter(case, step, letter, by=by, on=day)
    record(verb=verb, subject=case, by=by, changes=changes, reason=reason.strip())
    return case


def _needs(reason: str, sentence: str, name: str = "reason") -> None:
    if not reason.strip():
        raise Invalid([Fault(name, sentence)])
