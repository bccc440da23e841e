"""How exactly a percentage is given: as exactly as the people behind it allow."""

from __future__ import annotations

import pytest

from folkmoot_core.survey import share_decimals


@pytest.mark.parametrize(("base", "decimals"), [(None, 0), (0, 0), (10, 0), (99, 0), (100, 1), (793, 1)])
def test_a_percentage_has_a_decimal_from_a_hundred_people_on(base: int | None, decimals: int) -> None:
    assert share_decimals(base) == decimals
