"""The clock of a case: reckoned from its events, and explained."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import working_calendar
from folkmoot_core.calendars import Calendar, CalendarEnds
from folkmoot_core.clocks import Clock, ExplainedDay, explain, reckon
from folkmoot_core.values import Fault, Invalid

from ..adapters import core_events, policy_of
from ..models import Case, CaseEvent


def calendar_of(case: Case) -> Calendar:
    return working_calendar(policy_of(case.policy).calendar) if case.policy else working_calendar()


def clock_of(case: Case, events: Iterable[CaseEvent] | None = None, calendar: Calendar | None = None) -> Clock | None:
    """None where a case has no clock. Raises Invalid, naming what contradicts what, or where the calendar ends."""
    if case.policy is None:
        return None
    rows = case.events.all() if events is None else events
    try:
        return reckon(policy_of(case.policy), core_events(rows), calendar or calendar_of(case))
    except CalendarEnds as ends:
        raise Invalid([Fault("on", str(ends), _("An administrator can load them with a pack."))]) from ends


def furthest_extension(case: Case) -> date | None:
    """Until when the policy lets the date that is owed next be put off; None where it sets no end, or nothing is owed
    that can be put off."""
    calendar = calendar_of(case)
    clock = clock_of(case, calendar=calendar)
    for due in clock.dues if clock else ():
        if due.limit.extension and due.original and due.met_on is None and due.ended_on is None:
            return due.limit.extension.after(due.original, calendar)
    return None


def explained(case: Case, events: Iterable[CaseEvent] | None = None) -> tuple[ExplainedDay, ...]:
    """Every day of every limit of the case."""
    calendar = calendar_of(case)
    clock = clock_of(case, events, calendar)
    return explain(clock, calendar) if clock else ()
