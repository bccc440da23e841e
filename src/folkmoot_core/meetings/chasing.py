"""When somebody is reminded of an action: a week before, on the day, then every week until it is done.

No law: our rule, so that nothing agreed is forgotten. After four weeks the chair hears, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
CHAIR_AFTER_WEEKS = 4


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of one action. `key` is the same for the same reminder, so that none goes twice."""

    key: str
    due: date
    tells_chair: bool
    words: str


def reminder_on(today: date, due: date | None, done_on: date | None = None) -> Reminder | None:
    """The reminder that holds today: the last one whose day has come; None for what is done, has no day, or is far off.

    A worker that missed a day or ten sends one, not ten."""
    if done_on is not None or due is None or today < due - WEEK:
        return None
    if today < due:
        return Reminder(f"{due}:soon", due, False, f"It is due on {due:%-d %B %Y}.")
    weeks = (today - due) // WEEK
    if today == due:
        return Reminder(f"{due}:0", due, False, "It is due today.")
    late = (today - due).days
    words = f"It was due on {due:%-d %B %Y}, {late} day{'' if late == 1 else 's'} ago."
    return Reminder(f"{due}:{weeks}", due, weeks >= CHAIR_AFTER_WEEKS, words)
