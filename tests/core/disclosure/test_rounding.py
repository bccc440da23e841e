"""Rounded counts, attacked with everything that is shown beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.disclosure.test_protection import question_table

from folkmoot_core.disclosure import Policy
from folkmoot_core.disclosure.attacks import Knowledge, merged
from folkmoot_core.disclosure.figures import who
from folkmoot_core.disclosure.rounding import coarse, coarse_statements, least_and_most, rounded

POLICY = Policy()
FEW = st.one_of(st.integers(0, 9), st.sampled_from([4, 4, 4, 5, 14, 15, 300]))


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (4, 0), (5, 10), (14, 10), (15, 20), (304, 300), (305, 310)])
def test_to_the_nearest_ten(count: int, shown: int) -> None:
    assert rounded(count, 10) == shown
    least, most = least_and_most(shown, 10)
    assert least <= count <= most


@settings(max_examples=60, deadline=None)
@given(st.lists(FEW, min_size=1, max_size=6), FEW, FEW, st.integers(0, 20))
def test_no_rounded_count_is_known_to_be_small(counts: list[int], silent: int, declined: int, not_asked: int) -> None:
    shown = coarse(question_table(counts, silent, declined, not_asked), POLICY)
    said = coarse_statements(shown, POLICY)
    known = Knowledge(merged(said.figures), dict(said.levels))
    for row, true in zip(shown.rows, counts, strict=True):
        low, high = known.bounds(who(q=row.key))
        assert low <= true <= high
        assert not (low >= 1 and high < POLICY.threshold), (row, low, high)


def test_rounded_shares_are_of_rounded_counts() -> None:
    shown = coarse(question_table([33, 20]), POLICY)
    assert [(row.count, row.percent_of_answered) for row in shown.rows] == [(30, 60.0), (20, 40.0)]
    assert [row.percent_of_answered for row in coarse(question_table([12, 9]), POLICY).rows] == [None, None]


def test_four_fours_do_not_show_their_sum() -> None:
    """16 would be shown as 20, which is at least 15, so each of the four would be 3 or 4."""
    shown = coarse(question_table([4, 4, 4, 4]), POLICY)
    assert (shown.answered, shown.responses) == (None, None)
