"""Add an event to a case's clock, reckon the due dates anew, and keep them for the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from folkmoot.ground.base.policies import Actor
from folkmoot_core.calendars import Calendar
from folkmoot_core.clocks import Clock
from folkmoot_core.clocks import Due as CoreDue

from ..models import Case, CaseEvent, Due
from ..queries.clocks import clock_of

_KEPT = (
    "position",
    "met_by",
    "name",
    "counted_from",
    "original",
    "current",
    "met_on",
    "ended_on",
    "extended",
    "is_beyond",
)


@dataclass(frozen=True)
class Happened:
    """What happened on a local date: an event for `add_event`."""

    kind: str
    on: date
    until: date | None = None
    reason: str = ""
    corrects: CaseEvent | None = None
    is_void: bool = False


def add_event(case: Case, happened: Happened, *, by: Actor) -> CaseEvent:
    """Write the event down and reckon. Call it inside a transaction: Invalid takes it back where it contradicts."""
    event = CaseEvent.objects.create(
        case=case,
        kind=happened.kind,
        on=happened.on,
        until=happened.until,
        stage=case.stage,
        reason=happened.reason[:500],
        corrects=happened.corrects,
        is_void=happened.is_void,
        by_key=by.key,
        by_name=by.name,
        at=timezone.now(),
    )
    reckon_anew(case)
    return event


def reckon_anew(
    case: Case, *, events: Iterable[CaseEvent] | None = None, calendar: Calendar | None = None
) -> dict[str, list[str | None]]:
    """Keep what the clock says now; returns what changed: {"stage.limit": [old current date, new]}.

    Changes the fields of `case` too and saves them.
    """
    clock = clock_of(case, events, calendar)
    held = {(due.stage, due.limit): due for due in Due.objects.filter(case=case)}
    wanted = _rows(case, clock)
    changes = {}
    fresh = []
    for row in wanted:
        old = held.pop((row.stage, row.limit), None)
        if old is None:
            fresh.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in _KEPT):
            row.pk = old.pk
            row.save()
        if old is None or old.current != row.current:
            changes[f"{row.stage}.{row.limit}"] = [_iso(old.current if old else None), _iso(row.current)]
    Due.objects.bulk_create(fresh)
    if held:
        # A stage that a correction took back.
        Due.objects.filter(pk__in=[due.pk for due in held.values()]).delete()
    _keep_next(case, wanted)
    return changes


def _rows(case: Case, clock: Clock | None) -> list[Due]:
    return [due_row(case, place, due) for place, due in enumerate(clock.dues)] if clock else []


def due_row(case: Case, place: int, due: CoreDue) -> Due:
    """What the core reckoned, as it is kept; not saved yet."""
    return Due(
        case=case,
        position=place,
        stage=due.stage.key,
        limit=due.limit.key,
        met_by=due.limit.met_by,
        name=due.limit.name,
        counted_from=due.counted_from,
        original=due.original,
        current=due.current,
        met_on=due.met_on,
        ended_on=due.ended_on,
        extended=len(due.extensions),
        is_beyond=due.beyond,
    )


def _keep_next(case: Case, dues: list[Due]) -> None:
    """The nearest limit that is neither met nor over."""
    waiting = [due for due in dues if due.met_on is None and due.ended_on is None]
    dated = sorted((due for due in waiting if due.current), key=lambda due: (due.current or date.max, due.position))
    case.next_due = dated[0].current if dated else None
    case.next_step = dated[0].met_by if dated else ""
    case.is_paused = bool(waiting) and not dated
    case.save(update_fields=["next_due", "next_step", "is_paused", "updated_at"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
