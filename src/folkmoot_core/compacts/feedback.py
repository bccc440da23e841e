"""Those who answered a consultation are told how their answers influenced what was decided."""

from __future__ import annotations

from datetime import date, timedelta

from folkmoot_core.compacts.values import Consulted, Finding, Numbers, Verdict, in_words
from folkmoot_core.values.explained import Explained

SOURCES = (
    (
        "The Compact (HM Government, December 2010), section 2: feedback that explains how respondents influenced "
        "policies, programmes and services, also where their views were not acted upon."
    ),
)


def check_feedback(record: Consulted, numbers: Numbers, today: date) -> Finding:
    """Due `weeks` after the last day for answers where the agreement says so, else on the day that was promised. With
    neither, it is kept once something is published, and never broken."""
    if record.ends is None or today <= record.ends:
        return Explained(Verdict.NOT_YET, ("It has not closed yet.",), SOURCES)
    due, why = _due(record, numbers)
    closed = f"It closed on {in_words(record.ends)}."
    promised = f"Feedback was due by {in_words(due)} ({why})." if due else "No day was promised for feedback."
    if record.published_on is not None and record.published_on <= today:
        told = f"Feedback was published on {in_words(record.published_on)}."
        if due is None or record.published_on <= due:
            return Explained(Verdict.KEPT, (closed, told, promised), SOURCES)
        late = f"That is {_days((record.published_on - due).days)} late."
        return Explained(Verdict.BROKEN, (closed, promised, told, late), SOURCES)
    if due is None or today <= due:
        return Explained(Verdict.NOT_YET, (closed, promised, "None is published yet."), SOURCES)
    return Explained(Verdict.BROKEN, (closed, promised, "None is published."), SOURCES)


def _due(record: Consulted, numbers: Numbers) -> tuple[date | None, str]:
    if "weeks" in numbers and record.ends is not None:
        return record.ends + timedelta(weeks=numbers["weeks"]), f"{numbers['weeks']} weeks after it closed"
    return record.promised_on, "the day that was promised"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
