"""Put a consultation before the public, take it back before it opens, close it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.calendars import start_of_day
from folkmoot_core.phases import needs_reason
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of
from ..enums import PhaseKind
from ..models import Consultation, DateChange, FrozenCopy, Phase
from ..policies import check_plan
from ..queries.planning import minimum_days, readiness
from .freeze import freeze
from .questionnaire import publish_questionnaire

ONE_DAY = timedelta(days=1)


def open_consultation(
    *, consultation: Consultation, opens_on: date, by: Actor, announce: bool = False, now: datetime | None = None
) -> Consultation:
    """Open it today, or put it on the calendar for a later day; publish the questionnaire and freeze a copy of it all.

    `announce`: its page can be read from now on, before it opens. Raises Refused, and Invalid with every point that
    the plan still lacks.
    """
    check_plan(by, standing_of(consultation))
    now = now or timezone.now()
    with transaction.atomic():
        current = _locked(consultation)
        if current.opens_on is not None:
            fault = _("It is on the calendar already.")
            raise Invalid([Fault("opens_on", fault, _("Change its dates instead."))])
        _check_ready(current, opens_on, timezone.localdate(now))
        publish_questionnaire(consultation=current, by=by)
        closes_on = current.planned_closing
        current.opens_on, current.closes_on = opens_on, closes_on
        current.save(update_fields=["opens_on", "closes_on", "updated_at"])
        _put_first_phases(current, now, announce=announce)
        changes = {"opens_on": [None, str(opens_on)], "closes_on": [None, str(closes_on)]}
        record(
            verb="consultation.opened" if opens_on <= timezone.localdate(now) else "consultation.scheduled",
            subject=current,
            by=by,
            changes=changes,
        )
        FrozenCopy.objects.filter(consultation=current).delete()
        freeze(consultation=current, by=by)
    return current


def withdraw_opening(*, consultation: Consultation, by: Actor, reason: str) -> Consultation:
    """Take a consultation that has not opened yet off the calendar, back to being prepared. The dates that were
    announced stay on record. Raises Refused, and Invalid once it has opened or without a reason."""
    check_plan(by, standing_of(consultation))
    check_stated(reason)
    with transaction.atomic():
        current = _locked(consultation)
        opening = current.phases.filter(kind=PhaseKind.OPEN).first()
        if current.opens_on is None or opening is None:
            raise Invalid([Fault("reason", _("It is not on the calendar."), _("There is nothing to take back."))])
        if opening.starts_at <= timezone.now():
            fault = _("It has opened: people may have answered.")
            raise Invalid([Fault("reason", fault, _("Close it early instead."))])
        if standing_of(current).allows("plan_public"):
            put_date_changes(current, {"opens_on": None, "closes_on": None}, by, reason)
        changes = {"opens_on": [str(current.opens_on), None], "closes_on": [str(current.closes_on), None]}
        current.planned_opening, current.planned_closing = current.opens_on, current.closes_on
        current.opens_on = current.closes_on = None
        current.save()
        current.phases.all().delete()
        FrozenCopy.objects.filter(consultation=current).delete()
        if not current.questionnaires.filter(published_at__isnull=True).exists():
            newest = current.questionnaires.order_by("-version").first()
            if newest is not None and not newest.responses.exists():
                newest.published_at = None
                newest.save(update_fields=["published_at", "updated_at"])
        record(verb="consultation.withdrawn", subject=current, by=by, changes=changes, reason=reason)
    return current


def close_now(*, consultation: Consultation, by: Actor, reason: str, now: datetime | None = None) -> Consultation:
    """Stop taking answers at once, before the last day. Raises Refused, and Invalid unless it is open, or without a
    reason; the reason is shown on its page."""
    standing = standing_of(consultation)
    check_plan(by, standing)
    check_stated(reason)
    now = now or timezone.now()
    with transaction.atomic():
        current = _locked(consultation)
        if standing_of(current, now).phase != PhaseKind.OPEN:
            fault = _("It is not open.")
            raise Invalid([Fault("reason", fault, _("Only an open consultation can be closed."))])
        today = timezone.localdate(now)
        changes = {"closed_at": [None, now.isoformat()]}
        if current.closes_on != today:
            changes["closes_on"] = [str(current.closes_on), str(today)]
            put_date_changes(current, {"closes_on": today}, by, reason)
            current.closes_on = today
            current.save(update_fields=["closes_on", "updated_at"])
        Phase.objects.update_or_create(consultation=current, kind=PhaseKind.ANALYSING, defaults={"starts_at": now})
        record(verb="consultation.closed_early", subject=current, by=by, changes=changes, reason=reason)
    return current


def put_date_changes(consultation: Consultation, new: dict[str, date | None], by: Actor, reason: str) -> None:
    """Write down each date that moves, before it is moved; the page shows them for ever."""
    DateChange.objects.bulk_create(
        DateChange(
            consultation=consultation,
            field=field,
            old=getattr(consultation, field),
            new=day,
            reason=reason.strip(),
            made_by=by.name,
        )
        for field, day in new.items()
        if getattr(consultation, field) != day
    )


def check_stated(reason: str) -> None:
    if not reason.strip():
        fault = _("There is no reason.")
        raise Invalid([Fault("reason", fault, _("Say why in a sentence; it is shown on the consultation's page."))])


def check_length(opens_on: date, closes_on: date, short_reason: str) -> None:
    """Raises Invalid where it closes first, or is shorter than usual here without saying why."""
    if closes_on < opens_on:
        fault = _("The last day for answers is before the day it opens.")
        raise Invalid([Fault("closes_on", fault, _("Give a later day."))])
    short = needs_reason(opens_on, closes_on, minimum_days())
    if short.value and not short_reason.strip():
        mend = _("Write the reason for the shorter time; it is published.")
        raise Invalid([Fault("short_reason", " ".join(short.because), mend)])


def _check_ready(consultation: Consultation, opens_on: date, today: date) -> None:
    if opens_on < today:
        fault = _("%(day)s is over.") % {"day": date_format(opens_on, "j F Y")}
        raise Invalid([Fault("opens_on", fault, _("Open it today or on a later day."))])
    consultation.planned_opening = opens_on
    missing = [point for point in readiness(consultation) if point.needed and not point.is_met]
    if missing:
        raise Invalid(
            [
                Fault("opens_on", f"{point.title}: {point.sentence}", _("Mend it in the plan first."))
                for point in missing
            ]
        )
    if consultation.planned_closing is not None:
        check_length(opens_on, consultation.planned_closing, consultation.short_reason)


def _put_first_phases(consultation: Consultation, now: datetime, *, announce: bool) -> None:
    """Opening today opens at this moment; a later day opens as it begins."""
    assert consultation.opens_on is not None  # noqa: S101 (set by the caller, for the type checker)
    assert consultation.closes_on is not None  # noqa: S101
    starts = start_of_day(consultation.opens_on)
    consultation.phases.all().delete()
    rows = [
        Phase(kind=PhaseKind.OPEN, starts_at=max(starts, now)),
        Phase(kind=PhaseKind.ANALYSING, starts_at=start_of_day(consultation.closes_on + ONE_DAY)),
    ]
    if announce and starts > now:
        rows.insert(0, Phase(kind=PhaseKind.DRAFT, starts_at=now, switches={"plan_public": True}))
    for row in rows:
        row.consultation = consultation
    Phase.objects.bulk_create(rows)


def _locked(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
