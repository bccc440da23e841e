"""What a vote decides, and whether its totals can be true."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.meetings.slow_oracles import slow_carried

from folkmoot_core.meetings.consensus import Stand, consensus_of
from folkmoot_core.meetings.motions import Amendment, Motion, faults_of_movers, faults_of_order, put_next, words_now
from folkmoot_core.meetings.voting import (
    Count,
    Option,
    Requirement,
    Result,
    count_of,
    faults_of_vote,
    must_be_recorded,
    result_of,
)

OPTIONS = st.sampled_from([Option.YES, Option.NO, Option.ABSTAIN])


@given(
    st.lists(OPTIONS, max_size=15),
    st.sampled_from([Requirement.MAJORITY, Requirement.ABSOLUTE, Requirement.TWO_THIRDS]),
    st.integers(0, 5),
    st.sampled_from([Option.YES, Option.NO, None]),
)
def test_every_rule_decides_as_counting_one_by_one(
    votes: list[Option], rule: Requirement, empty: int, casting: Option | None
) -> None:
    seats = len(votes) + empty
    count = count_of({str(place): vote for place, vote in enumerate(votes)})
    tied = rule is Requirement.MAJORITY and count.yes == count.no and count.yes > 0
    used = casting if tied else None
    result = result_of(Count(count.yes, count.no, count.abstain, used), rule, seats)
    assert (result.value is Result.PASS) == slow_carried([str(each) for each in votes], rule.value, seats, used)
    assert result.sources


def test_a_tie_is_broken_by_the_chair_or_falls() -> None:
    assert result_of(Count(5, 5, 1, Option.YES), Requirement.MAJORITY, 12).value is Result.PASS
    assert result_of(Count(5, 5, 1, Option.NO), Requirement.MAJORITY, 12).value is Result.FAIL
    fallen = result_of(Count(5, 5, 1), Requirement.MAJORITY, 12)
    assert fallen.value is Result.FAIL
    assert fallen.because[1] == "The votes are equal and the chair gave no casting vote."


def test_a_casting_vote_without_a_tie_is_refused() -> None:
    with pytest.raises(ValueError, match="only where the votes are equal"):
        result_of(Count(6, 5, 0, Option.YES), Requirement.MAJORITY, 12)


def test_abstentions_can_defeat_an_absolute_majority_and_not_a_simple_one() -> None:
    count = Count(6, 1, 5)
    assert result_of(count, Requirement.MAJORITY, 12).value is Result.PASS
    assert result_of(count, Requirement.ABSOLUTE, 12).value is Result.FAIL


def test_more_votes_than_seats_are_refused() -> None:
    with pytest.raises(ValueError, match="13 votes were cast, but there are 12 seats"):
        result_of(Count(7, 6), Requirement.MAJORITY, 12)


def test_totals_and_names_must_agree() -> None:
    named = {"a": Option.YES, "b": Option.NO, "c": Option.ABSENT}
    assert faults_of_vote(Count(1, 1), named, {"a", "b", "c"}) == []
    faults = faults_of_vote(Count(2, 1), named, {"a", "b", "c"})
    assert [(each.where, each.message) for each in faults] == [("yes", "The total says 2, but 1 named votes do.")]


def test_nobody_votes_who_is_out_of_the_item() -> None:
    faults = faults_of_vote(Count(2, 0), {"a": Option.YES, "b": Option.YES}, {"a"})
    assert {each.where for each in faults} == {"yes", "vote-b"}


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), OPTIONS, max_size=8))
def test_a_count_of_names_always_agrees_with_them(named: dict[str, Option]) -> None:
    assert faults_of_vote(count_of(named), named, set(named)) == []


def test_budget_votes_are_by_name_since_25_february_2014() -> None:
    assert not must_be_recorded(date(2014, 2, 24), budget=True)
    assert must_be_recorded(date(2014, 2, 25), budget=True)
    assert must_be_recorded(date(2011, 7, 8), budget=False, asked_for=True)


def test_a_board_that_does_not_vote_decides_by_consensus_or_not_at_all() -> None:
    agreed = consensus_of({"a": Stand.AGREES, "b": Stand.STANDS_ASIDE})
    assert agreed.value is Result.PASS
    assert "1 stood aside." in agreed.because
    assert consensus_of({"a": Stand.AGREES, "b": Stand.OBJECTS}).value is Result.NONE
    assert consensus_of({}).value is Result.NONE
    with pytest.raises(ValueError, match="does not vote"):
        result_of(Count(1, 0), Requirement.CONSENSUS, 3)


def test_amendments_come_first_and_change_the_words() -> None:
    first, second = Amendment("a1", "Close it in May"), Amendment("a2", "Keep it open", withdrawn=True)
    motion = Motion("m", "Close it", (first, second))
    assert put_next(motion) == "a1"
    assert [each.where for each in faults_of_order(motion, "m")] == ["motion"]
    carried = Motion("m", "Close it", (Amendment("a1", "Close it in May", Result.PASS), second))
    assert (put_next(carried), words_now(carried)) == ("m", "Close it in May")
    assert faults_of_order(carried, "m") == []
    lost = Motion("m", "Close it", (Amendment("a1", "Close it in May", Result.FAIL), second), Result.PASS)
    assert (put_next(lost), words_now(lost)) == (None, "Close it")


def test_who_moves_takes_part_and_somebody_else_seconds() -> None:
    assert [each.where for each in faults_of_movers("a", "a", ["a", "b"])] == ["seconder"]
    assert [each.where for each in faults_of_movers("x", "b", ["a", "b"])] == ["mover"]
    assert faults_of_movers("a", "", ["a"]) == []
