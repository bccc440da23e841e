"""Twelve weeks for a written consultation, or an explanation of a shorter time."""

from __future__ import annotations

from datetime import date

from folkmoot_core.compacts.values import Consulted, Finding, Numbers, Verdict, in_words, short_of
from folkmoot_core.phases.lengths import consultation_length
from folkmoot_core.values.explained import Explained

SOURCES = (
    (
        "The Compact (HM Government, December 2010), section 2: twelve weeks for formal written consultation where it "
        "is appropriate, with an explanation and rationale for a shorter time."
    ),
)


def check_written_consultation(record: Consulted, numbers: Numbers, today: date) -> Finding:
    """First and last day both count: twelve weeks are 84 days. A consultation is judged from the day it opens, by the
    last day that stands then."""
    weeks = numbers["weeks"]
    if today < record.starts:
        return Explained(Verdict.NOT_YET, (f"It opens on {in_words(record.starts)}.",), SOURCES)
    if record.ends is None:
        return Explained(Verdict.NOT_YET, ("It is open, and no last day for answers is set.",), SOURCES)
    days, least = consultation_length(record.starts, record.ends).value.days, weeks * 7
    open_for = f"Open from {in_words(record.starts)} to {in_words(record.ends)}: {days} days."
    if days >= least:
        return Explained(Verdict.KEPT, (open_for, f"At least {least} days ({weeks} weeks) were promised."), SOURCES)
    short = f"{least} days ({weeks} weeks) were promised: {least - days} too few."
    return short_of(record.reason, open_for, short, sources=SOURCES)
