"""Put a wrong date right, and reckon anew when the calendar has changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.base.public import working_calendar
from folkmoot_core.values import Fault, Invalid

from ..adapters import policy_of
from ..enums import EventKind, State
from ..models import Case, CaseEvent, Stage
from ..policies import check_set_up
from .changing import case_to_change, day_of, set_fields
from .reckoning import Happened, add_event, reckon_anew

AT_ONCE = 500
# What a slip of the pen can have put down though it never happened; the others change where the case stands.
CAN_BE_VOID = (EventKind.ACKNOWLEDGED, EventKind.EXTENDED, EventKind.PAUSED, EventKind.RESUMED)


@transaction.atomic
def correct_event(
    *, case: Case, event: CaseEvent, by: Actor, reason: str, on: date | None = None, until: date | None = None
) -> CaseEvent:
    """Give an event another day (or, without `on`, say that it never happened). The wrong one stays in the record, and
    the new one names it. Raises Invalid or Refused."""
    case = case_to_change(case, by)
    wrong = CaseEvent.objects.select_for_update(of=("self",)).filter(pk=event.pk, case=case).first()
    if wrong is None or wrong.is_void or CaseEvent.objects.filter(corrects=wrong).exists():
        raise Refused(_("This date was corrected already."))
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say what was wrong with it."))])
    if on is None and wrong.kind not in CAN_BE_VOID:
        raise Invalid([Fault("on", _("This cannot be taken back, only given another day."), _("Give the right day."))])
    right = day_of(on) if on else wrong.on
    if wrong.kind == EventKind.RECEIVED and on:
        set_fields(case, clock_from=right)
    happened = Happened(
        wrong.kind,
        right,
        until=until or wrong.until if wrong.kind in (EventKind.EXTENDED, EventKind.PAUSED) else None,
        reason=reason.strip(),
        corrects=wrong,
        is_void=on is None,
    )
    added = add_event(case, happened, by=by)
    if wrong.kind == EventKind.RESPONDED:
        Stage.objects.filter(case=case, number=wrong.stage).update(answered_on=right)
    changes = {wrong.kind: [wrong.on.isoformat(), right.isoformat() if on else None]}
    record(verb="case.date_corrected", subject=case, by=by, changes=changes, reason=reason.strip())
    return added


def recompute_open(*, by: Actor, reason: str) -> int:
    """Reckon all open cases anew, for a calendar that has changed; closed ones stay as they are. Returns how many dates
    moved; each stands in its case's history. Five hundred cases to a transaction."""
    check_set_up(by)
    calendars: dict[str, Any] = {}
    moved, last = 0, 0
    while True:
        with transaction.atomic():
            cases = list(_open_after(last))
            for case in cases:
                name = policy_of(case.policy).calendar if case.policy else ""
                calendar = calendars.setdefault(name, working_calendar(name))
                changes = reckon_anew(case, events=case.events.all(), calendar=calendar)
                if changes:
                    moved += 1
                    record(verb="case.reckoned_anew", subject=case, by=by, changes=changes, reason=reason)
            if not cases:
                return moved
            last = cases[-1].pk


def _open_after(pk: int) -> Any:
    found = Case.objects.filter(pk__gt=pk, state__in=(State.OPEN, State.HELD), policy__isnull=False).order_by("pk")
    return found.select_related("policy", "arrival").prefetch_related("events")[:AT_ONCE]
