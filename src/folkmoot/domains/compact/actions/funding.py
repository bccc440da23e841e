"""Write down what happens to funding: when people were asked, when they had notice, when they were paid."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import new_reference
from folkmoot_core.values import Fault, Invalid

from ..models import FundingDecision, Payment
from ..policies import check_enter
from ..queries.visible import keeper_scope
from .checking import check_records

FIELDS = (
    *("title", "funder", "recipient", "kind", "effective", "amount", "consulted_from", "consulted_to", "notice_on"),
    *("in_writing", "says_why", "assessed_on", "reason", "is_public"),
)


@transaction.atomic
def put_funding(*, fields: dict[str, Any], by: Actor, decision: FundingDecision | None = None) -> FundingDecision:
    """Enter a decision about funding, or change what is known of it, and check it at once. Raises Invalid, naming the
    field, or Refused where it is not the officer's own organisation's."""
    check_enter(by, keeper_scope(), fields["funder"].scope)
    if decision is not None:
        check_enter(by, keeper_scope(), decision.funder.scope)
    faults = _faults(fields)
    if faults:
        raise Invalid(faults)
    row = decision or FundingDecision(reference=new_reference())
    before = {name: getattr(row, name) for name in FIELDS if name != "funder"}
    for name in FIELDS:
        setattr(row, name, fields[name])
    row.save()
    after = {name: fields[name] for name in FIELDS if name != "funder"}
    verb = "compact.funding_changed" if decision else "compact.funding_entered"
    record(verb=verb, subject=row, by=by, changes=changed_fields(before, after))
    check_records(by=by)
    return row


def _faults(fields: dict[str, Any]) -> list[Fault]:
    begins, ends, notice = fields["consulted_from"], fields["consulted_to"], fields["notice_on"]
    faults = []
    if ends and not begins:
        faults.append(Fault("consulted_from", _("Say when consulting began."), _("Or leave both days empty.")))
    if begins and ends and ends < begins:
        faults.append(Fault("consulted_to", _("It ends before it begins."), _("Mend one of the two days.")))
    if notice and notice > fields["effective"]:
        faults.append(Fault("notice_on", _("Notice comes after the change itself."), _("Mend one of the two days.")))
    if notice and notice > timezone.localdate():
        faults.append(Fault("notice_on", _("This day is still to come."), _("Enter it once notice was given.")))
    return faults


@transaction.atomic
def put_payment(
    *, decision: FundingDecision, period_starts: date, by: Actor, paid_on: date | None = None, reason: str = ""
) -> Payment:
    """Enter an instalment, or when it was paid, and check it at once. Raises Invalid or Refused."""
    check_enter(by, keeper_scope(), decision.funder.scope)
    if paid_on and paid_on > timezone.localdate():
        raise Invalid([Fault("paid_on", _("This day is still to come."), _("Enter it once it is paid."))])
    payment, _new = Payment.objects.update_or_create(
        decision=decision, period_starts=period_starts, defaults={"paid_on": paid_on, "reason": reason.strip()[:300]}
    )
    record(
        verb="compact.payment_put",
        subject=decision,
        by=by,
        changes={str(period_starts): [None, str(paid_on) if paid_on else None]},
    )
    check_records(by=by)
    return payment
