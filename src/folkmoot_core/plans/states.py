"""How an action stands on a day, and why: told from what is on record, so that the same records give the same answer.

No law: our rule. Done and dropped end it. After the plan's last day nothing is called late any more: what was not told
is not known. Before that, an action can be blocked, overdue, due soon and stale at once; the first of these leads.
Where nobody has told anything yet, nobody says that it is on track."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Progress(StrEnum):
    """How far it is, as told."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class State(StrEnum):
    """How it stands, as worked out; the order is the order of telling."""

    DONE = "done"
    DROPPED = "dropped"
    NOT_TOLD = "not_told"
    BLOCKED = "blocked"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    STALE = "stale"
    UNTOLD = "untold"
    ON_TRACK = "on_track"


# What a board looks at between two reports.
EXCEPTIONS = (State.BLOCKED, State.OVERDUE, State.DUE_SOON, State.STALE)


@dataclass(frozen=True, slots=True)
class Rule:
    """How many days before its day an action is due soon, and after how many without a word it is stale."""

    soon_days: int = 30
    stale_days: int = 100


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record. `blocked`: why it cannot go on, or ""; `waits_for`: titles of unfinished actions that it
    depends on; `told_on`: the day of the latest update; `begins`: from when silence counts."""

    progress: Progress = Progress.NOT_BEGUN
    due: date | None = None
    blocked: str = ""
    waits_for: tuple[str, ...] = ()
    told_on: date | None = None
    begins: date | None = None
    plan_ends: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """`states`, the first of which leads; days late (positive) or left (negative), and days without a word."""

    states: tuple[State, ...]
    days_late: int | None = None
    silent_days: int | None = None

    @property
    def chief(self) -> State:
        return self.states[0]

    @property
    def is_exception(self) -> bool:
        return self.chief in EXCEPTIONS


def standing(facts: Facts, today: date, rule: Rule) -> Standing:
    """How it stands on `today`."""
    if facts.progress is Progress.DONE:
        return Standing((State.DONE,))
    if facts.progress is Progress.DROPPED:
        return Standing((State.DROPPED,))
    if facts.plan_ends is not None and today > facts.plan_ends:
        return Standing((State.NOT_TOLD,))
    late = (today - facts.due).days if facts.due else None
    last_word = facts.told_on or facts.begins
    silent = max(0, (today - last_word).days) if last_word else None
    found = []
    if facts.blocked or facts.waits_for:
        found.append(State.BLOCKED)
    if facts.due is not None and facts.due < today:
        found.append(State.OVERDUE)
    elif facts.due is not None and facts.due <= today + timedelta(days=rule.soon_days):
        found.append(State.DUE_SOON)
    if silent is not None and silent > rule.stale_days:
        found.append(State.STALE)
    quiet = State.ON_TRACK if facts.told_on else State.UNTOLD
    return Standing(tuple(found) or (quiet,), late, silent)
