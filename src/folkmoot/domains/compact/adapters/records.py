"""Rows of this app to the records that rules read."""

from __future__ import annotations

from folkmoot_core.compacts import Funded, Paid

from ..models import FundingDecision, Payment


def funded_of(decision: FundingDecision) -> Funded:
    """Wants `funder` fetched along."""
    return Funded(
        record_type=FundingDecision._meta.label_lower,
        record_key=str(decision.pk),
        title=decision.title,
        url=decision.get_absolute_url(),
        organisation=decision.funder.key,
        is_public=decision.is_public,
        effective=decision.effective,
        consulted_from=decision.consulted_from,
        consulted_to=decision.consulted_to,
        notice_on=decision.notice_on,
        in_writing=decision.in_writing,
        says_why=bool(decision.says_why.strip()),
        assessed_on=decision.assessed_on,
        reason=decision.reason,
    )


def paid_of(payment: Payment) -> Paid:
    """Wants `decision__funder` fetched along."""
    decision = payment.decision
    return Paid(
        record_type=Payment._meta.label_lower,
        record_key=str(payment.pk),
        title=decision.title,
        url=decision.get_absolute_url(),
        organisation=decision.funder.key,
        is_public=decision.is_public,
        period_starts=payment.period_starts,
        paid_on=payment.paid_on,
        reason=payment.reason,
    )
