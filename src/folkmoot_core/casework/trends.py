"""How many came each month, as series for control charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from folkmoot_core.spc import Chart, Options, Period, chart
from folkmoot_core.spc.periods import Kind

# With fewer cases in all, a single one would be a signal.
FEWEST = 12


@dataclass(frozen=True, slots=True)
class Trend:
    """One series with what a control chart says of it; `total` over all months. None: too little to draw."""

    key: str
    total: int
    chart: Chart | None


def monthly_trends(counts: Iterable[tuple[str, date, int]], first: date, last: date) -> list[Trend]:
    """(key, day, n) → a trend for each key, those with most first. Months from that of `first` to that of `last`, both
    whole; a month without any counts 0."""
    months = list(range(_month(first), _month(last) + 1))
    by_key: dict[str, Counter[int]] = {}
    for key, day, n in counts:
        by_key.setdefault(key, Counter())[_month(day)] += n
    periods = [Period(f"{month // 12}-{month % 12 + 1:02d}", Kind.MONTH, month) for month in months]
    found = [
        Trend(key, sum(own[month] for month in months), _chart(periods, [float(own[month]) for month in months]))
        for key, own in by_key.items()
    ]
    return sorted(found, key=lambda each: (-each.total, each.key))


def _chart(periods: list[Period], values: list[float]) -> Chart | None:
    if len(values) < 2 or sum(values) < FEWEST:
        return None
    return chart(periods, values, Options(within=(0, max(values) * 4 + 1)), despite_doubts=True)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
