"""From events to due dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from folkmoot_core.calendars import Calendar
from folkmoot_core.clocks.events import KNOWN, STOPS, Event
from folkmoot_core.clocks.policy import Limit, Pauses, Policy, Stage
from folkmoot_core.values import Fault, Invalid

_DAY = timedelta(days=1)
_DAY_OF = attrgetter("on")


class Due(NamedTuple):
    """One limit of one case. (A named tuple, since a hundred thousand cases hold three of them each: a frozen dataclass
    takes six times as long to make.)

    `original`: as it stood before any extension; `current`: with extensions; both None while a pause is open.
    `met_on`: when the thing was done. `counted_from`: day 0, and `because` which event that was. `beyond`: an extension
    went further than the policy allows without good reason.
    """

    stage: Stage
    limit: Limit
    counted_from: date
    because: str
    original: date | None
    current: date | None
    met_on: date | None = None
    extensions: tuple[Event, ...] = ()
    pauses: tuple[tuple[date, date | None], ...] = ()
    beyond: bool = False
    ended_on: date | None = None

    def on_time(self, *, original: bool = False) -> bool | None:
        """Whether it was done by the current (or original) date; None while it is not done, or the count is paused."""
        due = self.original if original else self.current
        if self.met_on is None or due is None:
            return None
        return self.met_on >= due if self.limit.earliest else self.met_on <= due

    def is_overdue(self, today: date) -> bool:
        """Not done, not ended, and the current date has passed."""
        still_open = self.met_on is None and self.ended_on is None
        return still_open and not self.limit.earliest and self.current is not None and self.current < today


class Clock(NamedTuple):
    """All limits of one case, in the order of the policy's stages that have begun."""

    policy: Policy
    dues: tuple[Due, ...]

    def due(self, key: str, stage: str | None = None) -> Due:
        """The limit with that key, in the first stage that has it or the one named. Raises KeyError."""
        for each in self.dues:
            if each.limit.key == key and stage in (None, each.stage.key):
                return each
        raise KeyError(key)


@dataclass(slots=True)
class _Run:
    """One stage while it is reckoned. `firsts`: the day on which each kind of event first happened in it."""

    stage: Stage
    begun: date
    events: list[Event]
    firsts: dict[str, date]
    reckoned: dict[str, Due]
    ended: date | None = None


def reckon(policy: Policy, events: Sequence[Event], calendar: Calendar) -> Clock:
    """The due dates. Events may come in any order of dates; those of one day in the order they happened.

    Raises Invalid for events that contradict each other or the policy, CalendarEnds past the known holidays.
    """
    ordered = sorted(events, key=_DAY_OF)
    if not _are_plain(policy, ordered):
        check_events(policy, ordered)
    dues: list[Due] = []
    for run in _runs(policy, ordered):
        pauses = _pauses(run.events) if "paused" in run.firsts else ()
        for limit in run.stage.limits:
            due = _reckoned(limit, run, pauses, policy.pauses, calendar)
            run.reckoned[limit.met_by] = due
            dues.append(due)
        if "extended" in run.firsts:
            _check_extensions(run)
    return Clock(policy, tuple(dues))


def _are_plain(policy: Policy, ordered: Sequence[Event]) -> bool:
    """Whether they begin the clock and are of kinds in which nothing can contradict anything: most cases, seen fast."""
    if not ordered or ordered[0].kind != policy.stages[0].begins:
        return False
    plain = policy.plain_kinds
    for event in ordered:  # noqa: SIM110 - a generator for `all` takes twice as long as this
        if event.kind not in plain or event.until is not None:
            return False
    return True


def check_events(policy: Policy, ordered: Sequence[Event]) -> None:
    """Raises Invalid with every contradiction in the events."""
    faults = []
    known = policy.event_kinds
    first = policy.stages[0].begins
    for place, event in enumerate(ordered):
        if event.kind not in known and event.kind not in KNOWN:
            named = ", ".join(sorted(known | set(KNOWN)))
            faults.append(
                Fault(_place(place), f"“{policy.name}” knows no event “{event.kind}”.", f"Use one of: {named}.")
            )
        if event.kind in STOPS and policy.pauses is None:
            faults.append(
                Fault(
                    _place(place),
                    f"“{policy.name}” has no pauses: its clock cannot be stopped.",
                    "Record an extension with its reason.",
                )
            )
        if event.until is not None and event.kind != "extended":
            message = "Only an extension has a date until which it runs."
            faults.append(Fault(_place(place), message, "Leave that date out."))
    faults.extend(_unpaired(ordered))
    if not any(event.kind == first for event in ordered):
        faults.append(Fault("events", f"The clock does not run: nothing was “{first}”.", f"Give {first}=DATE."))
    elif ordered[0].kind != first and ordered[0].on < next(each.on for each in ordered if each.kind == first):
        message = f"“{ordered[0].kind}” on {ordered[0].on} comes before “{first}”."
        faults.append(Fault("events", message, "Put the dates right."))
    if faults:
        raise Invalid(faults)


def _place(number: int) -> str:
    return f"event[{number}]"


def _check_extensions(run: _Run) -> None:
    """Raises Invalid for an extension that lengthens nothing: it would be shown to people and not be true."""
    dues = [due for due in run.reckoned.values() if due.limit.extendable]
    used = {event.on for due in dues for event in due.extensions}
    is_paused = any(due.current is None for due in dues)
    faults = []
    for event in run.events:
        if event.kind != "extended" or event.on in used or is_paused:
            continue
        where, stage = f"extended on {event.on}", run.stage.name
        if not dues:
            mend = "Leave it out."
            faults.append(Fault(where, f"Nothing in “{stage}” can be extended.", mend))
        elif event.until is None and not any(due.limit.extension for due in dues):
            faults.append(Fault(where, "The policy does not say how long an extension is.", "Say until when."))
        elif all(due.met_on is not None and due.met_on < event.on for due in dues):
            faults.append(Fault(where, "It was done before it was extended.", "Put the dates right, or leave it out."))
        else:
            latest = max(due.current for due in dues if due.current is not None)
            faults.append(Fault(where, f"It is due on {latest} as it is.", "Give a later date, or leave it out."))
    if faults:
        raise Invalid(faults)


def _unpaired(ordered: Sequence[Event]) -> list[Fault]:
    faults, is_paused = [], False
    for place, event in enumerate(ordered):
        if event.kind not in STOPS:
            continue
        if event.kind == "paused" and is_paused:
            faults.append(Fault(_place(place), "The clock is paused already.", "Resume it first."))
        if event.kind == "resumed" and not is_paused:
            faults.append(Fault(_place(place), "The clock was not paused.", "Pause it first."))
        is_paused = event.kind == "paused"
    return faults


def _runs(policy: Policy, ordered: Sequence[Event]) -> list[_Run]:
    """The stages that have begun, each with the events from its beginning to that of the next."""
    begins = policy.begins
    runs: list[_Run] = []
    run: _Run | None = None
    for event in ordered:
        kind, on = event.kind, event.on
        stage = begins.get(kind)
        if stage is not None:
            before = sum(each.stage.begins == kind for each in runs) if runs else 0
            if before < stage.times:
                if run is not None:
                    run.ended = on
                run = _Run(stage.again(before + 1), on, [], {}, {})
                runs.append(run)
        if run is not None:
            run.events.append(event)
            run.firsts.setdefault(kind, on)
            if kind == "withdrawn":
                run.ended = on
    return runs


def _pauses(events: Sequence[Event]) -> tuple[tuple[date, date | None], ...]:
    found: list[tuple[date, date | None]] = []
    for event in events:
        if event.kind == "paused":
            found.append((event.on, None))
        elif event.kind == "resumed" and found:
            found[-1] = (found[-1][0], event.on)
    return tuple(found)


def _reckoned(
    limit: Limit,
    run: _Run,
    pauses: tuple[tuple[date, date | None], ...],
    rule: Pauses | None,
    calendar: Calendar,
) -> Due:
    start, because = _start(limit, run)
    met_on = run.firsts.get(limit.met_by)
    if rule is not None and pauses:
        inside = tuple(pause for pause in pauses if pause[1] is None or pause[1] > start)
        original = _end(limit, start, inside, rule, calendar)
    else:
        inside, original = (), limit.within.after(start, calendar)
    if original is None or not limit.extendable or "extended" not in run.firsts:
        return Due(run.stage, limit, start, because, original, original, met_on, (), inside, False, run.ended)
    current, used, beyond = _extended(limit, run, original, met_on, calendar)
    return Due(run.stage, limit, start, because, original, current, met_on, used, inside, beyond, run.ended)


def _extended(
    limit: Limit, run: _Run, original: date, met_on: date | None, calendar: Calendar
) -> tuple[date, tuple[Event, ...], bool]:
    """The date with its extensions, those that lengthened it, and whether it is further than the policy allows."""
    current, used = original, list[Event]()
    furthest = limit.extension.after(original, calendar) if limit.extension else None
    for event in run.events:
        if event.kind != "extended" or (met_on is not None and event.on > met_on):
            continue
        until = event.until or (furthest if furthest and not used else None)
        if until is not None and until > current:
            current = until
            used.append(replace(event, until=until))
    beyond = furthest is not None and current > furthest
    return current, tuple(used), beyond


def _start(limit: Limit, run: _Run) -> tuple[date, str]:
    """Day 0 of the limit, and the event it is."""
    if limit.restarts:
        for event in reversed(run.events):
            if event.kind in limit.restarts:
                return event.on, event.kind
    begins = run.stage.begins
    if limit.counted_from in ("begin", begins):
        return run.begun, begins
    first = run.reckoned.get(limit.counted_from)
    if first is None:
        done = run.firsts.get(limit.counted_from)
        return (done, limit.counted_from) if done else (run.begun, run.stage.begins)
    latest = first.current or run.begun
    if first.met_on is not None and first.met_on <= latest:
        return first.met_on, limit.counted_from
    return latest, f"{limit.counted_from}, taken as done on its last day"


def _end(
    limit: Limit,
    start: date,
    pauses: tuple[tuple[date, date | None], ...],
    rule: Pauses,
    calendar: Calendar,
) -> date | None:
    if not pauses:
        return limit.within.after(start, calendar)
    if limit.within.unit != "working days":
        end = unrolled_end(limit, start, pauses, calendar)
        if end is None:
            return None
        return calendar.add_working_days(end - _DAY, 1) if limit.within.rolls else end
    day, left = start, limit.within.count
    while left:
        day += _DAY
        if calendar.is_working_day(day):
            pause = pause_on(day, pauses, rule)
            if pause is not None and pause[1] is None:
                return None
            left -= pause is None
    return day


def unrolled_end(
    limit: Limit, start: date, pauses: Sequence[tuple[date, date | None]], calendar: Calendar
) -> date | None:
    """The last day of a span of days, weeks or months with the days of its pauses added, before it moves off a day off.
    None while a pause is open. An end that had moved already would count a weekend twice."""
    end = replace(limit.within, rolls=False).after(start, calendar)
    for began, ended in pauses:
        if began > end:
            continue
        if ended is None:
            return None
        end += ended - max(began, start)
    return end


def pause_on(day: date, pauses: tuple[tuple[date, date | None], ...], rule: Pauses) -> tuple[date, date | None] | None:
    """The pause that takes this day out of the count, if any."""
    for began, ended in pauses:
        if began == ended:
            continue
        after_begin = day >= began if rule.from_first_day else day > began
        if after_begin and (ended is None or day <= ended):
            return began, ended
    return None
