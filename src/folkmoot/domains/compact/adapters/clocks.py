"""The steps of a concern to a clock of `folkmoot_core.clocks`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from folkmoot.ground.base.public import working_calendar
from folkmoot_core.clocks import Clock, Event, policy_from_data, reckon

from ..models import Agreement, ConcernStep


def clock_of(agreement: Agreement, steps: Iterable[ConcernStep]) -> Clock | None:
    """None where the agreement promises no days. One query, for the days off."""
    if not agreement.clock:
        return None
    policy = policy_from_data(agreement.clock)
    events = [Event(step.kind, step.on, step.until) for step in steps if step.kind in policy.event_kinds | {"extended"}]
    return reckon(policy, events, working_calendar(policy.calendar)) if events else None


def next_due(clock: Clock | None) -> date | None:
    """The earliest date that is not met and has not been ended."""
    if clock is None:
        return None
    waiting = [due.current for due in clock.dues if due.met_on is None and due.ended_on is None and due.current]
    return min(waiting, default=None)
