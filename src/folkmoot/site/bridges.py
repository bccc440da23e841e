"""What one domain knows, in the words of another that reads it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from folkmoot.domains.performance import public as performance
from folkmoot_core.money import Bought


def counted_by_indicators(record_type: str, key: str, first: date, last: date) -> Bought | None:
    """How many an indicator counts between two days, for whoever knows what they cost."""
    found = performance.total_between(key, first, last) if record_type == "performance.indicator" else None
    return Bought(Decimal(repr(found.total)), found.counted) if found else None
