"""What other apps know and this one reads: how many of something there were between two days. Wired in by the site; no
app here knows another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from folkmoot_core.money import Bought

Counting = Callable[[str, str, date, date], Bought | None]
"""(type of a record, its key, first day, last day) → how many it counts, or None where that is not wholly known."""

_counting: dict[str, Counting] = {}


def register_counting(name: str, source: Counting) -> None:
    """Called while the site starts. A second source by the same name takes the place of the first."""
    _counting[name] = source


def counted_between(record_type: str, key: str, first: date, last: date) -> Bought | None:
    """From whichever app knows the record."""
    for source in _counting.values():
        if (found := source(record_type, key, first, last)) is not None:
            return found
    return None
