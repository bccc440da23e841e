"""How many problems are reported where. Counts from 1 to 4 are hidden, with others where they would tell of them.

"All kinds" counts the kinds whose reports everybody may see one by one. A kind that is never shown is counted by itself
alone, for the last whole quarter: tables of nested or sliding times could be subtracted from one another. The wards of
a district whose own count is hidden are hidden all, since their sum would tell it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import Map, districts, map_inside, own_county

from ..adapters.small_numbers import Counts, protected_counts
from ..enums import Shown
from ..models import Category, Incident

PERIODS = (30, 90, 365)
# Fills from pale to dark; the first is for none, the last for the most. Each stands on white at a contrast one can see.
FILLS = ("#ffffff", "#fde0c5", "#f8a576", "#e0623d", "#a02a28")
HIDDEN_FILL = "#d8d8d8"


@dataclass(frozen=True)
class Spot:
    """A place of the map: None for a count that is hidden. `band` is 0 for none and 4 for the most."""

    name: str
    slug: str
    count: int | None
    band: int
    path: str = ""

    @property
    def fill(self) -> str:
        return HIDDEN_FILL if self.count is None else FILLS[self.band]


@dataclass(frozen=True)
class Heat:
    spots: tuple[Spot, ...]
    total: int | None
    drawn: Map | None
    bounds: tuple[int, ...]

    @property
    def legend(self) -> tuple[tuple[str, int, int | None], ...]:
        """(fill, from, to) of each band; no `to` for the last. Made of nothing but figures that are shown."""
        firsts = [1, *(bound + 1 for bound in self.bounds)]
        lasts = [*self.bounds, None]
        bands = zip(FILLS[1:], firsts, lasts, strict=False) if self.bounds else ()
        return tuple((fill, first, last) for fill, first, last in bands if last is None or first <= last)


def heat_of(district: Place | None, category: Category | None, days: int, today: date | None = None) -> Heat:
    """Counts of the last days (one of PERIODS): by ward inside a district, or by district of the whole county."""
    county = own_county()
    counted = _counted(category, span_of(category, days, today or timezone.localdate()))
    places = list(districts(county))
    safe = _protected(counted, "district", places)
    if district is not None:
        told = safe.counts.get(district.slug) is not None
        places = list(Place.objects.filter(parent=district).order_by("name"))
        safe = _protected(counted, "ward", places) if told else Counts({place.slug: None for place in places}, None)
    bounds = _bounds([count for count in safe.counts.values() if count])
    spots = tuple(
        Spot(place.name, place.slug, safe.counts[place.slug], _band(safe.counts[place.slug], bounds))
        for place in places
    )
    around = district or county
    drawn = map_inside(around) if around else None
    paths = {shape.slug: shape.path for shape in drawn.shapes} if drawn else {}
    spots = tuple(replace(spot, path=paths.get(spot.slug, "")) for spot in spots)
    return Heat(spots, safe.total, drawn, bounds)


def span_of(category: Category | None, days: int, today: date) -> tuple[date, date]:
    """(first day, day after the last): the last days with today; for kinds that are never shown the last whole quarter,
    so that no two tables can be subtracted."""
    if category is None or category.shown != Shown.NOTHING:
        return today - timedelta(days=days - 1), today + timedelta(days=1)
    end = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    before = end - timedelta(days=1)
    return date(before.year, 3 * ((before.month - 1) // 3) + 1, 1), end


def _protected(counted: QuerySet[Incident], field: str, places: list[Place]) -> Counts:
    found = counted.filter(**{f"{field}__in": places}).order_by().values_list(field).annotate(Count("pk"))
    numbers = dict(found)
    return protected_counts({place.slug: numbers.get(place.pk, 0) for place in places})


def _counted(category: Category | None, span: tuple[date, date]) -> QuerySet[Incident]:
    counted = Incident.objects.filter(is_let_in=True, merged_into=None)
    counted = counted.filter(arrival__received_on__gte=span[0], arrival__received_on__lt=span[1])
    if category is not None:
        return counted.filter(category=category)
    return counted.filter(~Q(category__shown=Shown.NOTHING))


def _bounds(counts: list[int]) -> tuple[int, ...]:
    """The highest count of each band but the last: quarters of the most."""
    most = max(counts, default=0)
    return tuple(max(1, round(most * part / 4)) for part in (1, 2, 3)) if most else ()


def _band(count: int | None, bounds: tuple[int, ...]) -> int:
    if not count:
        return 0
    return 1 + sum(count > bound for bound in bounds)
