"""Items taken out of their turn."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.meetings.order import order_taken, out_of_turn, taken_after


def test_an_item_brought_forward_is_the_one_that_is_named() -> None:
    agenda = ("A1", "A2", "B1", "B2", "C1")
    order = taken_after(agenda, "C1", "A2")
    assert order == ("A1", "A2", "C1", "B1", "B2")
    assert out_of_turn(agenda, order) == {"C1"}
    assert out_of_turn(agenda, taken_after(agenda, "B2", "A2")) == {"B2"}
    assert out_of_turn(agenda, taken_after(agenda, "A1", "B2")) == {"A1"}
    assert out_of_turn(agenda, agenda) == frozenset()
    assert taken_after(order, "C1", "B2") == agenda
    assert taken_after(agenda, "B1", None)[0] == "B1"
    with pytest.raises(ValueError, match="after itself"):
        taken_after(agenda, "B1", "B1")


def test_an_item_put_on_later_comes_after_the_one_before_it() -> None:
    taken = {"1": 1, "3": 2, "2": 3}
    assert order_taken(("0", "1", "2", "2a", "3"), taken) == ("0", "1", "3", "2", "2a")
    assert order_taken(("1", "2"), {}) == ("1", "2")


@given(st.permutations(range(6)))
def test_no_fewer_items_could_be_named(order: list[int]) -> None:
    agenda = range(6)
    named = out_of_turn(agenda, order)
    rest = [item for item in order if item not in named]
    assert rest == sorted(rest)
    longest = max(size for size in range(7) for some in combinations(order, size) if list(some) == sorted(some))
    assert len(rest) == longest
