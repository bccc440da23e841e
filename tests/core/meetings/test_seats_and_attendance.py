"""Substitutes, attendance figures, and the six months' rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.meetings.absence import months_after, seat_in_danger
from folkmoot_core.meetings.attendance import Attended, How, attendance_of
from folkmoot_core.meetings.chasing import reminder_on
from folkmoot_core.meetings.substitutes import SubstituteRule, Substitution, may_substitute

DAY = date(2011, 7, 8)


def test_mr_smith_sat_for_mr_willicombe_on_8_july_2011() -> None:
    wanted = Substitution("willicombe", "smith", "conservative", "conservative")
    assert may_substitute(SubstituteRule(), wanted, members={"willicombe", "tweed"}, here_already={"tweed"})
    record = [Attended("july", DAY, True, "willicombe", How.APOLOGIES, "smith")]
    absent, sat = attendance_of("willicombe", record), attendance_of("smith", record)
    assert (absent.expected, absent.present, absent.seat_filled) == (1, 0, 1)
    assert (sat.expected, sat.as_substitute, sat.share) == (0, 1, None)


@pytest.mark.parametrize(
    ("rule", "wanted", "says"),
    [
        (SubstituteRule(allowed=False), Substitution("a", "x"), "no substitutes"),
        (SubstituteRule(), Substitution("b", "x"), "here in person"),
        (SubstituteRule(), Substitution("a", "b"), "second seat"),
        (SubstituteRule(), Substitution("a", "y"), "sits for somebody else"),
        (SubstituteRule(), Substitution("c", "x"), "for this member"),
        (SubstituteRule(), Substitution("a", "x", "county", "district"), "own group"),
        (SubstituteRule(from_list=True), Substitution("a", "x"), "named substitutes"),
        (SubstituteRule(most_of_group=1), Substitution("a", "x"), "at most 1"),
        (SubstituteRule(), Substitution("nobody", "x"), "no such seat"),
    ],
)
def test_why_somebody_may_not_sit(rule: SubstituteRule, wanted: Substitution, says: str) -> None:
    refused = may_substitute(rule, wanted, members={"a", "b", "c"}, here_already={"b"}, others=[Substitution("c", "y")])
    assert not refused
    assert says in refused.sentence


def test_cancelled_meetings_do_not_count() -> None:
    records = [
        Attended("one", DAY, True, "p", How.PRESENT),
        Attended("two", DAY, False, "p", How.ABSENT),
        Attended("three", DAY, True, "p", How.ABSENT),
    ]
    found = attendance_of("p", records)
    assert (found.expected, found.present, found.absent, found.not_counted) == (2, 1, 1, 1)
    assert found.share is not None
    assert float(found.share) == 0.5


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(list(How)), st.booleans()), max_size=12))
def test_the_parts_always_add_up(rows: list[tuple[bool, How, bool]]) -> None:
    records = [
        Attended(str(place), DAY, took, "p", how, "s" if sub and how is not How.PRESENT else "")
        for place, (took, how, sub) in enumerate(rows)
    ]
    found = attendance_of("p", records)
    assert found.present + found.apologies + found.absent == found.expected == sum(took for took, _how, _sub in rows)
    assert found.expected + found.not_counted == len(rows)
    assert found.present <= found.seat_filled <= found.expected


def test_records_that_contradict_each_other_are_refused() -> None:
    once = Attended("one", DAY, True, "p", How.PRESENT)
    with pytest.raises(ValueError, match="twice"):
        attendance_of("p", [once, once])
    with pytest.raises(ValueError, match="substitute"):
        attendance_of("p", [Attended("one", DAY, True, "p", How.PRESENT, "s")])


def test_six_months_without_a_meeting_end_a_seat() -> None:
    assert seat_in_danger(DAY, date(2011, 11, 7)).value is None
    assert seat_in_danger(DAY, date(2011, 11, 8)).value == date(2012, 1, 8)
    assert "fell vacant" in seat_in_danger(DAY, date(2012, 1, 9)).sentence
    assert seat_in_danger(DAY, date(2012, 1, 2), reason_approved_until=date(2012, 3, 1)).value is None
    assert months_after(date(2011, 8, 31), 6) == date(2012, 2, 29)


def test_an_action_is_chased_until_it_is_done_and_each_reminder_goes_once() -> None:
    due = date(2011, 9, 15)
    days = [date.fromordinal(date(2011, 9, 1).toordinal() + each) for each in range(60)]
    found = [reminder_on(day, due) for day in days]
    assert [each is None for each in found[:8]] == [True] * 7 + [False]
    keys = [each.key for each in found if each]
    assert len(dict.fromkeys(keys)) == 1 + 1 + 6  # a week before, on the day and its week, six more weeks
    assert next(each.tells_chair for each in found if each and each.key == f"{due}:4")
    assert reminder_on(due, due, done_on=due) is None
    assert reminder_on(due, None) is None
