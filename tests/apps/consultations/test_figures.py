"""Figures as pages show them."""

from __future__ import annotations

import pytest

from folkmoot.domains.consultations.exports.marks import share_cell
from folkmoot.domains.consultations.templatetags.figures import percentage


@pytest.mark.parametrize(
    ("share", "base", "shown"),
    [
        (48.487, 793, "48.5%"),
        (48.487, 99, "48%"),
        (48.487, None, "48%"),
        (0.04, 5000, "under 0.1%"),
        (0.4, 60, "under 1%"),
        (99.96, 5000, "over 99.9%"),
        (99.6, 60, "over 99%"),
        (0.0, 793, "0.0%"),
        (100.0, 60, "100%"),
    ],
)
def test_a_percentage_is_as_exact_as_its_base_allows(share: float, base: int | None, shown: str) -> None:
    assert percentage(share, base) == shown


def test_files_give_the_same_decimals_as_pages() -> None:
    assert (share_cell(48.487, 793), share_cell(48.487, 99)) == (48.5, 48)
    assert isinstance(share_cell(48.487, 99), int)
