"""One series as a control chart: every point with its limits and what it shows, and the chart as a whole."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from folkmoot_core.spc.limits import Limits, limits_of
from folkmoot_core.spc.periods import Period, find_period
from folkmoot_core.spc.rules import Rules, SpecialCause, signals, special_cause
from folkmoot_core.spc.statements import statement_of
from folkmoot_core.spc.suitability import FEWEST_FIRM, FEWEST_POINTS, check_order, doubts
from folkmoot_core.spc.verdicts import Assurance, Polarity, Variation, assurance_of, variation_of
from folkmoot_core.values import Fault, Invalid


@dataclass(frozen=True, slots=True)
class Rebase:
    """Limits begin anew at a period, because something is known to have changed there. The reason is published."""

    period: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How a series is to be read.

    `baseline`: how many points of each segment fix its mean and limits (all, if None). `screening`: whether odd moving
    ranges are left out once (`limits`). `within`: between which values a figure can lie (0 and 100 for a percentage);
    limits are drawn and printed no further, and calculated as ever.
    """

    polarity: Polarity = Polarity.NEUTRAL
    target: float | None = None
    baseline: int | None = None
    rebases: tuple[Rebase, ...] = ()
    screening: bool = True
    rules: Rules = field(default_factory=Rules)
    within: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        faults = []
        if self.target is not None and not math.isfinite(self.target):
            faults.append(Fault("target", f"{self.target} is not a number.", "Give one, such as 95."))
        if self.baseline is not None and self.baseline < 2:
            mend = f"Use at least 2, or better {FEWEST_FIRM} or more."
            faults.append(Fault("baseline", f"Limits cannot be fixed from {self.baseline} points.", mend))
        if self.within is not None and not self.within[0] < self.within[1]:
            faults.append(Fault("within", "The first value must be below the second.", "Write it like 0,100."))
        if faults:
            raise Invalid(faults)


@dataclass(frozen=True, slots=True)
class Point:
    """One period's value among the limits that hold there. A series of one point has no limits: they are None."""

    period: Period
    value: float
    mean: float
    lower_limit: float | None
    upper_limit: float | None
    near_lower: float | None
    near_upper: float | None
    special_cause: SpecialCause | None
    shows: Variation


@dataclass(frozen=True, slots=True)
class Segment:
    """Points `first` to `last` share one mean and limits, from `used` points of theirs. `left_out`: the periods into
    which the moving range was screened out. `trial`: from fewer than 12 points, so they will still move."""

    first: int
    last: int
    used: int
    mean: float
    moving_range: float | None
    left_out: tuple[str, ...]
    reason: str
    trial: bool

    @property
    def points(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Chart:
    """A series, read. `statement` is for everybody; `warnings` are for whoever publishes it."""

    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    options: Options
    variation: Variation
    assurance: Assurance | None
    statement: str
    warnings: tuple[str, ...]

    @property
    def latest(self) -> Point:
        return self.points[-1]

    @property
    def direction(self) -> int:
        """Which way the latest point is special: 1 up, -1 down, 0 not at all."""
        cause = self.latest.special_cause
        return cause.direction if cause and self.variation is not Variation.TOO_FEW else 0

    def shown(self, limit: float | None) -> float | None:
        """A limit as it is drawn and printed: no further than values can lie."""
        if limit is None or self.options.within is None:
            return limit
        low, high = self.options.within
        return min(max(limit, low), high)


def chart(
    periods: Sequence[Period],
    values: Sequence[float],
    options: Options = Options(),
    *,
    despite_doubts: bool = False,
) -> Chart:
    """Read a series of one value a period, oldest first.

    Raises Invalid for no points, values that are no numbers, periods out of order or of several kinds, a rebase at a
    period that is not there, and for what looks like running totals (which no control chart can be drawn of) unless
    `despite_doubts`.
    """
    check_order(periods, values)
    starts = _starts(periods, options.rebases)
    warnings = doubts(periods, values, despite_doubts=despite_doubts)
    points: list[Point] = []
    segments: list[Segment] = []
    for (first, reason), end in zip(starts, [*(start for start, _ in starts[1:]), len(periods)], strict=True):
        segment, its_points = _read_segment(periods[first:end], values[first:end], options, first, reason)
        segments.append(segment)
        points.extend(its_points)
    warnings += _warn_of_options(segments, options)
    too_few = len(points) < FEWEST_POINTS
    latest = points[-1]
    variation = Variation.TOO_FEW if too_few else latest.shows
    assurance = None
    if not too_few and latest.lower_limit is not None and latest.upper_limit is not None:
        assurance = assurance_of(latest.lower_limit, latest.upper_limit, options.target, options.polarity)
    statement = statement_of(points, segments, options, variation, assurance)
    return Chart(tuple(points), tuple(segments), options, variation, assurance, statement, tuple(warnings))


def _starts(periods: Sequence[Period], rebases: Sequence[Rebase]) -> list[tuple[int, str]]:
    """Where each segment begins, with the reason for it; the first point begins one without a reason."""
    found = {0: ""}
    for rebase in rebases:
        index = find_period(rebase.period, periods)
        if index is None:
            mend = f"Use one that is there, such as {periods[-1].text}."
            raise Invalid([Fault("rebase", f"There is no period “{rebase.period}” in the series.", mend)])
        if index in (0, len(periods) - 1) or index in found:
            message = f"Limits cannot begin anew at {periods[index].text}"
            why = {0: "it is the first point", len(periods) - 1: "it is the last point"}.get(index, "they do already")
            raise Invalid([Fault("rebase", f"{message}: {why}.", "Use a later or an earlier period.")])
        found[index] = rebase.reason.strip()
    return sorted(found.items())


def _read_segment(
    periods: Sequence[Period], values: Sequence[float], options: Options, first: int, reason: str
) -> tuple[Segment, list[Point]]:
    row = np.array([values], dtype=np.float64)
    limits = limits_of(row, baseline=options.baseline, screening=options.screening)
    codes = signals(row, limits, options.rules)[0]
    mean, bounds = float(limits.mean[0]), _bounds(limits)
    points = []
    for period, value, code in zip(periods, values, codes, strict=True):
        cause = special_cause(int(code), options.rules)
        shows = variation_of(cause.direction if cause else 0, options.polarity)
        points.append(Point(period, float(value), mean, *bounds, cause, shows))
    used = min(options.baseline or len(values), len(values))
    segment = Segment(
        first=first,
        last=first + len(values) - 1,
        used=used,
        mean=mean,
        moving_range=None if bounds[0] is None else float(limits.moving_range[0]),
        left_out=tuple(periods[int(index) + 1].text for index in np.flatnonzero(limits.screened[0])),
        reason=reason,
        trial=used < FEWEST_FIRM,
    )
    return segment, points


def _bounds(limits: Limits) -> tuple[float | None, float | None, float | None, float | None]:
    """Lower, upper, near lower, near upper; None where there is no moving range."""
    if math.isnan(float(limits.moving_range[0])):
        return None, None, None, None
    mean, reach, near = float(limits.mean[0]), float(limits.reach[0]), float(limits.near_reach[0])
    return mean - reach, mean + reach, mean - near, mean + near


def _warn_of_options(segments: Sequence[Segment], options: Options) -> list[str]:
    warnings = []
    if options.baseline is not None and options.baseline < FEWEST_FIRM:
        warnings.append(
            f"The limits are fixed from {options.baseline} points; from fewer than {FEWEST_FIRM} they are trial limits."
        )
    if any(segment.first and not segment.reason for segment in segments):
        warnings.append("Limits begin anew without a reason. Give one before this is published.")
    if options.target is not None and options.polarity is Polarity.NEUTRAL:
        warnings.append("There is a target, but not which way is better: nothing is said of the target.")
    return warnings
