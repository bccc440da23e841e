"""How parties share seats: two councils' own tables, and the four principles held against a search of all tables."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_core.composition.balance import UNGROUPED, allocate, groups_of

# Maidstone Borough Council, "Allocation of Seats on Committees", appendix A (document 48532): seats of each committee,
# and "overall entitlement". The groups are the only ones a council of 55 can have with these entitlements.
MAIDSTONE = {"Con": 23, "Lib Dem": 22, "Ind": 5, "UKIP": 3, "Lab": 2}
ITS_COMMITTEES = dict(enumerate((15, 9, 9, 9, 13, 12, 12, 9, 9, 9, 3, 5)))
# The published table of a council of 50 with one vacancy (our copy does not name it): groups, seats, totals.
FIFTY = {
    "Conservative": 26,
    "Liberal Democrat": 11,
    "Labour": 5,
    "Green": 4,
    "Independent Democrat": 2,
    "Independent": 1,
}
ITS_SEATS = dict(enumerate((18, 7, 5, 7, 5, 7, 7, 11, 11)))
ITS_MAJORITY = (10, 4, 3, 4, 3, 4, 4, 6, 6)


def named(sizes: dict[int, int]) -> dict[str, int]:
    return {f"committee {place}": seats for place, seats in sizes.items()}


def test_what_maidstone_was_entitled_to() -> None:
    found = allocate(MAIDSTONE, named(ITS_COMMITTEES))
    assert found.value.totals == {"Con": 48, "Lib Dem": 46, "Ind": 10, "UKIP": 6, "Lab": 4}
    for name, seats in named(ITS_COMMITTEES).items():
        assert sum(found.value.seats[name].values()) == seats
        for group, number in MAIDSTONE.items():
            assert abs(found.value.seats[name][group] - Fraction(seats * number, 55)) < 1
    assert "23 of 55 members, so 47.67 of 114 seats: 48" in found.because[0]


def test_a_majority_has_a_majority_on_each_committee_and_whoever_is_in_no_group_what_is_left() -> None:
    found = allocate(FIFTY, named(ITS_SEATS)).value
    assert tuple(row["Conservative"] for row in found.seats.values()) == ITS_MAJORITY
    assert found.totals == {
        "Conservative": 44, "Liberal Democrat": 17, "Labour": 8, "Green": 6, "Independent Democrat": 3, UNGROUPED: 0,
    }  # fmt: skip


def test_no_group_has_all_the_seats_where_there_is_another() -> None:
    assert allocate({"Blue": 40, "Red": 2}, {"licensing": 3}).value.seats["licensing"] == {"Blue": 2, "Red": 1}
    assert allocate({"Blue": 42}, {"licensing": 3}).value.seats["licensing"] == {"Blue": 3}
    # A majority of two seats would be both of them.
    assert allocate({"Blue": 40, "Red": 2}, {"licensing": 2}).value.seats["licensing"] == {"Blue": 1, "Red": 1}
    assert groups_of({"Red": 1, "": 2, "Blue": 5}) == {"Blue": 5, UNGROUPED: 3}
    with pytest.raises(ValueError, match="has members"):
        allocate({}, {"licensing": 3})


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(2, 30), min_size=2, max_size=3),
    st.lists(st.integers(3, 6), min_size=1, max_size=3),
)
def test_no_other_table_with_these_totals_is_nearer_to_the_shares(sizes: list[int], seats: list[int]) -> None:
    groups, council = {f"g{place}": size for place, size in enumerate(sizes)}, sum(sizes)
    found = allocate(groups, named(dict(enumerate(seats)))).value

    def distance(rows: list[dict[str, int]]) -> Fraction:
        return sum(
            ((row[g] - Fraction(n * groups[g], council)) ** 2 for n, row in zip(seats, rows, strict=True) for g in row),
            Fraction(0),
        )

    rows = list(found.seats.values())
    for row, number in zip(rows, seats, strict=True):
        assert sum(row.values()) == number
        assert max(row.values()) < number
        assert all(2 * row[g] > number for g in groups if 2 * groups[g] > council)
    assert {g: sum(row[g] for row in rows) for g in groups} == found.totals
    ways = [
        [dict(zip(groups, cells, strict=True)) for cells in product(range(n), repeat=len(groups)) if sum(cells) == n]
        for n in seats
    ]
    allowed = [
        [row for row in way if all(2 * row[g] > n for g in groups if 2 * groups[g] > council)]
        for way, n in zip(ways, seats, strict=True)
    ]
    others = (list(each) for each in product(*allowed))
    same = [each for each in others if {g: sum(row[g] for row in each) for g in groups} == found.totals]
    assert distance(rows) == min(distance(each) for each in same)
