"""Cases whose clock stands still, since when, and when somebody is to be asked whether it still must."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from folkmoot_core.clocks import Span

from ..adapters import policy_of
from ..enums import EventKind, NoteKind
from ..models import Case, CaseEvent
from .clocks import calendar_of
from .desk import OPEN

# Where the policy of deadlines does not say it.
REMIND_AFTER = Span(10, "working days")


def cases_paused() -> list[Case]:
    """The few open cases without a next date whose clock stands. One query, of the index of open cases."""
    found = Case.objects.filter(state=OPEN, next_due=None, is_paused=True)
    return list(found.select_related("policy", "arrival", "handler").order_by("pk"))


def pause_of(case: Case) -> CaseEvent | None:
    """The pause that holds, corrections left out; None where the clock runs. One query."""
    kinds = (EventKind.PAUSED, EventKind.RESUMED)
    last = case.events.filter(kind__in=kinds, is_void=False, correction=None).order_by("on", "pk").last()
    return last if last is not None and last.kind == EventKind.PAUSED else None


def remind_on(case: Case, paused: CaseEvent) -> date:
    """The day after which the pause is old, counted from its beginning or from the last reminder. Raises
    CalendarEnds."""
    policy = policy_of(case.policy) if case.policy else None
    span = (policy.pauses.remind_after if policy and policy.pauses else None) or REMIND_AFTER
    reminders = case.notes.filter(kind=NoteKind.REMINDER, at__gte=paused.at).order_by("at")
    last = reminders.last()
    return span.after(timezone.localdate(last.at) if last else paused.on, calendar_of(case))
