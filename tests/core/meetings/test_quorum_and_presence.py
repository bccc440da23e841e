"""Who is there, and whether they are enough."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.meetings.slow_oracles import slow_presence, slow_quorum

from folkmoot_core.meetings.presence import Movement, Seated, Step, is_present, present_at
from folkmoot_core.meetings.quorum import (
    PARISH_COUNCIL,
    PRINCIPAL_COUNCIL,
    QuorumRule,
    Room,
    inquorate_items,
    is_quorate,
    quorum_needed,
)

BOARD = QuorumRule(number=4, each_group={"county": 1, "district": 1}, source="Terms of reference")


def _people(*groups: str) -> tuple[Seated, ...]:
    return tuple(Seated(f"p{place}", f"p{place}", f"Person {place}", group) for place, group in enumerate(groups))


def test_kent_county_council_of_84_members_needed_21() -> None:
    needed = quorum_needed(PRINCIPAL_COUNCIL, 84)
    assert needed.value == 21
    assert needed.sources == ("Local Government Act 1972, Schedule 12, paragraph 6",)


@pytest.mark.parametrize(("seats", "needed"), [(5, 3), (9, 3), (10, 4), (15, 5)])
def test_a_parish_council_needs_a_third_and_never_fewer_than_three(seats: int, needed: int) -> None:
    assert quorum_needed(PARISH_COUNCIL, seats).value == needed


def test_disqualified_members_lower_the_quorum_only_when_more_than_a_third() -> None:
    assert quorum_needed(PRINCIPAL_COUNCIL, 48, disqualified=16).value == 12
    assert quorum_needed(PRINCIPAL_COUNCIL, 48, disqualified=17).value == 8


@given(st.fractions(Fraction(1, 20), 1, max_denominator=20), st.integers(1, 120), st.integers(1, 5))
def test_a_part_of_the_members_is_rounded_up(fraction: Fraction, seats: int, at_least: int) -> None:
    rule = QuorumRule(fraction=fraction, at_least=at_least)
    assert quorum_needed(rule, seats).value == slow_quorum(fraction, seats, at_least)


def test_a_board_needs_somebody_of_each_tier_and_says_whom_it_lacks() -> None:
    one_tier = is_quorate(BOARD, 10, _people("county", "county", "county", "county"))
    assert not one_tier
    assert "At least 1 must be of “district”; there are 0." in one_tier.because
    assert is_quorate(BOARD, 10, _people("county", "district", "district", "district"))


def test_a_seat_counts_once_even_if_two_claim_it() -> None:
    twice = (Seated("a", "one", "A"), Seated("b", "one", "B"))
    assert not is_quorate(QuorumRule(number=2), 3, twice)


def test_leaving_members_end_the_quorum_at_the_item_and_coming_ones_restore_it() -> None:
    people = _people("county", "district", "district", "district")
    steps = (Movement("p0", Step.LEFT, 3), Movement("p0", Step.CAME, 5))
    room = Room(10, people, steps, {1: frozenset({"p1"})})
    assert list(inquorate_items(BOARD, room, [1, 2, 3, 4, 5])) == [1, 3, 4]
    assert [each.who for each in room.taking_part(1)] == ["p0", "p2", "p3"]


def test_somebody_who_first_comes_at_an_item_was_not_there_before() -> None:
    late = [Movement("p1", Step.CAME, 4)]
    assert [each.who for each in present_at(3, _people("", ""), late)] == ["p0"]
    assert [each.who for each in present_at(4, _people("", ""), late)] == ["p0", "p1"]


@given(
    st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["came", "left"])), max_size=6).map(
        lambda steps: sorted(steps, key=lambda each: each[0])
    ),
    st.integers(0, 7),
)
def test_presence_is_what_walking_through_the_meeting_shows(steps: list[tuple[int, str]], place: int) -> None:
    movements = [Movement("p", Step(step), at, order) for order, (at, step) in enumerate(steps)]
    assert is_present("p", place, movements) == slow_presence(steps, place)


@pytest.mark.parametrize(
    "wrong", [{}, {"number": 0}, {"number": 2, "fraction": Fraction(1, 2)}, {"fraction": Fraction(3, 2)}]
)
def test_a_quorum_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="quorum"):
        QuorumRule(**wrong)  # type: ignore[arg-type]
