"""What the Ombudsman has of us: write it down, and follow it to the end of what we owe."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.reconcile import ombudsman_list
from folkmoot_core.values import Fault, Invalid

from ..models import Case, Referral
from ..policies import check
from ..queries.visible import covers_all


@dataclass(frozen=True)
class ReferralFields:
    """Everything that is known of a referral. `stage` and `decision` are written "list:key"."""

    theirs: str
    received_on: date
    case: Case | None = None
    category: str = ""
    stage: str = ""
    enquired_on: date | None = None
    answered_on: date | None = None
    decision: str = ""
    decided_on: date | None = None
    remedy: str = ""
    compensation: Decimal | None = None
    remedy_due: date | None = None
    remedy_done: date | None = None
    note: str = ""


@transaction.atomic
def put_referral(*, known: ReferralFields, by: Actor, referral: Referral | None = None) -> Referral:
    """Write a referral down, or what has become of it. Raises Invalid, naming the field, or Refused."""
    check_ombudsman(by)
    _check(known, referral)
    row = Referral.objects.select_for_update().get(pk=referral.pk) if referral else Referral()
    before = {each.name: getattr(row, each.name, None) for each in fields(known)} if referral else {}
    for each in fields(known):
        if each.name not in ("stage", "decision"):
            setattr(row, each.name, getattr(known, each.name))
    row.stage_list, _sep, row.stage = known.stage.rpartition(":")
    row.decision_list, _sep, row.decision = known.decision.rpartition(":")
    row.is_fault = bool(row.decision) and group_of(row.decision_list, row.decision) == "fault"
    row.save()
    changes = {
        name: [_said(before.get(name)), _said(getattr(row, name))]
        for name in ("stage", "enquired_on", "answered_on", "decision", "decided_on", "remedy_due", "remedy_done")
        if before.get(name) != getattr(row, name)
    }
    record(verb="case.ombudsman_noted", subject=row, by=by, changes=changes)
    return row


def group_of(name: str, key: str) -> str:
    """'fault', 'no fault', 'not for us' …; '' where the list does not have the code."""
    return next((code.group for code in ombudsman_list(name).codes if code.key == key), "")


def check_ombudsman(by: Actor) -> None:
    check(
        covers_all(by),
        _("Only complaints officers of all services keep what the Ombudsman has."),
    )


def _said(value: object) -> str | None:
    return None if value in (None, "") else str(value)


def _check(known: ReferralFields, referral: Referral | None) -> None:
    faults = []
    today = timezone.localdate()
    others = Referral.objects.filter(theirs=known.theirs)
    if (others.exclude(pk=referral.pk) if referral else others).exists():
        faults.append(Fault("theirs", _("This reference is on the list already."), _("Open that one instead.")))
    for name in ("received_on", "enquired_on", "answered_on", "decided_on", "remedy_done"):
        day = getattr(known, name)
        if day and day > today:
            faults.append(Fault(name, _("That day lies in the future."), _("Give today's date or an earlier one.")))
    if known.answered_on and (known.enquired_on is None or known.answered_on < known.enquired_on):
        faults.append(
            Fault("answered_on", _("We answered before the Ombudsman asked."), _("Mend one of the two days."))
        )
    if bool(known.decision) != (known.decided_on is not None):
        faults.append(Fault("decided_on", _("A decision and its day belong together."), _("Give both, or neither.")))
    if known.decision and known.decided_on:
        faults += _fits("decision", known.decision, known.decided_on)
    if known.stage:
        faults += _fits("stage", known.stage, known.received_on)
    if known.compensation is not None and known.compensation <= 0:
        faults.append(Fault("compensation", _("Compensation is more than nothing."), _("Leave it empty if none.")))
    if (known.remedy_done or known.compensation) and not known.remedy:
        faults.append(Fault("remedy", _("Say what we are to do."), ""))
    if faults:
        raise Invalid(faults)


def _fits(name: str, code: str, day: date) -> list[Fault]:
    """A code holds only on the days of its list."""
    listed, _sep, key = code.rpartition(":")
    try:
        ombudsman_list(listed).code(key, day)
    except Invalid as problem:
        return [Fault(name, fault.message, fault.mend) for fault in problem.faults]
    return []
