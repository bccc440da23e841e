"""What a cut would mean for equality is looked at before the cut is decided."""

from __future__ import annotations

from datetime import date

from folkmoot_core.compacts.values import Finding, Funded, Numbers, Verdict, in_words, short_of
from folkmoot_core.values.explained import Explained

SOURCES = (
    (
        "Equality Act 2010, section 149 (due regard before a decision: R (Brown) v Secretary of State for Work and "
        "Pensions [2008] EWHC 3158); The Compact (HM Government, December 2010), section 4."
    ),
)


def check_assessment_first(record: Funded, numbers: Numbers, today: date) -> Finding:
    """An assessment of the day of the notice, or later, came after the decision."""
    decided = record.notice_on or record.effective
    if record.assessed_on is not None and record.assessed_on < decided:
        when = f"Assessed on {in_words(record.assessed_on)}, before notice or change on {in_words(decided)}."
        return Explained(Verdict.KEPT, (when,), SOURCES)
    if record.assessed_on is None and today < decided:
        return Explained(Verdict.NOT_YET, (f"Nothing is decided before {in_words(decided)}.",), SOURCES)
    told = (
        f"Assessed on {in_words(record.assessed_on)}, not before {in_words(decided)}."
        if record.assessed_on
        else "No equality assessment is on record."
    )
    return short_of(record.reason, told, sources=SOURCES)
