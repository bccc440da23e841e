"""Registers as they are read: by everybody, and by those who keep them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import organisations_of
from folkmoot_core.risks import DEFAULT, Band, Matrix, Picture, Score, Scored, picture_of

from ..models import ContinuityFunction, Control, Risk, RiskScore
from ..policies import KEEPERS

MATRIX = "risks-matrix"


def matrices() -> list[tuple[date, Matrix]]:
    """Every matrix that the site ever had, with the day from which it counts, the oldest first. What a pack gave, else
    the usual five by five, counts from the beginning."""
    kept = Setting.objects.filter(key=MATRIX).values_list("value", flat=True).first()
    if kept is None:
        return [(date.min, DEFAULT)]
    first = (date.min, Matrix.from_dict(kept))
    later = [(date.fromisoformat(each["starts"]), Matrix.from_dict(each)) for each in kept.get("later", ())]
    return [first, *sorted(later, key=lambda each: each[0])]


def matrix_on(day: date, known: Sequence[tuple[date, Matrix]]) -> Matrix:
    return [used for starts, used in known if starts <= day][-1]


def matrix(today: date | None = None) -> Matrix:
    """That of today."""
    return matrix_on(today or timezone.localdate(), matrices())


def beyond(wanted: Matrix) -> int:
    """How many open risks have a step that this matrix has not."""
    found = list(_with_newest().filter(closed_on=None))
    scores = ([risk.inherent, score_of(risk), *filter(None, [risk.target])] for risk in found)
    return sum(1 for each in scores if not all(wanted.holds(score) for score in each))


def _with_newest() -> QuerySet[Risk]:
    newest = RiskScore.objects.filter(risk=OuterRef("pk")).order_by("-on", "-pk")
    return Risk.objects.select_related("body", "escalated_to").annotate(
        now_likelihood=Subquery(newest.values("likelihood")[:1]),
        now_impact=Subquery(newest.values("impact")[:1]),
        scored_on=Subquery(newest.values("on")[:1]),
    )


def bodies_for(actor: Actor) -> QuerySet[Organisation]:
    """The bodies whose register the actor keeps."""
    return organisations_of(actor, *KEEPERS)


def risks_for(actor: Actor) -> QuerySet[Risk]:
    """Risks of the bodies that the actor keeps, and those taken up to them."""
    own = bodies_for(actor).values("pk")
    return _with_newest().filter(Q(body__in=own) | Q(escalated_to__in=own))


def public_risks() -> QuerySet[Risk]:
    return _with_newest().filter(is_public=True)


def functions_for(actor: Actor) -> QuerySet[ContinuityFunction]:
    return ContinuityFunction.objects.select_related("body").filter(body__in=bodies_for(actor).values("pk"))


def public_functions() -> QuerySet[ContinuityFunction]:
    return ContinuityFunction.objects.select_related("body").filter(is_public=True)


@dataclass(frozen=True)
class Line:
    """A risk on a register: what it is now (inherent where it was never scored), and what somebody should look at."""

    risk: Risk
    value: int
    band: Band
    target: int | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """Open risks, the highest first, and how many stand in each place of the matrix."""

    lines: list[Line]
    closed: list[Risk]
    grid: list[tuple[str, list[tuple[int, Band, int]]]]
    impacts: tuple[str, ...]


def register_of(risks: Sequence[Risk], today: date | None = None) -> Register:
    """One query, for the matrix."""
    today, used = today or timezone.localdate(), matrix()
    lines = [_line(risk, used, today) for risk in risks if risk.closed_on is None]
    lines.sort(key=lambda line: (-line.value, line.risk.title))
    places = Counter((score_of(line.risk).likelihood, score_of(line.risk).impact) for line in lines)
    grid = [
        (word, [(value, band, places[step, impact]) for impact, value, band in cells])
        for step, word, cells in used.rows()
    ]
    return Register(lines, [risk for risk in risks if risk.closed_on is not None], grid, used.impact)


def score_of(risk: Risk) -> Score:
    """What a risk of these queries is now."""
    likelihood = getattr(risk, "now_likelihood", None)
    return risk.inherent if likelihood is None else Score(likelihood, risk.now_impact)  # type: ignore[attr-defined]


def _line(risk: Risk, used: Matrix, today: date) -> Line:
    value, target = score_of(risk).value, risk.target
    notes = []
    if risk.review_by is not None and risk.review_by < today:
        notes.append("late")
    if used.goes_up(value) and risk.escalated_to_id is None:
        notes.append("go_up")
    if getattr(risk, "now_likelihood", None) is None:
        notes.append("unscored")
    return Line(risk, value, used.band(value), None if target is None else target.value, tuple(notes))


@dataclass(frozen=True)
class Page:
    """All that is shown of one risk."""

    line: Line
    inherent_band: Band
    scores: list[tuple[RiskScore, Band]]
    controls: list[Control]
    picture: Picture | None
    matrix: Matrix


def page_of(risk: Risk, today: date | None = None) -> Page:
    """Three queries besides the risk: the matrix, the scores, the controls."""
    today, known = today or timezone.localdate(), matrices()
    used = matrix_on(today, known)
    scores = list(risk.scores.all())
    line = _line(risk, used, today)
    scored = [Scored(each.on, each.score.value) for each in reversed(scores)]
    until = risk.closed_on or today
    controls = list(risk.controls.all())
    for control in controls:
        control.risk = risk
    return Page(
        line=line,
        inherent_band=used.band(risk.inherent.value),
        scores=[(each, matrix_on(each.on, known).band(each.score.value)) for each in scores],
        controls=controls,
        picture=picture_of(scored, until, max(one.highest for _starts, one in known), line.target),
        matrix=used,
    )


def with_tests(functions: Sequence[ContinuityFunction], today: date) -> list[tuple[ContinuityFunction, bool]]:
    """Each with whether its last test is too long ago, or never was."""
    return [(each, each.next_test_on < today or each.tested_on is None) for each in functions]
