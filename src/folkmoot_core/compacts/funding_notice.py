"""Three months' notice in writing, with the reasons, before funding ends or changes."""

from __future__ import annotations

from datetime import date

from folkmoot_core.compacts.months import latest_start, months_after
from folkmoot_core.compacts.values import Finding, Funded, Numbers, Verdict, in_words, short_of
from folkmoot_core.values.explained import Explained

SOURCES = (
    (
        "The Compact (HM Government, December 2010), undertaking 4.4: a minimum of three months' notice in writing "
        "when changing or ending a funding relationship, apart from exceptional circumstances, with a clear rationale."
    ),
)


def check_funding_notice(record: Funded, numbers: Numbers, today: date) -> Finding:
    """As the clock `compact-funding-notice` counts: the change comes no earlier than the day of the same number, so
    many months after the notice."""
    months = numbers["months"]
    changes = f"The funding ends or changes on {in_words(record.effective)}."
    if record.notice_on is None:
        latest = latest_start(record.effective, months)
        if today <= latest:
            until = f"Notice is in time until {in_words(latest)} ({months} months before)."
            return Explained(Verdict.NOT_YET, (changes, until), SOURCES)
        late = f"No notice was given, and {months} months before it have passed."
        return short_of(record.reason, changes, late, sources=SOURCES)
    given = f"Notice was given on {in_words(record.notice_on)}."
    earliest = months_after(record.notice_on, months)
    missing = [
        text
        for is_there, text in (
            (record.in_writing, "It was not in writing."),
            (record.says_why, "It did not say why."),
            (
                record.effective >= earliest,
                (
                    f"{months} months of notice were promised, so the change could come no earlier than "
                    f"{in_words(earliest)}."
                ),
            ),
        )
        if not is_there
    ]
    if missing:
        return short_of(record.reason, given, changes, *missing, sources=SOURCES)
    kept = f"That is at least {months} months, in writing and with the reasons."
    return Explained(Verdict.KEPT, (given, changes, kept), SOURCES)
