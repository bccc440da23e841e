"""Run charts: a short series against its median, where limits would say more than a few points can bear.

Rules as in Perla, Provost and Murray, "The run chart: a simple analytical tool for learning from variation in
healthcare processes", BMJ Quality & Safety 20 (2011) 46-51: a shift is six or more points in a row on one side of the
median (points on it neither count nor break it); a trend is five or more points in a row all going up or all going down
(a value like the one before it is passed over); and there may be too few or too many runs about the median. Their table
of runs is that of Swed and Eisenhart, "Tables for testing randomness of grouping in a sequence of alternatives", Annals
of Mathematical Statistics 14 (1943) 66-87; here the chance is worked out exactly, with 2.5 per cent at either end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import comb
from statistics import median

from folkmoot_core.spc.periods import Period
from folkmoot_core.spc.suitability import check_order, doubts
from folkmoot_core.spc.verdicts import Polarity, Variation, variation_of

SHIFT, TREND = 6, 5
FEWEST_RUN_POINTS = 10  # points off the median; the table of runs begins there
_TAIL = 0.025


class RunSignal(StrEnum):
    """What a point of a run chart is part of."""

    SHIFT_UP = "Shift Above Median"
    SHIFT_DOWN = "Shift Below Median"
    TREND_UP = "Trend (Increasing)"
    TREND_DOWN = "Trend (Decreasing)"

    @property
    def direction(self) -> int:
        return 1 if self in (RunSignal.SHIFT_UP, RunSignal.TREND_UP) else -1


@dataclass(frozen=True, slots=True)
class RunPoint:
    period: Period
    value: float
    signal: RunSignal | None


@dataclass(frozen=True, slots=True)
class RunChart:
    """`runs` about the median, and how many chance allows; None where fewer than ten points lie off the median."""

    points: tuple[RunPoint, ...]
    median: float
    runs: int
    allowed: tuple[int, int] | None
    variation: Variation
    statement: str
    warnings: tuple[str, ...]


def run_chart(
    periods: Sequence[Period],
    values: Sequence[float],
    polarity: Polarity = Polarity.NEUTRAL,
    *,
    despite_doubts: bool = False,
) -> RunChart:
    """Read a series by the rules of run charts. Raises Invalid as `chart` does."""
    check_order(periods, values)
    warnings = doubts(periods, values, despite_doubts=despite_doubts)
    middle = median(values)
    sides = [(value > middle) - (value < middle) for value in values]
    found = _signals(values, sides)
    points = tuple(RunPoint(*each) for each in zip(periods, map(float, values), found, strict=True))
    off = [side for side in sides if side]
    runs = sum(1 for place, side in enumerate(off) if not place or side != off[place - 1])
    allowed = runs_allowed(off.count(1), off.count(-1)) if len(off) >= FEWEST_RUN_POINTS else None
    latest = found[-1]
    variation = variation_of(latest.direction if latest else 0, polarity)
    if len(values) < TREND:
        variation = Variation.TOO_FEW
    return RunChart(points, middle, runs, allowed, variation, _statement(points, runs, allowed), tuple(warnings))


def runs_allowed(above: int, below: int) -> tuple[int, int] | None:
    """Fewest and most runs that chance alone brings with 95 per cent, of so many points above and below. None where
    all are on one side."""
    if not above or not below:
        return None
    ways = [_arrangements(above, below, runs) for runs in range(above + below + 1)]
    bound = _TAIL * comb(above + below, above)
    fewest = next(runs for runs in range(2, len(ways)) if sum(ways[: runs + 1]) > bound)
    most = next(runs for runs in range(len(ways) - 1, 1, -1) if sum(ways[runs:]) > bound)
    return fewest, most


def _arrangements(above: int, below: int, runs: int) -> int:
    """In how many orders of so many points there are exactly so many runs (Wald and Wolfowitz 1940)."""
    if runs < 2:
        return 0
    half, odd = divmod(runs, 2)
    if odd:
        return comb(above - 1, half) * comb(below - 1, half - 1) + comb(above - 1, half - 1) * comb(below - 1, half)
    return 2 * comb(above - 1, half - 1) * comb(below - 1, half - 1)


def _signals(values: Sequence[float], sides: Sequence[int]) -> list[RunSignal | None]:
    found: list[RunSignal | None] = [None] * len(values)
    for places in _stretches([place for place, side in enumerate(sides) if side], lambda a, b: sides[a] == sides[b]):
        if len(places) >= SHIFT:
            for place in places:
                found[place] = RunSignal.SHIFT_UP if sides[place] > 0 else RunSignal.SHIFT_DOWN
    # Of equal values the first stands for all.
    differing = [place for place, value in enumerate(values) if not place or value != values[place - 1]]
    for way, signal in ((1, RunSignal.TREND_UP), (-1, RunSignal.TREND_DOWN)):
        for places in _stretches(differing, lambda a, b, way=way: (values[b] - values[a]) * way > 0):  # type: ignore[misc]
            if len(places) >= TREND:
                for place in places:
                    found[place] = found[place] or signal
    return found


def _stretches(places: Sequence[int], goes_on: Callable[[int, int], bool]) -> list[list[int]]:
    """Neighbours in `places` put together for as long as each goes on from the one before."""
    found: list[list[int]] = []
    for place in places:
        if found and goes_on(found[-1][-1], place):
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _statement(points: Sequence[RunPoint], runs: int, allowed: tuple[int, int] | None) -> str:
    if len(points) < TREND:
        are = "is 1 point" if len(points) == 1 else f"are {len(points)} points"
        return f"Too few points to tell: there {are}, and {TREND} are needed before anything can be said."
    latest = points[-1].signal
    if latest in (RunSignal.SHIFT_UP, RunSignal.SHIFT_DOWN):
        side = "above" if latest is RunSignal.SHIFT_UP else "below"
        return f"A shift: the latest {SHIFT} or more values are {side} the median."
    if latest is not None:
        way = "risen" if latest is RunSignal.TREND_UP else "fallen"
        return f"A trend: the latest {TREND} or more values have {way} without a break."
    if allowed is not None and not allowed[0] <= runs <= allowed[1]:
        kind = "few" if runs < allowed[0] else "many"
        usual = f"{runs}, where chance brings {allowed[0]} to {allowed[1]}"
        return f"Not only chance: too {kind} runs about the median ({usual})."
    return f"No real change found since {points[0].period.name}, as far as {len(points)} points can show."
