"""What points to a special cause: the four rules of *Making Data Count*, in their order of precedence.

1. a point outside the limits;
2. seven points that rise, or fall, without a break;
3. two of three points in a row near the same limit (beyond two thirds of the way to it, inside it), all three on that
   side of the mean; only those near the limit are marked;
4. seven points in a row on one side of the mean.

All points of a run or trend are marked. Some texts have six for seven: `Rules` says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from folkmoot_core.spc.limits import Floats, Limits, tolerance_of
from folkmoot_core.values import Fault, Invalid

Signs = npt.NDArray[np.int8]
SHORTEST_RUN, LONGEST_RUN = 6, 8


@dataclass(frozen=True, slots=True)
class Rules:
    """How many points make a run on one side of the mean, and how many a trend."""

    run: int = 7
    trend: int = 7

    def __post_init__(self) -> None:
        for name, length in (("run", self.run), ("trend", self.trend)):
            if not SHORTEST_RUN <= length <= LONGEST_RUN:
                mend = f"Use {SHORTEST_RUN}, 7 or {LONGEST_RUN}."
                raise Invalid([Fault(name, f"{length} points are no rule of control charts.", mend)])


class Signal(IntEnum):
    """Which rule marked a point. In arrays its sign says which way: above or rising, below or falling."""

    OUTSIDE = 1
    TREND = 2
    TWO_OF_THREE = 3
    RUN = 4


@dataclass(frozen=True, slots=True)
class SpecialCause:
    """The signal at a point and its direction (1 up, -1 down). `points` is the length that the rule asks for."""

    signal: Signal
    direction: int
    points: int

    @property
    def name(self) -> str:
        """As NHSRplotthedots names it, so that figures can be set side by side."""
        side, limit = ("Above", "UCL") if self.direction > 0 else ("Below", "LCL")
        if self.signal is Signal.OUTSIDE:
            return f"{side} {limit}"
        if self.signal is Signal.TREND:
            return f"{self.points} Point Trend ({'Increasing' if self.direction > 0 else 'Decreasing'})"
        if self.signal is Signal.TWO_OF_THREE:
            return f"2 in 3 {side} CL"
        return f"{self.points} Points {side} CL"

    @property
    def words(self) -> str:
        """For a person."""
        up = self.direction > 0
        if self.signal is Signal.OUTSIDE:
            return "above the upper limit" if up else "below the lower limit"
        if self.signal is Signal.TREND:
            return f"{self.points} or more in a row {'rising' if up else 'falling'}"
        if self.signal is Signal.TWO_OF_THREE:
            return f"2 of 3 close to the {'upper' if up else 'lower'} limit"
        return f"{self.points} or more in a row {'above' if up else 'below'} the mean"


def special_cause(code: int, rules: Rules) -> SpecialCause | None:
    """What a code of `signals` means; None for 0."""
    if not code:
        return None
    signal = Signal(abs(code))
    points = {Signal.TREND: rules.trend, Signal.RUN: rules.run, Signal.TWO_OF_THREE: 2}.get(signal, 1)
    return SpecialCause(signal, 1 if code > 0 else -1, points)


def signals(values: Floats, limits: Limits, rules: Rules) -> Signs:
    """A code for each point of each row: 0, or a `Signal` with the sign of its direction."""
    near = tolerance_of(values)[:, None]
    distance = values - limits.mean[:, None]
    # A single point has no limits: nothing is outside what is not there.
    reach = np.nan_to_num(limits.reach, nan=np.inf)[:, None]
    side = (np.sign(distance) * (np.abs(distance) > near)).astype(np.int8)
    outside = np.abs(distance) > reach + near
    close = ~outside & (np.abs(distance) > np.nan_to_num(limits.near_reach, nan=np.inf)[:, None] + near)
    codes = side * long_runs(side, rules.run) * np.int8(Signal.RUN)
    for signal, found in (
        (Signal.TWO_OF_THREE, side * _two_of_three(close, side)),
        (Signal.TREND, _trends(values, rules.trend)),
        (Signal.OUTSIDE, side * outside),
    ):
        codes = np.where(found != 0, found * np.int8(signal), codes).astype(np.int8)
    return np.asarray(codes, dtype=np.int8)


def long_runs(signs: Signs, length: int) -> npt.NDArray[np.bool_]:
    """Which points are in a run of at least `length` equal signs; a sign of 0 is in none."""
    begins = np.ones(signs.shape, dtype=bool)
    begins[:, 1:] = signs[:, 1:] != signs[:, :-1]
    # Stretches of equal signs, numbered through all rows; each point learns how long its own is.
    stretch = np.cumsum(begins.ravel()) - 1
    lengths = np.bincount(stretch)
    return np.asarray((lengths >= length)[stretch].reshape(signs.shape) & (signs != 0))


def _trends(values: Floats, length: int) -> Signs:
    """The direction of the trend that each point is in; of two that meet in a point, the later."""
    steps = np.sign(np.diff(values, axis=1)).astype(np.int8)
    found = np.zeros(values.shape, dtype=np.int8)
    if steps.shape[1]:
        marked = steps * long_runs(steps, length - 1)
        found[:, 1:] = marked
        found[:, :-1] = np.where(marked != 0, marked, found[:, :-1])
    return found


def _two_of_three(close: npt.NDArray[np.bool_], side: Signs) -> npt.NDArray[np.bool_]:
    """Points near a limit, in a window of three that has two such and keeps to one side of the mean."""
    found = np.zeros(close.shape, dtype=bool)
    if close.shape[1] < 3:
        return found
    near = close.astype(np.int8)
    fits = (near[:, :-2] + near[:, 1:-1] + near[:, 2:] >= 2) & (np.abs(side[:, :-2] + side[:, 1:-1] + side[:, 2:]) == 3)
    for shift in range(3):
        found[:, shift : shift + fits.shape[1]] |= fits
    return found & close
