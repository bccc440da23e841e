"""Answer a case: an outcome on every point, with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ..enums import FINDINGS, EventKind, LetterStep, State
from ..models import Case, Finding, Point, Stage
from ..policies import overall
from .changing import case_to_change, day_of, set_fields
from .letters import LetterWords, send_letter
from .reckoning import Happened, add_event


@dataclass(frozen=True)
class Found:
    """What was found on one point, and why."""

    outcome: str
    because: str


@transaction.atomic
def respond(
    *, case: Case, found: Mapping[int, Found], by: Actor, on: date | None = None, letter: LetterWords | None = None
) -> Case:
    """Answer every point of the case; `found` goes by their numbers. Actions promised are followed afterwards: the
    answer does not wait for them. Raises Invalid, naming `point-NUMBER` and what is missing, or Refused."""
    case = case_to_change(case, by, State.OPEN)
    day = day_of(on)
    points = list(case.points.all()) or [first_point(case)]
    _check(points, found)
    Finding.objects.bulk_create(
        Finding(
            point=point,
            stage=case.stage,
            outcome=found[point.number].outcome,
            because=found[point.number].because.strip(),
            found_by=by.name,
        )
        for point in points
    )
    outcome = overall([found[point.number].outcome for point in points])
    add_event(case, Happened(EventKind.RESPONDED, day), by=by)
    changes = set_fields(case, state=State.ANSWERED, outcome=outcome, waiting_for="", waiting_since=None)
    Stage.objects.filter(case=case, number=case.stage).update(
        answered_on=day, outcome=outcome, handler=case.handler, handler_name=case.handler_name or by.name
    )
    if letter is not None:
        send_letter(case, LetterStep.ANSWER, letter, by=by, on=day)
    record(verb="case.answered", subject=case, by=by, changes=changes)
    return case


def first_point(case: Case) -> Point:
    """A case that nobody divided is about one thing: all of it."""
    words = case.summary or _("The whole of it")
    return Point.objects.create(case=case, number=1, words=words)


def _check(points: Sequence[Point], found: Mapping[int, Found]) -> None:
    faults = []
    for point in points:
        said = found.get(point.number)
        if said is None or said.outcome not in FINDINGS:
            message = _("Point %d has no outcome.") % point.number
            faults.append(Fault(f"outcome-{point.number}", message, _("Every point is answered.")))
        if said is None or not said.because.strip():
            message = _("Point %d has no reason.") % point.number
            faults.append(Fault(f"because-{point.number}", message, _("Say why, in plain words.")))
    if faults:
        raise Invalid(faults)
