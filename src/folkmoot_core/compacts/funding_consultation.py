"""Whoever has the funding is consulted for months before it is decided that it ends or changes."""

from __future__ import annotations

from datetime import date, timedelta

from folkmoot_core.compacts.months import latest_start, months_after
from folkmoot_core.compacts.values import Finding, Funded, Numbers, Verdict, in_words, short_of
from folkmoot_core.values.explained import Explained

SOURCES = (
    (
        "The Compact (HM Government, December 2010), section 4: organisations are told early what restrictions or "
        "changes may mean, and have the opportunity to respond before a decision; the months are of this agreement."
    ),
)


def check_funding_consultation(record: Funded, numbers: Numbers, today: date) -> Finding:
    """First and last day both count; and the consultation is over before notice is given, since a decision that is made
    already is not consulted on."""
    months = numbers["months"]
    promised = f"{months} months of consultation were promised."
    if record.consulted_from is None:
        latest = latest_start(record.effective, months)
        changes = f"The funding ends or changes on {in_words(record.effective)}."
        if record.notice_on is None and today <= latest:
            return Explained(Verdict.NOT_YET, (changes, f"Consulting can begin until {in_words(latest)}."), SOURCES)
        return short_of(record.reason, changes, "Nobody was consulted.", promised, sources=SOURCES)
    needed = months_after(record.consulted_from, months) - timedelta(days=1)
    since = f"Consulted from {in_words(record.consulted_from)}"
    if record.consulted_to is None:
        return Explained(Verdict.NOT_YET, (f"{since}, and it goes on.", promised), SOURCES)
    lasted = f"{since} to {in_words(record.consulted_to)}."
    if record.consulted_to < needed:
        until = f"{promised} They would have ended on {in_words(needed)}."
        return short_of(record.reason, lasted, until, sources=SOURCES)
    if record.notice_on is not None and record.notice_on <= record.consulted_to:
        early = f"Notice was given on {in_words(record.notice_on)}, before the consultation was over."
        return short_of(record.reason, lasted, early, sources=SOURCES)
    return Explained(Verdict.KEPT, (lasted, promised), SOURCES)
