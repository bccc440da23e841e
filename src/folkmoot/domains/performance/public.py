"""The front door of `performance`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from folkmoot.ground.places.public import own_county

from .actions.load_pack import load_pack
from .actions.readings import keep_readings
from .models import Indicator, Scorecard
from .queries.counting import total_between
from .queries.keeping import faults_on_record, number_of_figures
from .queries.papers import measures_of
from .queries.readings import readings_of

__all__ = [
    "consistency",
    "coverage",
    "due",
    "load_pack",
    "measures_of",
    "public_scorecards",
    "total_between",
]
AT_ONCE = 200


def consistency() -> Iterator[str]:
    """What is wrong with figures on record, a sentence each, for `folkmoot check`."""
    return faults_on_record()


def coverage() -> str:
    """How many figures there are."""
    number = number_of_figures()
    return ngettext("%(number)d figure", "%(number)d figures", number) % {"number": number}


def public_scorecards() -> list[Scorecard]:
    """Those that everybody may read, with their bodies."""
    return list(Scorecard.objects.filter(is_public=True).select_related("body"))


def due() -> Iterator[str]:
    """Read stale indicators of scorecards anew, so that no resident has to wait for it. Yields what it did."""
    county = own_county()
    shown = Indicator.objects.filter(lines__scorecard__is_public=True).select_related("owner").distinct()
    if county is not None and (made := readings_of(list(shown[:AT_ONCE]), [county])[1]):
        keep_readings(made)
        yield ngettext("%(n)d indicator is read anew.", "%(n)d indicators are read anew.", len(made)) % {"n": len(made)}
