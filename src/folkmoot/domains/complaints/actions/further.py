"""A case goes further: to the next stage, or open again."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.clocks import Policy
from folkmoot_core.values import Fault, Invalid

from ..adapters import policy_of
from ..enums import Ending, EventKind, LetterStep, State
from ..models import Case, CaseEvent, Stage
from ..policies import can_reopen_clock, check_other_handler, next_stage_of
from .changing import case_to_change, day_of, set_fields
from .letters import LetterWords, send_letter
from .reckoning import Happened, add_event


@transaction.atomic
def escalate(
    *, case: Case, by: Actor, handler: User | None = None, on: date | None = None, letter: LetterWords | None = None
) -> Case:
    """Take it to the next stage, for somebody who has not dealt with it before. Nobody is asked for reasons
    (Complaint Handling Code, 6.10). Raises Invalid or Refused."""
    case = case_to_change(case, by, State.OPEN, State.ANSWERED, State.CLOSED)
    if case.state == State.CLOSED and case.ending != Ending.ANSWERED:
        raise Refused(_("This case was never answered. Reopen it first."))
    return go_further(case, by=by, handler=handler, on=on, letter=letter)


def go_further(
    case: Case, *, by: Actor, handler: User | None = None, on: date | None = None, letter: LetterWords | None = None
) -> Case:
    """The next stage itself; whoever calls has looked whether `by` may, and locked the case."""
    if not next_stage_of(policy_in(case), times(case, EventKind.ESCALATED)):
        raise Refused(_("There is no further stage here. The Ombudsman comes next."))
    check_handler(case, handler)
    day = day_of(on)
    begin_stage(case, day, handler)
    add_event(case, Happened(EventKind.ESCALATED, day), by=by)
    if letter is not None:
        send_letter(case, LetterStep.ESCALATE, letter, by=by, on=day)
    record(verb="case.escalated", subject=case, by=by, changes={"stage": [case.stage - 1, case.stage]})
    return case


def check_handler(case: Case, handler: User | None) -> None:
    """Raises Invalid where this handler dealt with an earlier stage."""
    if handler is not None:
        earlier = Stage.objects.filter(case=case).exclude(handler=None).values_list("handler_id", flat=True)
        check_other_handler(f"user:{handler.pk}", [f"user:{pk}" for pk in earlier])


@transaction.atomic
def reopen(*, case: Case, reason: str, by: Actor, on: date | None = None) -> Case:
    """Take it up again. One that was never answered goes on where it was; one that was answered begins a count of its
    own, where its policy has one. Raises Invalid or Refused."""
    case = case_to_change(case, by, State.ANSWERED, State.CLOSED)
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why it is taken up again."))])
    day = day_of(on)
    over = case.events.filter(kind=EventKind.WITHDRAWN, is_void=False, correction=None).last()
    if over is not None:
        set_fields(case, state=State.OPEN, ending="", ended_on=None, merged_into=None)
        add_event(case, Happened(over.kind, over.on, reason=reason, corrects=over, is_void=True), by=by)
    elif case.policy is None:
        set_fields(case, state=State.OPEN, ending="", ended_on=None, merged_into=None)
    elif can_reopen_clock(policy_in(case), times(case, EventKind.REOPENED)):
        begin_stage(case, day, case.handler)
        add_event(case, Happened(EventKind.REOPENED, day, reason=reason), by=by)
    else:
        raise Refused(
            _("An answered case of this kind is not reopened: take it to the next stage, or to the Ombudsman.")
        )
    record(verb="case.reopened", subject=case, by=by, reason=reason.strip())
    return case


def begin_stage(case: Case, day: date, handler: User | None) -> None:
    fields = {
        "state": State.OPEN,
        "ending": "",
        "ended_on": None,
        "outcome": "",
        "stage": case.stage + 1,
        "handler": handler,
        "handler_name": handler.name if handler else "",
    }
    set_fields(case, **fields)
    Stage.objects.create(case=case, number=case.stage, begun_on=day, handler=handler, handler_name=case.handler_name)


def policy_in(case: Case) -> Policy | None:
    return policy_of(case.policy) if case.policy else None


def times(case: Case, kind: str) -> int:
    """How often this has happened, corrections left out."""
    return CaseEvent.objects.filter(case=case, kind=kind, is_void=False, correction=None).count()
