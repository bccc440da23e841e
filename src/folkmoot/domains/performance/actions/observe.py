"""Enter figures, revise one with a reason, take one back. A figure is never overwritten: each state of it stays."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.indicators import span_of
from folkmoot_core.spc import Period
from folkmoot_core.values import Fault, Invalid

from ..enums import Kind, Route
from ..models import Indicator, Observation, Revision
from ..policies import check_keep
from .readings import make_stale

LARGEST = 1e15
AT_ONCE = 500


@dataclass(frozen=True)
class Given:
    """A figure that somebody gives. `reason` is needed only where another figure stands there."""

    indicator: Indicator
    place_id: int
    kind: str
    period: Period
    value: float
    tolerance: float | None = None
    note: str = ""
    reason: str = ""
    source: str = ""

    @property
    def key(self) -> tuple[int, int, str, str]:
        return self.indicator.pk, self.place_id, self.kind, self.period.text


@dataclass(frozen=True)
class Taken:
    """How many figures were new, how many changed, and how many stood there already."""

    new: int = 0
    changed: int = 0
    same: int = 0


@transaction.atomic
def enter_figures(*, given: Sequence[Given], route: str = Route.TYPED, by: Actor) -> Taken:
    """Put all of these figures there, or none. One that stands there with another value becomes a revision, which needs
    a reason. Raises Invalid with every fault (its `line` is the place in `given`, from 0), or Refused."""
    indicators = {each.indicator.pk: each.indicator for each in given}
    for indicator in indicators.values():
        check_keep(by, indicator)
    here = existing(given)
    faults = [fault for line, each in enumerate(given) for fault in faults_in(each, here.get(each.key), line)]
    if faults:
        raise Invalid(faults)
    new = [each for each in given if each.key not in here]
    changed = [each for each in given if each.key in here and _differs(each, here[each.key])]
    before = {each.key: here[each.key].value for each in changed}
    _write_new(new, route, by)
    for each in changed:
        _write_revision(here[each.key], each.value, each, route=route, by=by)
    touched = {each.indicator.pk: each.indicator for each in (*new, *changed)}
    for indicator in touched.values():
        _tell(indicator, new, [(each, before[each.key]) for each in changed], by)
    make_stale(touched.values())
    return Taken(len(new), len(changed), len(given) - len(new) - len(changed))


@transaction.atomic
def revise_figure(
    *, observation: Observation, value: float | None, tolerance: float | None, reason: str, source: str = "", by: Actor
) -> Observation:
    """Another value, with a reason that everybody can read; None takes the figure back."""
    indicator = observation.indicator
    check_keep(by, indicator)
    row = Observation.objects.select_for_update().get(pk=observation.pk)
    if not reason.strip():
        raise Invalid([Fault("reason", _("A change needs a reason."), _("Say why the figure is another."))])
    if value is not None and not _is_fit(value):
        raise Invalid([Fault("value", _("This is no figure."), _("Write figures with a point, such as 81.5."))])
    if (row.value, row.tolerance) == (value, tolerance):
        raise Invalid([Fault("value", _("This figure stands there already."), _("Give another, or go back."))])
    before = row.value
    _write_revision(row, value, _Why(tolerance, row.note, reason, source), route=Route.TYPED, by=by)
    verb = "indicator.withdrawn" if value is None else "indicator.revised"
    label = f"{row.kind} {row.period} {row.place_id}"
    record(verb=verb, subject=indicator, by=by, changes={label: [before, value]}, reason=reason)
    make_stale([indicator])
    return row


@dataclass(frozen=True)
class _Why:
    tolerance: float | None
    note: str
    reason: str
    source: str


def existing(given: Collection[Given]) -> dict[tuple[int, int, str, str], Observation]:
    """The figures that stand where these would go, by their key."""
    indicators = {each.indicator.pk for each in given}
    periods = sorted({each.period.text for each in given})
    found: dict[tuple[int, int, str, str], Observation] = {}
    for start in range(0, len(periods), AT_ONCE):
        rows = Observation.objects.filter(indicator__in=indicators, period__in=periods[start : start + AT_ONCE])
        found.update({(row.indicator_id, row.place_id, row.kind, row.period): row for row in rows})
    return found


def faults_in(given: Given, here: Observation | None, line: int) -> list[Fault]:
    """What keeps one figure from being entered."""
    faults = []
    if given.indicator.formula and given.kind == Kind.ACTUAL:
        message = _("“%(title)s” is worked out by its formula.") % {"title": given.indicator.title}
        faults.append(Fault("indicator", message, _("Enter the figures that it is made of."), line))
    if not _is_fit(given.value):
        faults.append(Fault("value", _("This is no figure."), _("Write figures with a point, such as 81.5."), line))
    if given.indicator.unit == "percent" and given.kind == Kind.ACTUAL and not 0 <= given.value <= 100:
        mend = _("Write 81.5 for 81.5 per cent.")
        faults.append(Fault("value", _("A percentage lies between 0 and 100."), mend, line))
    if given.tolerance is not None and not (_is_fit(given.tolerance) and given.tolerance >= 0):
        faults.append(Fault("tolerance", _("A tolerance is 0 or more."), _("Write how far off is still fine."), line))
    if here is not None and _differs(given, here) and not given.reason.strip():
        message = _("Here stands %(old)s already.") % {"old": "–" if here.value is None else f"{here.value:,.10g}"}
        faults.append(Fault("reason", message, _("Say why it is another figure now."), line))
    return faults


def _is_fit(value: float) -> bool:
    return math.isfinite(value) and abs(value) <= LARGEST


def _differs(given: Given, here: Observation) -> bool:
    return (given.value, given.tolerance) != (here.value, here.tolerance)


def _write_new(given: Sequence[Given], route: str, by: Actor) -> None:
    rows = [
        Observation(
            indicator=each.indicator,
            place_id=each.place_id,
            kind=each.kind,
            period=each.period.text,
            begins=span_of(each.period)[0],
            ends=span_of(each.period)[1],
            value=each.value,
            tolerance=each.tolerance,
            note=each.note,
        )
        for each in given
    ]
    made = Observation.objects.bulk_create(rows, batch_size=AT_ONCE)
    Revision.objects.bulk_create(
        [
            Revision(
                observation=row, number=1, value=row.value, tolerance=row.tolerance, route=route, source=each.source,
                reason=each.reason, by_key=by.key, by_name=by.name,
            )
            for row, each in zip(made, given, strict=True)
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip


def _write_revision(row: Observation, value: float | None, why: Given | _Why, *, route: str, by: Actor) -> None:
    number = row.revisions_made + 1
    Revision.objects.create(
        observation=row, number=number, value=value, tolerance=why.tolerance, route=route, source=why.source,
        reason=why.reason.strip(), by_key=by.key, by_name=by.name,
    )  # fmt: skip
    row.value, row.tolerance, row.revisions_made = value, why.tolerance, number
    row.note = why.note or row.note
    row.save()


def _tell(indicator: Indicator, new: Sequence[Given], changed: Sequence[tuple[Given, float | None]], by: Actor) -> None:
    """In the history: each change by itself, new figures by their number."""
    mine = [each for each in new if each.indicator.pk == indicator.pk]
    if mine:
        label = f"{mine[0].kind} {mine[0].period.text}"
        told: dict[str, list[object]] = {"figures": [None, len(mine)]}
        if len(mine) == 1:
            told = {label: [None, mine[0].value]}
        record(verb="indicator.observed", subject=indicator, by=by, changes=told)
    for each, old in changed:
        if each.indicator.pk == indicator.pk:
            revised = {f"{each.kind} {each.period.text} {each.place_id}": [old, each.value]}
            record(verb="indicator.revised", subject=indicator, by=by, changes=revised, reason=each.reason)
