from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ..enums import EventKind, LetterStep, State
from ..models import Case, Point
from .changing import case_to_change, day_of
from .letters import LetterWords, send_letter
from .reckoning import Happened, add_event

MOST_POINTS = 50


@transaction.atomic
def acknowledge(
    *,
    case: Case,
    by: Actor,
    on: date | None = None,
    points: Sequence[str] | None = None,
    letter: LetterWords | None = None,
) -> Case:
    """Say that we have it and how we understand it. `points` are what it is about, one each (None: as they stand).

    A late acknowledgement does not move the date of the answer (the clock caps it). Raises Invalid or Refused.
    """
    case = case_to_change(case, by, State.OPEN)
    day = day_of(on)
    if case.events.filter(kind=EventKind.ACKNOWLEDGED, stage=case.stage, is_void=False, correction=None).exists():
        raise Invalid([Fault("on", _("It has been acknowledged already."), _("Correct that date if it is wrong."))])
    if points is not None:
        set_points(case, points)
    add_event(case, Happened(EventKind.ACKNOWLEDGED, day), by=by)
    if letter is not None:
        send_letter(case, LetterStep.ACKNOWLEDGE, letter, by=by, on=day)
    record(verb="case.acknowledged", subject=case, by=by, changes={"acknowledged_on": [None, day.isoformat()]})
    return case


def set_points(case: Case, points: Sequence[str]) -> None:
    """Make these the points of the case. One that a stage has answered stays as it is. Raises Invalid."""
    words = [" ".join(each.split()) for each in points if each.strip()]
    faults = []
    if len(words) > MOST_POINTS:
        faults.append(Fault("points", _("These are more than %d points.") % MOST_POINTS, _("Bring some together.")))
    faults += [
        Fault("points", _("“%s…” is longer than 500 characters.") % each[:40], _("Say it shorter."))
        for each in words
        if len(each) > 500
    ]
    held = list(case.points.prefetch_related("findings"))
    answered = [point for point in held if point.findings.all()]
    if [point.words for point in answered] != words[: len(answered)]:
        faults.append(Fault("points", _("A point that was answered cannot be changed."), _("Add new points below it.")))
    if faults:
        raise Invalid(faults)
    case.points.exclude(pk__in=[point.pk for point in answered]).delete()
    Point.objects.bulk_create(
        Point(case=case, number=number, words=each) for number, each in enumerate(words, 1) if number > len(answered)
    )
