"""Which figures of staff are kept back, so that nobody is recognised."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

FEWEST = Decimal(5)


def hide_small(parts: Mapping[str, Decimal], *, total_shown: bool, fewest: Decimal = FEWEST) -> frozenset[str]:
    """Keys of the parts that residents do not see: those above nothing and below `fewest`; and where the total stands
    beside them and what is hidden comes to less than `fewest` or is a single part, which the rest would tell, the next
    smallest too."""
    hidden = {key for key, value in parts.items() if 0 < value < fewest}
    if not hidden or not total_shown:
        return frozenset(hidden)
    for key, value in sorted(parts.items(), key=lambda item: (item[1], item[0])):
        if len(hidden) > 1 and sum(parts[each] for each in hidden) >= fewest:
            break
        if key not in hidden and value:
            hidden.add(key)
    return frozenset(hidden)
