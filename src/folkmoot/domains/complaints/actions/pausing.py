"""Time that does not run: a clock is stopped only where its policy knows pauses, somebody is reminded when it stands
for long, and where it was said for how long, it goes on by itself."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import SYSTEM, Actor, Refused
from folkmoot.ground.notify.enums import Medium
from folkmoot.ground.notify.public import tell
from folkmoot_core.calendars import CalendarEnds
from folkmoot_core.values import Fault, Invalid

from ..adapters import policy_of
from ..enums import EventKind, NoteKind, State
from ..models import Case, CaseEvent, Note
from ..policies import can_pause
from ..queries.pausing import cases_paused, pause_of, remind_on
from .changing import case_to_change, day_of, set_fields
from .reckoning import Happened, add_event


@transaction.atomic
def pause(*, case: Case, reason: str, by: Actor, on: date | None = None, until: date | None = None) -> Case:
    """Stop the clock, where its policy knows pauses. With `until` it goes on by itself after that day. Raises Invalid
    or Refused."""
    case = case_to_change(case, by, State.OPEN)
    if case.policy is None or not can_pause(policy_of(case.policy)):
        raise Refused(_("The clock of this case cannot be stopped. If more time is needed, extend it and say why."))
    faults = []
    if not reason.strip():
        faults.append(Fault("reason", _("Say what we asked for and wait for.")))
    if until is not None and until < timezone.localdate():
        faults.append(Fault("until", _("That day is over."), _("Give one to come, or leave it empty.")))
    if faults:
        raise Invalid(faults)
    day = day_of(on)
    add_event(case, Happened(EventKind.PAUSED, day, until=until, reason=reason.strip()), by=by)
    # So that it stands among what waits for others, and not among what nobody can see is late.
    set_fields(case, waiting_for=case.waiting_for or reason.strip()[:200], waiting_since=case.waiting_since or day)
    changes = {"until": [None, until.isoformat()]} if until else {}
    record(verb="case.paused", subject=case, by=by, changes=changes, reason=reason.strip())
    return case


@transaction.atomic
def resume(*, case: Case, by: Actor, on: date | None = None, reason: str = "") -> Case:
    """Let the clock go on. Raises Invalid or Refused."""
    case = case_to_change(case, by, State.OPEN)
    paused = pause_of(case)
    add_event(case, Happened(EventKind.RESUMED, day_of(on), reason=reason), by=by)
    if paused is not None and case.waiting_for == paused.reason[:200]:
        set_fields(case, waiting_for="", waiting_since=None)
    record(verb="case.resumed", subject=case, by=by)
    return case


def see_to_pauses(*, by: Actor = SYSTEM, today: date | None = None) -> tuple[int, int]:
    """Let those clocks go on whose time is over, and remind of those that stand for long; returns (gone on, reminded).

    Each case is done or not done by itself; done again on the same day it does nothing more.
    """
    today = today or timezone.localdate()
    resumed = reminded = 0
    for case in cases_paused():
        try:
            paused = pause_of(case)
            if paused is None:
                continue
            if paused.until is not None and paused.until < today:
                _go_on(case, paused, by)
                resumed += 1
            elif remind_on(case, paused) <= today:
                _remind(case, paused, by)
                reminded += 1
        except (Invalid, Refused, CalendarEnds):
            # Somebody was quicker, or its dates contradict each other: the nightly check names it.
            continue
    return resumed, reminded


@transaction.atomic
def _go_on(case: Case, paused: CaseEvent, by: Actor) -> None:
    said = date_format(paused.until, "j F Y") if paused.until else ""
    resume(case=case, by=by, on=paused.until, reason=_("It was stopped until %(day)s.") % {"day": said})


@transaction.atomic
def _remind(case: Case, paused: CaseEvent, by: Actor) -> None:
    """A line in the timeline, and an e-mail to whoever has the case."""
    case = case_to_change(case, by, State.OPEN)
    told = {"day": date_format(paused.on, "j F Y"), "reason": paused.reason}
    words = _("The clock has stood still since %(day)s: %(reason)s Is that still needed?") % told
    note = Note.objects.create(case=case, kind=NoteKind.REMINDER, words=words, at=timezone.now(), by_name=by.name)
    record(verb="case.pause_reminded", subject=case, by=by)
    if case.handler is not None and case.handler.is_active:
        tell(
            medium=Medium.EMAIL,
            to=case.handler.email,
            template="complaints/pause",
            values={
                "reference": case.arrival.reference,
                "day": told["day"],
                "path": reverse("complaints:show_case", args=[case.arrival.reference]),
            },
            dedupe_key=f"case-pause:{note.pk}",
            subject_record=case,
        )
