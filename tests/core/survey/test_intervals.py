from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.survey.intervals import wilson


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [
        # R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
        # table I, method 3 (score without continuity correction).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_interval_agrees_with_newcombes_published_figures(found: int, of: int, low: float, high: float) -> None:
    assert wilson(found, of) == (pytest.approx(low, abs=0.00005), pytest.approx(high, abs=0.00005))


def test_nothing_looked_at_tells_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("found", "of"), [(3, 2), (-1, 5), (1, 0)])
def test_what_is_no_share_is_refused(found: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(found, of)


@given(st.integers(0, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_interval_holds_the_share_and_stays_within_bounds(case: tuple[int, int]) -> None:
    found, of = case
    low, high = wilson(found, of)
    assert 0 <= low <= high <= 1
    if of:
        assert low <= found / of <= high
