"""Which series a control chart can be drawn of. What cannot be read is refused; what may mislead is told.

Running totals, rolling averages and counts of rare events break what the limits rest on: that each value stands by
itself. Rolling averages cannot be told from their values; the guide says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from folkmoot_core.spc.periods import Period, gaps
from folkmoot_core.values import Fault, Invalid

# Below this nothing is said of change: no run or trend can be found, and an arrow from two points is no finding.
FEWEST_POINTS = 7
# From fewer points the limits are on trial (Making Data Count).
FEWEST_FIRM = 12
_FEWEST_TOTALS = 8
_GAPS_TOLD = 3


def check_order(periods: Sequence[Period], values: Sequence[float]) -> None:
    """Raises Invalid unless there is one finite value for each period, of one kind, each later than the one before."""
    if not periods or len(periods) != len(values):
        message = f"There are {len(periods)} periods and {len(values)} values."
        raise Invalid([Fault("values", message, "Give one value for each period, and at least one.")])
    faults = []
    for position, (period, value) in enumerate(zip(periods, values, strict=True)):
        if not math.isfinite(value):
            faults.append(Fault("value", f"{period.text}: {value} is not a number.", "Leave the period out."))
        before = periods[position - 1] if position else None
        if before is None:
            continue
        if before.kind is not period.kind:
            message = f"“{period.text}” is a {period.kind}; before it come periods that are a {before.kind}."
            faults.append(Fault("period", message, "Use one kind of period in a series."))
        elif period.number == before.number:
            message = f"“{period.text}” is there twice."
            faults.append(Fault("period", message, "Keep one of them; a file holds one series."))
        elif period.number < before.number:
            message = f"“{period.text}” comes after “{before.text}”."
            faults.append(Fault("period", message, "Put the oldest first."))
    if faults:
        raise Invalid(faults)


def doubts(periods: Sequence[Period], values: Sequence[float], *, despite_doubts: bool = False) -> list[str]:
    """What may mislead about the series. Raises Invalid for totals that begin anew each year, unless told otherwise."""
    found = []
    missing = gaps(periods)
    for before, after, count in missing[:_GAPS_TOLD]:
        are = "period is" if count == 1 else "periods are"
        found.append(f"{count} {are} missing between {before.name} and {after.name}: runs and limits reach across it.")
    if len(missing) > _GAPS_TOLD:
        found.append(f"There are {len(missing) - _GAPS_TOLD} more gaps.")
    if _begins_anew_each_year(periods, values):
        message = "These look like running totals that begin anew each year."
        if not despite_doubts:
            mend = "Chart what each period added, not the total so far (--anyway draws it all the same)."
            raise Invalid([Fault("value", message, mend)])
        found.append(f"{message} What the chart says of them means nothing.")
    elif len(values) >= FEWEST_FIRM and _never_falls(values):
        found.append("No value is below the one before it. If these are running totals, chart what each period added.")
    if len(values) >= FEWEST_POINTS and _is_rare(values):
        found.append("Most values are 0. Of rare events, chart the days from one to the next.")
    return found


def _begins_anew_each_year(periods: Sequence[Period], values: Sequence[float]) -> bool:
    """Within a year values never fall, and they fall at the same point of every year."""
    if len(values) < _FEWEST_TOTALS or periods[0].month_of_year is None or min(values) < 0:
        return False
    steps = list(pairwise(values))
    falls = {periods[place + 1].month_of_year for place, (before, after) in enumerate(steps) if after < before}
    if len(falls) != 1:
        return False
    start = next(iter(falls))
    at_start = [
        after < before for place, (before, after) in enumerate(steps) if periods[place + 1].month_of_year == start
    ]
    rises = sum(after > before for before, after in steps)
    return all(at_start) and rises >= 0.75 * (len(steps) - len(at_start))


def _never_falls(values: Sequence[float]) -> bool:
    return values[-1] > values[0] and all(after >= before for before, after in pairwise(values))


def _is_rare(values: Sequence[float]) -> bool:
    return min(values) == 0 and sum(value == 0 for value in values) > len(values) / 2
