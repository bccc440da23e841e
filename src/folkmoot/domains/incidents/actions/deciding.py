"""What becomes of a report: its status, step by step, each told to those who follow it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import RESIDENT, Actor, Refused
from folkmoot_core.values import Fault, Invalid

from ..enums import ENDED, ClosingReason, FixedAnswer, Status
from ..models import Follower, Incident, StatusChange
from ..policies import check_handle, faults_of_change
from .telling import tell_of_change


@dataclass(frozen=True)
class Step:
    """A new status; closing needs a reason and words. `words` are public and go to everybody who follows."""

    status: str
    words: str = ""
    closing_reason: str = ""


@transaction.atomic
def change_status(*, incident: Incident, step: Step, by: Actor, seen: str | None = None) -> StatusChange:
    """Take a report a step further, and tell those who follow it.

    `seen` is the status that the officer had before her: where somebody has changed it meanwhile, hers is refused.
    Raises Refused, or Invalid naming the field.
    """
    check_handle(by, incident.organisation.scope)
    return take_step(incident=incident, step=step, by=by, seen=seen)


@transaction.atomic
def take_step(*, incident: Incident, step: Step, by: Actor, seen: str | None = None) -> StatusChange:
    """`change_status` for whoever has been let in already: an officer, the reporter by her link, the other system."""
    held = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if (seen is not None and held.status != seen) or held.merged_into_id is not None:
        raise Refused(_("Somebody has changed this report meanwhile. Load the page again to see how it stands."))
    if faults := faults_of_change(held.status, step.status, step.closing_reason, step.words):
        raise Invalid(faults)
    return _change(incident, held.status, step, by)


def _change(incident: Incident, old: str, step: Step, by: Actor) -> StatusChange:
    reason = step.closing_reason if step.status == Status.CLOSED else ""
    now = timezone.now()
    new = {
        "status": step.status,
        "closing_reason": reason,
        "status_words": step.words.strip(),
        "status_at": now,
        # A new end asks anew whether it is fixed.
        "asked_at": None,
        "fixed_answer": FixedAnswer.NONE,
    }
    # SQLite knows no locks of rows: there the condition decides between two who press at once.
    if not Incident.objects.filter(pk=incident.pk, status=old, merged_into=None).update(**new, updated_at=now):
        raise Refused(_("Somebody has changed this report meanwhile. Load the page again to see how it stands."))
    for name, value in new.items():
        setattr(incident, name, value)
    change = StatusChange.objects.create(
        incident=incident,
        status=step.status,
        closing_reason=reason,
        words=step.words.strip(),
        at=now,
        by_name=by.name if by.kind != RESIDENT.kind else "",
    )
    record(
        verb="incident.status_changed",
        subject=incident,
        by=by,
        changes={"status": [str(old), str(step.status)], "closing_reason": [None, str(reason)]},
        reason=step.words.strip() if by.kind != RESIDENT.kind else "",
    )
    tell_of_change(change=change)
    return change


@transaction.atomic
def answer_whether_fixed(*, incident: Incident, fixed: bool, words: str, by: Actor) -> StatusChange | None:
    """What the reporter says, known by a secret link. "No" opens the report again, with these words for the officers;
    None for "yes", or where it is open already. Raises Refused for a report that was merged into another.

    The words are confidential as all that a reporter writes: what becomes public is only that it was opened again.
    """
    if incident.merged_into_id is not None:
        raise Refused(_("This report is followed up together with another one."))
    if not incident.has_ended:
        return None
    answer = FixedAnswer.YES if fixed else FixedAnswer.NO
    record(verb="incident.fixed_answered", subject=incident, by=by, changes={"fixed": [None, str(answer)]})
    if fixed:
        Incident.objects.filter(pk=incident.pk).update(fixed_answer=answer, updated_at=timezone.now())
        incident.fixed_answer = answer
        return None
    if words.strip():
        add_words(incident=incident, words=words, by=by)
    change = take_step(
        incident=incident, step=Step(Status.OPEN, _("Whoever reported it says that it is not fixed.")), by=by
    )
    Incident.objects.filter(pk=incident.pk).update(fixed_answer=answer)
    incident.fixed_answer = answer
    return change


def add_words(*, incident: Incident, words: str, by: Actor) -> None:
    """Add what the reporter has to say besides; for officers only. Raises Invalid where there is nothing."""
    words = words.strip()
    if not words:
        raise Invalid([Fault("words", _("There is nothing to add."), _("Write what we should know."))])
    stamp = timezone.localtime().strftime("%d.%m.%Y %H:%M")
    incident.words = f"{incident.words}\n\n[{stamp}] {words}".strip()[:20_000]
    incident.save(update_fields=["words", "updated_at"])


@transaction.atomic
def merge(*, incident: Incident, into: Incident, by: Actor) -> StatusChange:
    """Close a report as a duplicate of another of the same body; whoever follows it follows the other from now on, and
    the reporter is told which. Raises Refused, or Invalid (field `into`) for a pair that cannot be one."""
    check_handle(by, incident.organisation.scope)
    check_handle(by, into.organisation.scope)
    if fault := _why_not(incident, into):
        raise Invalid([Fault("into", fault, _("Give the reference of another report."))])
    words = _("It is the same as %(reference)s, which we follow up.") % {"reference": into.arrival.reference}
    if incident.has_ended:
        raise Invalid([Fault("into", _("This report has ended already."), _("Open it again first."))])
    change = _change(incident, incident.status, Step(Status.CLOSED, words, ClosingReason.DUPLICATE), by)
    Incident.objects.filter(pk=incident.pk).update(merged_into=into)
    incident.merged_into = into
    known = set(into.followers.values_list("medium", "address"))
    for follower in incident.followers.filter(stopped_at=None):
        if (follower.medium, follower.address) not in known:
            # Not as its reporter: the other report has one of its own, and its words stay that one's.
            Follower.objects.filter(pk=follower.pk).update(incident=into, is_reporter=False)
    record(verb="incident.merged", subject=incident, by=by, changes={"into": [None, into.arrival.reference]})
    return change


def _why_not(incident: Incident, into: Incident) -> str:
    if incident.pk == into.pk:
        return _("A report cannot be a duplicate of itself.")
    if into.merged_into_id is not None:
        return _("That report is itself a duplicate of another.")
    if into.status in ENDED:
        return _("That report has ended.")
    if incident.merged.exists():
        return _("Others are duplicates of this report already.")
    return ""
