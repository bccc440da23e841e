"""What officers keep: their indicators with what is due, and what is wrong on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import EVERYWHERE
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.indicators import due_on, next_period
from folkmoot_core.spc import Period

from ..adapters.series import period_of
from ..enums import Kind, Standing
from ..models import FigureKey, Indicator, Observation, Revision


@dataclass(frozen=True)
class Kept:
    """An indicator on the desk: the latest figure's period, the next one and when it is due."""

    indicator: Indicator
    latest: Period | None
    following: Period | None
    due: date | None
    days_late: int


def bodies_kept(scopes: frozenset[str]) -> QuerySet[Organisation]:
    """The bodies in whose scope somebody keeps indicators."""
    if EVERYWHERE in scopes:
        return Organisation.objects.all()
    keys = [scope.partition(":")[2] for scope in scopes]
    found = [body.pk for body in Organisation.objects.filter(key__in=keys) if body.scope in scopes]
    return Organisation.objects.filter(pk__in=found)


def keys_kept(scopes: frozenset[str]) -> QuerySet[FigureKey]:
    """The keys of systems that send figures for these bodies, also ended ones."""
    return FigureKey.objects.filter(owner__in=bodies_kept(scopes)).select_related("owner")


def kept_by(scopes: frozenset[str], today: date) -> list[Kept]:
    """The indicators of these scopes, the most overdue first. Three queries."""
    rows = Indicator.objects.filter(owner__in=bodies_kept(scopes)).select_related("owner")
    actual = Q(observations__kind=Kind.ACTUAL, observations__value__isnull=False)
    latest = rows.annotate(begins=Max("observations__begins", filter=actual))
    found = [_kept(each, each.begins, today) for each in latest]
    return sorted(found, key=lambda each: (-each.days_late, each.indicator.title))


def _kept(indicator: Indicator, begins: date | None, today: date) -> Kept:
    latest = period_of(begins.isoformat(), indicator.frequency) if begins else None
    if latest is None or indicator.standing != Standing.CURRENT or indicator.formula:
        return Kept(indicator, latest, None, None, 0)
    following = next_period(latest)
    due = due_on(following, indicator.lag_days)
    return Kept(indicator, latest, following, due, max(0, (today - due) // timedelta(days=1)))


def faults_on_record() -> Iterator[str]:
    """A sentence each: figures that are not as their last revision, and formulas whose inputs are not on record."""
    same = Revision.objects.filter(
        observation=OuterRef("pk"), number=OuterRef("revisions_made"), value=OuterRef("value")
    )
    standing = Observation.objects.filter(value__isnull=False)
    for row in standing.filter(~Exists(same)).select_related("indicator")[:100]:
        words = {"title": row.indicator.title, "period": row.period}
        yield _("The figure of “%(title)s” for %(period)s is not what its last revision says.") % words
    for each in Indicator.objects.exclude(formula="").filter(inputs=None):
        if "residents" not in each.formula:
            yield _("What “%(title)s” is worked out from is not on record.") % {"title": each.title}


def number_of_figures() -> int:
    return Observation.objects.count()
