"""Watchers: their own pages, and what all of them did together."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from folkmoot.ground.base.policies import EVERYWHERE, Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.places.enums import PlaceKind
from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import districts
from folkmoot_core.disclosure import Policy

from ..adapters.small_numbers import protected_counts
from ..enums import UNDER_WAY, WatcherState
from ..models import Incident, Outing, Watcher, WatchScheme
from ..policies import WATCH_KEEPERS
from .showing import public_reports


@dataclass(frozen=True)
class Done:
    """What watchers did. None stands for a figure that so few people stand behind that it is hidden."""

    name: str
    watchers: int | None
    outings: int | None
    minutes: int | None
    bags: int | None

    @property
    def hours(self) -> int | None:
        return None if self.minutes is None else round(self.minutes / 60)


def schemes_for(actor: Actor) -> QuerySet[WatchScheme]:
    """The schemes that this officer looks after."""
    found = WatchScheme.objects.select_related("organisation")
    if actor.holds(*WATCH_KEEPERS, scope=EVERYWHERE):
        return found
    scopes = actor.scopes(*WATCH_KEEPERS)
    keys = {scope.partition(":")[2] for scope in scopes}
    bodies = [each.pk for each in Organisation.objects.filter(key__in=keys) if each.scope in scopes]
    return found.filter(organisation__in=bodies)


def watchers_for(actor: Actor) -> QuerySet[Watcher]:
    """The watchers whom this officer looks after, those who wait first."""
    found = Watcher.objects.filter(scheme__in=schemes_for(actor)).select_related("scheme__organisation", "ward__parent")
    return found.order_by("-state", "name", "pk")


def watcher_of(key: str) -> Watcher | None:
    """Whose page a secret link opens."""
    return Watcher.objects.select_related("scheme__organisation", "ward__parent").filter(key=key).first()


def open_in(ward: Place) -> QuerySet[Incident]:
    """What is under way in a patch, as far as everybody may know it."""
    return public_reports().filter(ward=ward, status__in=UNDER_WAY, merged_into=None).order_by("-reported_at")


def own_totals(watcher: Watcher) -> dict[str, int]:
    """What one watcher did so far, for herself."""
    found = Outing.objects.filter(watcher=watcher).aggregate(
        outings=Count("pk"), minutes=Sum("minutes"), bags=Sum("bags")
    )
    return {name: number or 0 for name, number in found.items()}


def wards() -> QuerySet[Place]:
    """Every ward of the site's own districts, by district and name."""
    found = Place.objects.filter(kind=PlaceKind.WARD, parent__in=districts()).select_related("parent")
    return found.order_by("parent__name", "name")


def done_by_district(policy: Policy | None = None) -> tuple[list[Done], Done]:
    """What the watchers of each district did, and all together. A figure is hidden with the number of people behind it:
    where fewer than five logged anything, and where a hidden one could be worked out from the rest."""
    rows = (
        Outing.objects.exclude(watcher__state=WatcherState.WAITING)
        .order_by()
        .values("watcher__ward__parent__name")
        .annotate(people=Count("watcher", distinct=True), outings=Count("pk"), minutes=Sum("minutes"), bags=Sum("bags"))
    )
    found = {row["watcher__ward__parent__name"] or "": row for row in rows}
    names = sorted({*found, *(place.name for place in districts())})
    counts = protected_counts({name: found[name]["people"] if name in found else 0 for name in names}, policy)
    done = []
    for name in names:
        shown = counts.counts[name]
        row = found.get(name) or {"outings": 0, "minutes": 0, "bags": 0}
        figures = (row["outings"], row["minutes"], row["bags"]) if shown is not None else (None, None, None)
        done.append(Done(name, shown, *figures))
    whole = [sum(row[name] or 0 for row in found.values()) for name in ("outings", "minutes", "bags")]
    total = Done("", counts.total, *(whole if counts.total is not None else (None, None, None)))
    return done, total
