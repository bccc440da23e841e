"""From the figures of a report to the cases behind them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from folkmoot_core.casework import CaseworkInput, Timeliness
from folkmoot_core.casework.counting import complaints_in, within

_LATE = frozenset({Timeliness.LATE, Timeliness.OVERDUE})


@dataclass(frozen=True)
class Behind:
    """`number` cases, of `of` where that says something; `key` narrows the desk to them."""

    key: str
    name: str
    number: int
    of: int = 0


def late_services(data: CaseworkInput) -> list[Behind]:
    """Services whose complaints were answered, or are still waiting, past the date that held in the end; the latest
    first."""
    late: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for each in complaints_in(within(data.tallies, data.span)):
        every[each.unit] += each.n
        late[each.unit] += each.n if each.responded in _LATE else 0
    found = [Behind(key, data.names.units.get(key, ""), n, every[key]) for key, n in late.items() if n]
    return sorted(found, key=lambda each: (-each.number, each.name))


def reasons_behind(data: CaseworkInput) -> list[Behind]:
    """Reasons of the span's complaints, the commonest first."""
    counts: Counter[str] = Counter()
    for each in data.reasons:
        if each.year == data.span.year and data.span.quarter in (0, each.quarter):
            counts[each.reason] += each.n
    found = [Behind(key, data.names.reasons.get(key, key), n) for key, n in counts.items()]
    return sorted(found, key=lambda each: (-each.number, each.name))
