"""Rows to what the core asks of an action, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from folkmoot_core.packfiles import parse_partial
from folkmoot_core.plans import Facts, Progress, Rule, Standing, State, due_days, next_due, standing
from folkmoot_core.plans.timing import add_months

from ..enums import STATES
from ..models import Action, Plan, ProgressUpdate

# How far ahead a due day is looked for, in months.
HORIZON = 36
AGES_AGO = date(1900, 1, 1)


@dataclass(frozen=True)
class Shown:
    """An action with how it stands on a day; `told`: what was told last, where a page needs it."""

    action: Action
    standing: Standing
    due: date | None
    told: ProgressUpdate | None = None

    @property
    def state(self) -> str:
        return self.standing.chief.value

    @property
    def label(self) -> str | Promise:
        return STATES[self.standing.chief][0]

    @property
    def colour(self) -> str:
        return STATES[self.standing.chief][1]

    @property
    def others(self) -> list[str | Promise]:
        """What it is besides."""
        return [STATES[state][0] for state in self.standing.states[1:]]

    @property
    def because(self) -> str:
        return " ".join(reasons(self.standing, self.told.blocked_because if self.told else self.action.blocked_because))


def reasons(found: Standing, blocked: str = "") -> list[str]:
    """Why it stands so, a sentence each."""
    said = []
    late, silent = found.days_late, found.silent_days
    if State.BLOCKED in found.states:
        said.append(blocked or gettext("It waits for another action."))
    if State.OVERDUE in found.states and late is not None:
        said.append(ngettext("%(days)d day late.", "%(days)d days late.", late) % {"days": late})
    if State.DUE_SOON in found.states and late is not None:
        said.append(
            ngettext("Due in %(days)d day.", "Due in %(days)d days.", -late) % {"days": -late}
            if late
            else gettext("Due today.")
        )
    if State.STALE in found.states and silent is not None:
        said.append(ngettext("No word for %(days)d day.", "No word for %(days)d days.", silent) % {"days": silent})
    return said


def first_day(text: str) -> date:
    """The earliest day that a partial date can mean."""
    found = parse_partial(text)
    return found.first if found else AGES_AGO


def last_day(text: str) -> date | None:
    """The latest day that a partial date can mean; None for none."""
    found = parse_partial(text)
    return found.last if found else None


def rule_of(plan: Plan) -> Rule:
    """Wants `kind` fetched along."""
    spec = plan.kind.spec
    return Rule(spec.soon_within_days, spec.stale_after_days)


def due_of(action: Action, met: date | None, today: date, meetings: Iterable[date] = ()) -> date | None:
    """The next day on which something is due, whatever was told after that."""
    horizon = _horizon(action, today)
    return next_due(action.timing, first_day(action.plan.starts), met, horizon, meetings)


def days_ahead(action: Action, today: date, meetings: Iterable[date] = ()) -> list[date]:
    """The days of a repeating action from when the plan begins until three years from now, for its page."""
    if not action.timing.repeats:
        return []
    begins = first_day(action.plan.starts)
    return due_days(action.timing, begins, _horizon(action, today), meetings)[:12]


def _horizon(action: Action, today: date) -> date:
    """Three years ahead, and no further than the plan goes."""
    ahead = add_months(max(today, first_day(action.plan.starts)), HORIZON)
    return min(ahead, last_day(action.plan.ends) or ahead)


def show(action: Action, today: date, waits_for: Sequence[str] = ()) -> Shown:
    """How it stands today, from what its row keeps. Wants `plan__kind` fetched along."""
    facts = Facts(
        Progress(action.progress), action.next_due, action.blocked_because, tuple(waits_for), action.told_on,
        _silence_begins(action, today), last_day(action.plan.ends),
    )  # fmt: skip
    return Shown(action, standing(facts, today, rule_of(action.plan)), action.next_due)


def show_as_told(
    action: Action,
    told: Sequence[ProgressUpdate],
    day: date,
    meetings: Iterable[date] = (),
    waits_for: Sequence[str] = (),
) -> Shown:
    """How it stood on another day, from what was told by then (`told`: the latest first, without what was
    corrected)."""
    by_then = [update for update in told if update.on <= day]
    last = by_then[0] if by_then else None
    met = max((update.meets for update in by_then if update.meets), default=None)
    due = due_of(action, met, day, [each for each in meetings if each <= day])
    progress = Progress(last.progress) if last else Progress.NOT_BEGUN
    if progress in (Progress.DONE, Progress.DROPPED):
        due = None
    blocked, told_on = (last.blocked_because, last.on) if last else ("", None)
    ends = last_day(action.plan.ends)
    facts = Facts(progress, due, blocked, tuple(waits_for), told_on, _silence_begins(action, day), ends)
    return Shown(action, standing(facts, day, rule_of(action.plan)), due, last)


def _silence_begins(action: Action, day: date) -> date:
    """An action that came later than its plan is not silent from before it was there."""
    begins, came = first_day(action.plan.starts), action.created_at.date()
    return came if begins < came <= day else begins
