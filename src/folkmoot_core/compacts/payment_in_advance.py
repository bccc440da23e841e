"""Money comes before it has to be spent."""

from __future__ import annotations

from datetime import date

from folkmoot_core.compacts.values import Finding, Numbers, Paid, Verdict, in_words, short_of
from folkmoot_core.values.explained import Explained

SOURCES = (
    (
        "The Compact (HM Government, December 2010), section 3: payment in advance of expenditure where it is "
        "appropriate and necessary."
    ),
)


def check_payment_in_advance(record: Paid, numbers: Numbers, today: date) -> Finding:
    """Paid on the first day of the period is in advance."""
    begins = f"The period begins on {in_words(record.period_starts)}."
    if record.paid_on is None:
        if today <= record.period_starts:
            return Explained(Verdict.NOT_YET, (begins, "It is not paid yet."), SOURCES)
        return short_of(record.reason, begins, "It is not paid.", sources=SOURCES)
    paid = f"It was paid on {in_words(record.paid_on)}."
    if record.paid_on <= record.period_starts:
        return Explained(Verdict.KEPT, (begins, paid), SOURCES)
    days = (record.paid_on - record.period_starts).days
    late = f"That is {days} {'day' if days == 1 else 'days'} after it began."
    return short_of(record.reason, begins, paid, late, sources=SOURCES)
