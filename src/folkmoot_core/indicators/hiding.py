"""Small numbers of people in indicators.

Where an indicator counts people, a figure from 1 to 4 of one place could say who they are. A reader who has the county
and all other districts could subtract them, so in such a period the figures of all places inside the county are left
out; where the county's own is small, that is left out as well. Coarse, and safe without knowing what else was shown.
"""

from __future__ import annotations

from collections.abc import Iterable

SMALL = range(1, 5)


def is_small(value: float) -> bool:
    """From 1 to 4 people."""
    return SMALL.start <= round(value) < SMALL.stop


def hidden_periods(figures: Iterable[tuple[str, str, float]], whole: str) -> frozenset[tuple[str, str]]:
    """(place, period) of each figure to be left out, of figures as (place, period, value); `whole` is the county."""
    known = list(figures)
    with_small = {period for place, period, value in known if place != whole and is_small(value)}
    return frozenset(
        (place, period)
        for place, period, value in known
        if (is_small(value) if place == whole else period in with_small)
    )
