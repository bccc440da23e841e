"""A chart in plain words: has anything really changed, since when, and will the target be met?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from folkmoot_core.spc.rules import Signal
from folkmoot_core.spc.suitability import FEWEST_FIRM, FEWEST_POINTS
from folkmoot_core.spc.verdicts import Assurance, Polarity, Variation

if TYPE_CHECKING:
    from folkmoot_core.spc.charts import Options, Point, Segment

_CHANGED = {
    Variation.IMPROVEMENT: "A real improvement",
    Variation.CONCERN: "A real cause for concern",
    Variation.HIGH: "Really higher",
    Variation.LOW: "Really lower",
}


def plain(value: float, decimals: int) -> str:
    """A figure as people write it: 1,234.5; 95 and not 95.000."""
    text = f"{value:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def decimals_for(values: Sequence[float]) -> int:
    """So many decimals that a hundredth of what the values spread over can be seen."""
    spread = max(values) - min(values) or abs(values[0])
    return min(6, max(0, 2 - math.floor(math.log10(spread)))) if spread else 0


def decimals_of_values(values: Sequence[float]) -> int:
    """As `decimals_for`, but whole numbers stay whole."""
    return 0 if all(value == int(value) for value in values) else decimals_for(values)


def statement_of(
    points: Sequence[Point],
    segments: Sequence[Segment],
    options: Options,
    variation: Variation,
    assurance: Assurance | None,
) -> str:
    """One sentence, or two where limits are on trial."""
    if variation is Variation.TOO_FEW:
        are = "is 1 point" if len(points) == 1 else f"are {len(points)} points"
        return f"Too few points to tell: there {are}, and {FEWEST_POINTS} are needed before anything can be said."
    latest = segments[-1]
    current = points[latest.first :]
    said = _of_change(current, variation) if len(current) > 1 else "Too few points to tell"
    if assurance is not None and options.target is not None:
        said += f"; {_of_target(assurance, options)}"
    if not latest.trial:
        return f"{said}."
    since = f" since {current[0].period.name}" if latest.first else ""
    few = f"there are only {latest.points} points{since}"
    if latest.points > latest.used:
        few = f"they were fixed from {latest.used} points"
    return f"{said}. These are trial limits: {few}, and {FEWEST_FIRM} are needed."


def _of_change(current: Sequence[Point], variation: Variation) -> str:
    """Of the points since the limits last began anew."""
    last = current[-1]
    if variation is not Variation.COMMON_CAUSE and last.special_cause is not None:
        return f"{_CHANGED[variation]}: {_of_signal(current)}"
    quiet = len(current)
    while quiet and current[quiet - 1].special_cause is None:
        quiet -= 1
    if len(current) - quiet >= FEWEST_POINTS or not quiet:
        return f"No real change since {current[quiet].period.name}"
    # A few quiet points after a signal do not make a period "without change": say what the signal was.
    cause = current[quiet - 1].special_cause
    words = cause.words if cause is not None else ""
    return (
        f"The latest value is within the usual range; the last signal was in {current[quiet - 1].period.name} ({words})"
    )


def _of_signal(current: Sequence[Point]) -> str:
    """What marked the latest point, and since when."""
    cause = current[-1].special_cause
    assert cause is not None  # noqa: S101 - the caller has looked
    if cause.signal is Signal.OUTSIDE:
        return f"{current[-1].period.name} is {cause.words}"
    if cause.signal is Signal.TWO_OF_THREE:
        return f"{cause.words}, the latest in {current[-1].period.name}"
    if cause.signal is Signal.RUN:
        start = len(current) - 1
        while start and (current[start - 1].value - current[start - 1].mean) * cause.direction > 0:
            start -= 1
        side = "above" if cause.direction > 0 else "below"
        return f"every value since {current[start].period.name} is {side} the mean"
    start = len(current) - 1
    while start and (current[start].value - current[start - 1].value) * cause.direction > 0:
        start -= 1
    way = "risen" if cause.direction > 0 else "fallen"
    return f"it has {way} without a break since {current[start].period.name}"


def _of_target(assurance: Assurance, options: Options) -> str:
    target = options.target or 0.0
    amount = f"{target:,.10g}"
    if assurance is Assurance.SOMETIMES:
        return f"will sometimes miss its target of {amount}"
    side = "at least" if options.polarity is Polarity.UP else "at most"
    verb = "will meet" if assurance is Assurance.MET else "will miss"
    return f"{verb} its target of {side} {amount} unless something changes"
