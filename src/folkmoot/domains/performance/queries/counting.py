"""How many of what an indicator counts there were between two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from folkmoot.ground.places.public import own_county
from folkmoot_core.indicators import span_of

from ..enums import Unit
from ..models import Indicator
from .series import series_of


@dataclass(frozen=True)
class Counted:
    """A sum of numbers, and of what ("visits")."""

    total: float
    counted: str


def total_between(number: str, first: date, last: date) -> Counted | None:
    """In the whole county, of figures that everybody may see. None for what is no number of things, and where the
    periods of its figures do not cover just these days without a gap."""
    found = Indicator.objects.filter(pk=number, unit=Unit.NUMBER).first() if number.isdigit() else None
    county = own_county()
    if found is None or county is None or not found.is_public:
        return None
    series = series_of([found], [county.pk]).get((found.pk, county.pk))
    figures = [] if series is None else series.for_everybody().figures
    inside = sorted(
        (span_of(each.period), each.value) for each in figures if _overlaps(span_of(each.period), first, last)
    )
    day = first
    for (begins, ends), _value in inside:
        if begins != day:
            return None
        day = ends + timedelta(days=1)
    if not inside or day != last + timedelta(days=1):
        return None
    return Counted(sum(value for _span, value in inside), found.counted)


def _overlaps(span: tuple[date, date], first: date, last: date) -> bool:
    return span[0] <= last and span[1] >= first
