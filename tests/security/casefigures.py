"""What the pages over all cases show, for the walks over every page: made once in a database, then found again."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.factories.complaints import log

from folkmoot.domains.complaints.actions.figures import publish_figures
from folkmoot.domains.complaints.actions.ombudsman import ReferralFields, put_referral
from folkmoot.domains.complaints.models import AnnualLetter, Case, LetterFigure, PublishedFigures, Referral
from folkmoot.ground.base.policies import SYSTEM
from folkmoot_core.casework import year_of

YEAR = year_of(2010)
DAY = date(2010, 5, 4)


def a_report_over_cases() -> dict[str, Any]:
    """A year that is over, with one complaint in it."""
    if not Case.objects.filter(received_on=DAY).exists():
        log(received=DAY)
    return {"span": YEAR.key}


def published_figures() -> dict[str, Any]:
    """Its report as everybody reads it."""
    if not PublishedFigures.objects.filter(span=YEAR.key, withdrawn_at=None).exists():
        publish_figures(span=YEAR, by=SYSTEM)
    return a_report_over_cases()


def a_referral() -> dict[str, Any]:
    found = Referral.objects.first()
    found = found or put_referral(known=ReferralFields("10-001", DAY, enquired_on=DAY, category="Highways"), by=SYSTEM)
    return {"pk": found.pk}


def an_annual_letter() -> dict[str, Any]:
    """With one figure that our list does not bear out."""
    a_referral()
    letter, is_new = AnnualLetter.objects.get_or_create(span=YEAR.key, defaults={"title": "The letter of 2011"})
    if is_new:
        LetterFigure.objects.create(letter=letter, table="received", row="Advice given", column="Highways", value=7)
    return {"span": YEAR.key}


def an_answered_case() -> dict[str, Any]:
    """Which its resident can judge."""
    case = Case.objects.filter(state="closed", received_on=DAY).select_related("arrival").first() or log(received=DAY)
    Case.objects.filter(pk=case.pk).update(state="closed", ending="answered", ended_on=DAY)
    return {"reference": case.arrival.reference, "secret": case.secret}
