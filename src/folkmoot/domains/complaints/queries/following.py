"""What the resident sees of her case: in plain words, and nothing of what officers say among themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot_core.values import normalise_reference

from ..adapters import policy_of
from ..enums import Direction, Ending, EventKind, NoteKind, Outcome, State
from ..models import Case, CaseEvent, Finding, Letter
from ..policies import can_reopen_clock, next_stage_of


def followed(reference: str, secret: str) -> Case | None:
    """The case of this reference, for whoever gives its secret, both typed in any case and with or without dashes."""
    known = normalise_reference(reference)
    case = (
        Case.objects.select_related("arrival", "policy", "unit", "complainant").filter(arrival__reference=known).first()
        if known
        else None
    )
    given = normalise_reference(secret) or ""
    return case if case and constant_time_compare(case.secret, given) else None


@dataclass(frozen=True)
class Step:
    """One line of the timeline. `words` are a letter's, or her own."""

    on: date
    title: str
    words: str = ""
    at: datetime | None = None
    is_hers: bool = False


@dataclass(frozen=True)
class Followed:
    """Her page. `state` says in a sentence where it stands; `not_solved` what saying so leads to: "further", "again",
    "ombudsman" or "" while no answer is out."""

    case: Case
    state: str
    steps: list[Step]
    due: date | None
    is_late: bool
    findings: list[Finding]
    not_solved: str
    shows_ombudsman: bool


def her_page(case: Case) -> Followed:
    """Six queries, whatever happened."""
    events = [event for event in case.events.all() if not event.is_void]
    corrected = {event.corrects_id for event in case.events.all()}
    events = [event for event in events if event.pk not in corrected]
    answer_due = next(
        (due.current for due in reversed(case.dues.all()) if due.met_by == EventKind.RESPONDED and not due.met_on), None
    )
    is_open = case.state == State.OPEN
    is_late = is_open and answer_due is not None and answer_due < timezone.localdate()
    done = case.state == State.ANSWERED or (case.state == State.CLOSED and case.ending == Ending.ANSWERED)
    findings = Finding.objects.filter(point__case=case, stage=case.stage).select_related("point") if done else []
    not_solved = _leads_to(case, events) if done else ""
    return Followed(
        case=case,
        state=_standing(case, answer_due if is_open else None, is_late=is_late),
        steps=_steps(case, events),
        due=answer_due if is_open else None,
        is_late=is_late,
        findings=sorted(findings, key=lambda finding: finding.point.number),
        not_solved=not_solved,
        shows_ombudsman=done
        or is_late
        or case.ending == Ending.REFUSED
        or any(event.kind == EventKind.EXTENDED for event in events),
    )


def _leads_to(case: Case, events: list[CaseEvent]) -> str:
    policy = policy_of(case.policy) if case.policy else None
    kinds = [event.kind for event in events]
    if next_stage_of(policy, kinds.count(EventKind.ESCALATED)):
        return "further"
    return "again" if can_reopen_clock(policy, kinds.count(EventKind.REOPENED)) else "ombudsman"


def _standing(case: Case, due: date | None, *, is_late: bool) -> str:
    if case.state == State.HELD:
        return _("We have it. Nobody has looked at it yet.")
    if case.state == State.SET_ASIDE:
        return _("We have set this aside and are not working on it.")
    if case.state == State.CLOSED and case.ending != Ending.ANSWERED:
        return {
            Ending.NOTED: _("Thank you. We have passed it on to the people it is about."),
            Ending.SIGNPOSTED: _("This is for somebody else to put right. Our letter says who."),
            Ending.WITHDRAWN: _("You told us that you do not want to go on with this."),
            Ending.REFUSED: _("We have not taken this on. Our letter says why."),
            Ending.MERGED: _("We deal with this together with another case."),
        }[Ending(case.ending)]
    if case.state != State.OPEN:
        told = _ANSWERED.get(Outcome(case.outcome)) if case.outcome else None
        return told() if told else _("We have answered.")
    if is_late:
        return _("Our answer is late. We are sorry.")
    if due:
        return _("We are looking into it. You will hear from us by %(day)s.") % {"day": date_format(due, "j F Y")}
    return _("We have it and are looking into it.")


_ANSWERED = {
    Outcome.UPHELD: lambda: _("We have answered. You were right: something went wrong."),
    Outcome.PARTLY_UPHELD: lambda: _("We have answered. You were right in part."),
    Outcome.NOT_UPHELD: lambda: _("We have answered. We did not find that something went wrong."),
}
_TOLD = {
    EventKind.RECEIVED: lambda: _("You told us"),
    EventKind.ACKNOWLEDGED: lambda: _("We took it on"),
    EventKind.EXTENDED: lambda: _("We asked for more time"),
    EventKind.ESCALATED: lambda: _("You were not satisfied, and somebody else began to look at it again"),
    EventKind.RESPONDED: lambda: _("We answered"),
    EventKind.REOPENED: lambda: _("We took it up again"),
    EventKind.PAUSED: lambda: _("We asked for something that we need before we can go on"),
    EventKind.RESUMED: lambda: _("We went on"),
}


def _steps(case: Case, events: list[CaseEvent]) -> list[Step]:
    """Newest first. Of the end of a case the sentence at the top tells."""
    steps = []
    for event in events:
        told = _TOLD.get(EventKind(event.kind))
        if told is not None:
            until = _("until %(day)s") % {"day": date_format(event.until, "j F Y")} if event.until else ""
            steps.append(Step(event.on, f"{told()} {until}".strip(), at=event.at))
    for letter in Letter.objects.filter(case=case, direction=Direction.OUT):
        steps.append(Step(letter.on, letter.subject, letter.body, letter.at))
    for note in case.notes.filter(kind=NoteKind.ADDED):
        steps.append(Step(timezone.localdate(note.at), _("You added"), note.words, note.at, is_hers=True))
    for remedy in case.remedies.all():
        if remedy.done_on:
            steps.append(Step(remedy.done_on, _("Done: %(what)s") % {"what": remedy.words}, at=None))
    return sorted(steps, key=lambda step: (step.on, step.at.timestamp() if step.at else 0), reverse=True)
