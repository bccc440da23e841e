"""Which differences between groups may be told: those between figures that are shown."""

from __future__ import annotations

from folkmoot_core.microdata.protected import Shown
from folkmoot_core.microdata.tables import WeightedTable
from folkmoot_core.weighting.corrections import Correction
from folkmoot_core.weighting.differences import Difference, differences


def visible_differences(table: WeightedTable, shown: Shown, correction: Correction = "holm") -> tuple[Difference, ...]:
    """Every tested pair of groups whose shares are both shown."""
    levels = len(table.levels)
    return tuple(
        pair
        for pair in differences(table.shares, table.covariance, table.degrees, correction=correction)
        if all(shown.rows[group * levels + pair.level].percent is not None for group in (pair.more, pair.fewer))
    )
