"""Move the dates of a consultation that is on the calendar, and change what its phases open and shut."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.calendars import start_of_day
from folkmoot_core.phases import usual_switches
from folkmoot_core.phases.switches import Kind, check_switch
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of, timeline_of
from ..enums import PhaseKind, ResultsVisibility
from ..models import Consultation, Phase
from ..policies import check_plan
from ..queries.outcomes import is_published, outcome_of
from .freeze import freeze_again
from .opening import check_length, check_stated, put_date_changes

ONE_DAY = timedelta(days=1)
FOLLOWING = (PhaseKind.DECIDED, PhaseKind.CLOSED)


def change_dates(
    *,
    consultation: Consultation,
    opens_on: date,
    closes_on: date,
    outcome_due: date | None,
    by: Actor,
    reason: str,
    short_reason: str | None = None,
) -> Consultation:
    """Move dates that people have been told; each move is shown on the page with its reason, for ever.

    A later last day takes up answering again when it is over, as long as no outcome is published. Raises Refused, and
    Invalid naming the field.
    """
    check_plan(by, standing_of(consultation))
    check_stated(reason)
    with transaction.atomic():
        current = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
        new = {"opens_on": opens_on, "closes_on": closes_on, "outcome_due": outcome_due}
        _check_moves(current, opens_on, closes_on)
        if short_reason is not None:
            current.short_reason = short_reason.strip()
        check_length(opens_on, closes_on, current.short_reason)
        changes = changed_fields({field: getattr(current, field) for field in new}, new)
        if not changes:
            raise Invalid([Fault("closes_on", _("No date has changed."), _("Change a date, or leave this page."))])
        put_date_changes(current, new, by, reason)
        moved_opening, moved_closing = current.opens_on != opens_on, current.closes_on != closes_on
        current.opens_on, current.closes_on, current.outcome_due = opens_on, closes_on, outcome_due
        current.save()
        if moved_opening:
            current.phases.filter(kind=PhaseKind.OPEN).update(starts_at=start_of_day(opens_on))
        if moved_closing:
            start = start_of_day(closes_on + ONE_DAY)
            Phase.objects.update_or_create(
                consultation=current, kind=PhaseKind.ANALYSING, defaults={"starts_at": start}
            )
        _check_order(current, "closes_on")
        record(verb="consultation.dates_moved", subject=current, by=by, changes=changes, reason=reason)
        freeze_again(consultation=current, by=by)
    return current


def set_phase(
    *,
    consultation: Consultation,
    kind: str,
    switches: Mapping[str, bool],
    by: Actor,
    reason: str,
    starts_on: date | None = None,
) -> None:
    """Say what a phase opens and shuts, by switch; for "decided" and "closed" also on which day it starts (None takes
    the phase off). The other phases follow the dates. Raises Refused, Invalid, and ValueError for an unknown switch."""
    check_plan(by, standing_of(consultation))
    check_stated(reason)
    for switch in switches:
        check_switch(switch)
    with transaction.atomic():
        current = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
        row = current.phases.filter(kind=kind).first()
        before = _as_json(row)
        usual = usual_switches(Kind(kind))
        unusual = {switch: on for switch, on in switches.items() if usual[switch] != on}
        if kind in FOLLOWING:
            row = _put_following(current, kind, starts_on, row)
        elif row is None:
            fault = _("This phase is not on the calendar.")
            raise Invalid([Fault("reason", fault, _("Put the consultation on the calendar first."))])
        if row is not None:
            row.switches = unusual
            row.save()
        _check_order(current, "starts_on")
        after = _as_json(row)
        if before != after:
            record(
                verb="consultation.phase_changed",
                subject=current,
                by=by,
                changes={str(kind): [before, after]},
                reason=reason,
            )


def set_results_visibility(*, consultation: Consultation, visibility: str, by: Actor, reason: str) -> Consultation:
    """Show the counts while people answer, or keep them back until it closes. Raises Refused, and Invalid."""
    check_plan(by, standing_of(consultation))
    check_stated(reason)
    if visibility not in ResultsVisibility.values:
        known = ", ".join(ResultsVisibility.values)
        raise Invalid([Fault("visibility", f"“{visibility}” is not a choice.", f"Use one of: {known}.")])
    with transaction.atomic():
        current = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
        if current.results_visibility != visibility:
            changes = {"results_visibility": [current.results_visibility, visibility]}
            current.results_visibility = visibility
            current.save(update_fields=["results_visibility", "updated_at"])
            record(
                verb="consultation.results_visibility_changed", subject=current, by=by, changes=changes, reason=reason
            )
            freeze_again(consultation=current, by=by)
    return current


def _put_following(consultation: Consultation, kind: str, starts_on: date | None, row: Phase | None) -> Phase | None:
    if starts_on is None:
        if row is not None:
            row.delete()
        return None
    row = row or Phase(consultation=consultation, kind=kind)
    # A phase that began in the middle of a day (the outcome was published then) keeps its moment.
    if row.pk is None or timezone.localdate(row.starts_at) != starts_on:
        row.starts_at = start_of_day(starts_on)
    return row


def _check_moves(consultation: Consultation, opens_on: date, closes_on: date) -> None:
    if consultation.opens_on is None:
        raise Invalid([Fault("opens_on", _("It is not on the calendar."), _("Change the plan instead."))])
    today = timezone.localdate()
    opening = consultation.phases.filter(kind=PhaseKind.OPEN).first()
    has_opened = opening is not None and opening.starts_at <= timezone.now()
    if has_opened and opens_on != consultation.opens_on:
        raise Invalid([Fault("opens_on", _("It has opened already."), _("Leave this day as it is."))])
    if not has_opened and opens_on <= today:
        mend = _("Give a later day; or take it off the calendar and open it today.")
        raise Invalid([Fault("opens_on", _("It cannot open in the past."), mend)])
    if closes_on != consultation.closes_on:
        if closes_on < today:
            raise Invalid(
                [Fault("closes_on", _("That day is over."), _("Give today or a later day, or close it now."))]
            )
        if is_published(outcome_of(consultation)):
            raise Invalid([Fault("closes_on", _("The outcome is published."), _("Leave the last day as it is."))])


def _check_order(consultation: Consultation, field: str) -> None:
    """The phases must still come one after another."""
    consultation.refresh_from_db()
    try:
        timeline_of(Consultation.objects.get(pk=consultation.pk))
    except Invalid as invalid:
        mend = _("Move the later phase first, or take it off.")
        raise Invalid([Fault(field, fault.message, mend) for fault in invalid.faults]) from invalid


def _as_json(row: Phase | None) -> dict[str, object] | None:
    if row is None or row.pk is None:
        return None
    return {"starts_at": row.starts_at.isoformat(), "switches": dict(row.switches)}
