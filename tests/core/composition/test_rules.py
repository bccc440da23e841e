"""Each kind of rule on boards made up, and against the slow oracle."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.composition import slow_oracle

from folkmoot_core.composition import (
    KINDS,
    PROFILES,
    Board,
    Event,
    EventKind,
    Seat,
    Verdict,
    Waiver,
    check_board,
    contradictions,
    leaving_day,
    make_rule,
    months_after,
    profile,
)
from folkmoot_core.composition.cycles import longest_wait
from folkmoot_core.packfiles import PartialDate
from folkmoot_core.values import Invalid

DAY = date(2026, 6, 15)
BEGAN = PartialDate(2026, 1, 10)


def rule(kind: str, words: str = "members", **values: Any) -> Any:
    return make_rule({"key": kind, "kind": kind, "words": words, "settings": values, "source": "Terms, paragraph 1"})


def finding(board: Board, kind: str, day: date = DAY, words: str = "members", **values: Any) -> Any:
    (found,) = check_board(board, [rule(kind, words, **values)], day)
    return found


def board(*seats: Seat, **values: Any) -> Board:
    return Board("parks", "Parks Board", seats, **values)


def seats_of(number: int, **traits: str) -> list[Seat]:
    return [Seat(f"Person {index}", **traits) for index in range(number)]


def events(kind: EventKind, *days: str, number: int | None = None) -> tuple[Event, ...]:
    return tuple(Event(kind, date.fromisoformat(day), number) for day in days)


def test_a_fault_says_what_is_asked_and_what_is_listed() -> None:
    five = board(*seats_of(5, category="chief_executives"), *seats_of(2, category="leaders"))
    found = finding(five, "seats", words="chief executives", least=3, most=3, category=("chief_executives",))
    assert (found.verdict, found.sentence) == (Verdict.BROKEN, "Rule: three chief executives; listed: five.")
    assert found.names == tuple(f"Person {index}" for index in range(5))
    assert found.source == "Terms, paragraph 1"


@pytest.mark.parametrize(
    ("least", "most", "asks", "verdict"),
    [
        (2, 4, "two to four members", "kept"),
        (5, None, "at least five members", "broken"),
        (None, 2, "no more than two members", "broken"),
        (0, 0, "no members", "broken"),
        (4, 4, "four members", "kept"),
    ],
)
def test_seats_are_counted_within_their_bounds(least: int, most: int, asks: str, verdict: str) -> None:
    found = finding(board(*seats_of(4)), "seats", least=least, most=most)
    assert (found.asks, found.verdict) == (asks, verdict)


partial = st.builds(
    lambda year, month, day: PartialDate(year, month, day if month else None),
    st.integers(2024, 2027),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 28),
)
a_seat = st.builds(
    Seat,
    person=st.sampled_from(["", "Ann", "Bob", "Cyd"]),
    role=st.sampled_from(["", "Chair", "Vice-Chairman", "Member"]),
    tier=st.sampled_from(["", "county", "district"]),
    category=st.sampled_from(["leader", "officer"]),
    party=st.sampled_from(["", "Blue", "Green"]),
    starts=st.none() | partial,
    ends=st.none() | partial,
)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
values_of = st.lists(st.sampled_from(["", "county", "district", "leader", "officer", "Blue"]), max_size=2).map(tuple)


@given(st.lists(a_seat, max_size=8), days, values_of, values_of, st.integers(0, 4), st.none() | st.integers(4, 6))
def test_counts_of_seats_equal_the_oracles(
    seats: list[Seat], day: date, tiers: tuple[str, ...], categories: tuple[str, ...], least: int, most: int | None
) -> None:
    found = finding(board(*seats), "seats", day, least=least, most=most, tier=tiers, category=categories)
    number = slow_oracle.number_of(seats, day, {"tier": tiers, "category": categories})
    assert len(found.names) == number
    assert (found.verdict == Verdict.KEPT) is (number >= least and (most is None or number <= most))


@given(days, st.integers(0, 30))
def test_months_on_the_calendar_equal_the_oracles(day: date, months: int) -> None:
    assert months_after(day, months) == slow_oracle.months_after(day, months)
    assert months_after(months_after(day, months), -months).replace(day=1) == day.replace(day=1)


def test_two_months_after_the_last_of_december_is_the_last_of_february() -> None:
    assert leaving_day(date(2011, 12, 31), 2) == date(2012, 2, 29)


@settings(max_examples=40)
@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5), st.integers(1, 4), st.integers(0, 300))
def test_waits_equal_the_oracles(met: list[date], months: int, length: int) -> None:
    begins = date(2026, 1, 1)
    ends = begins + timedelta(days=length)
    within = sorted(day for day in met if begins <= day <= ends)
    assert (longest_wait(sorted(met), begins, ends, months) is not None) is slow_oracle.has_gap(
        within, begins, ends, months
    )


def test_chair_and_vice_chair_come_from_different_tiers() -> None:
    chair, vice = Seat("Ann", "Chairman", "county", "leader"), Seat("Bob", "Vice Chairman", "district", "leader")
    asked = {"different_tiers": True, "vice_chair": True, "category": ("leader",)}
    assert finding(board(chair, vice), "chairing", **asked).verdict == Verdict.KEPT
    same = finding(board(chair, Seat("Bob", "Vice-Chair", "county", "leader")), "chairing", **asked)
    assert (same.verdict, same.found) == (Verdict.BROKEN, "listed: both are of the county tier")
    none = finding(board(*seats_of(3)), "chairing", **asked)
    assert none.found == "listed: no chair and no vice-chair"
    unknown = finding(board(chair, Seat("Bob", "Vice-Chair", "", "leader")), "chairing", **asked)
    assert unknown.verdict == Verdict.UNKNOWN
    outsider = finding(board(Seat("Eve", "Chair", "county", "champion"), vice), "chairing", **asked)
    assert outsider.found == "listed: Eve is not a core member"


def test_a_chair_may_hold_a_second_seat_that_makes_her_a_core_member() -> None:
    seats = (
        Seat("Ann", "Member", "county", "leader"),
        Seat("Ann", "Chair", "county"),
        Seat("Bob", "Vice Chair", "district", "leader"),
    )
    assert finding(board(*seats), "chairing", vice_chair=True, category=("leader",)).verdict == Verdict.KEPT


def test_named_organisations_each_send_somebody() -> None:
    here = board(
        Seat("Ann", organisation="north"),
        Seat("Bob", organisation="south", ends=PartialDate(2025)),
        titles={"south": "South Council"},
    )
    found = finding(here, "named", organisations=("north", "south"))
    assert (found.verdict, found.names) == (Verdict.BROKEN, ("South Council",))
    assert found.found == "listed: one; missing: one"


def test_the_chair_is_reviewed_each_year_from_when_the_chair_began() -> None:
    chair = Seat("Ann", "Chair", starts=PartialDate(2025, 3, 1))
    late = finding(board(chair), "chair_review", every_months=12)
    assert (late.verdict, late.found) == (
        Verdict.BROKEN,
        "no review on record since 2025-03-01, the next was due by 2026-03-01",
    )
    reviewed = board(chair, events=events(EventKind.CHAIR_REVIEWED, "2024-01-01", "2026-02-01"))
    assert finding(reviewed, "chair_review", every_months=12).verdict == Verdict.KEPT
    assert finding(board(), "chair_review", every_months=12).verdict == Verdict.UNKNOWN


def test_who_gave_notice_stays_for_it() -> None:
    def leaves(on: PartialDate) -> Any:
        return finding(board(Seat("Ann", notice=date(2026, 3, 10), ends=on)), "notice", months=2)

    assert leaves(PartialDate(2026, 5, 10)).verdict == Verdict.KEPT
    early = leaves(PartialDate(2026, 5, 9))
    assert (early.verdict, early.found) == (Verdict.BROKEN, "left too early: one")
    assert "earliest 2026-05-10" in early.names[0]
    assert leaves(PartialDate(2026, 5)).verdict == Verdict.KEPT
    assert early.asks == "two months' written notice before leaving"


def test_where_a_beginning_is_known_to_the_year_nobody_can_tell_for_a_while() -> None:
    vague = board(began=PartialDate(2026))
    found = [finding(vague, "reporting", day, every_months=6).verdict for day in (date(2026, 7, 1), date(2026, 7, 2))]
    assert found == [Verdict.KEPT, Verdict.UNKNOWN]
    assert finding(vague, "reporting", date(2027, 6, 30), every_months=6).verdict == Verdict.UNKNOWN
    assert finding(vague, "reporting", date(2027, 7, 1), every_months=6).verdict == Verdict.BROKEN
    meetings = [
        finding(vague, "first_meetings", day, every_months=2, first_months=6).verdict
        for day in (date(2026, 6, 1), date(2027, 3, 1))
    ]
    assert meetings == [Verdict.UNKNOWN, Verdict.BROKEN]


def test_a_board_reports_every_six_months() -> None:
    assert finding(board(), "reporting", every_months=6).verdict == Verdict.UNKNOWN
    assert finding(board(began=BEGAN), "reporting", date(2026, 7, 10), every_months=6).verdict == Verdict.KEPT
    assert finding(board(began=BEGAN), "reporting", date(2026, 7, 11), every_months=6).verdict == Verdict.BROKEN
    told = board(began=BEGAN, events=events(EventKind.REPORTED, "2026-06-01"))
    assert finding(told, "reporting", date(2026, 7, 11), every_months=6).verdict == Verdict.KEPT


@pytest.mark.parametrize(
    ("number", "verdict"), [(4, "broken"), (5, "kept"), (6, "kept"), (7, "broken"), (None, "unknown")]
)
def test_priorities_are_five_or_six(number: int | None, verdict: str) -> None:
    plan = board(events=events(EventKind.PRIORITIES_SET, "2026-05-01", number=number))
    assert finding(plan, "priorities", least=5, most=6, every_months=12).verdict == verdict


def test_priorities_grow_old() -> None:
    plan = board(events=events(EventKind.PRIORITIES_SET, "2025-05-01", number=5))
    assert "new ones were due by 2026-05-01" in finding(plan, "priorities", least=5, most=6, every_months=12).found
    assert finding(board(began=BEGAN), "priorities", least=5, most=6, every_months=12).verdict == Verdict.UNKNOWN


def test_in_its_first_months_a_board_meets_often_enough() -> None:
    asked = {"every_months": 2, "first_months": 6}
    good = events(EventKind.MET, "2026-01-10", "2026-03-10", "2026-05-10")
    assert finding(board(events=good), "first_meetings", **asked).verdict == Verdict.KEPT
    gap = events(EventKind.MET, "2026-01-10", "2026-04-10")
    found = finding(board(events=gap), "first_meetings", **asked)
    assert (found.verdict, found.found) == (
        Verdict.BROKEN,
        "meetings on record: two; none between 2026-01-10 and 2026-04-10",
    )
    later = events(EventKind.MET, "2026-01-10", "2026-03-10", "2026-05-10", "2026-07-10", "2027-07-10")
    assert finding(board(events=later), "first_meetings", date(2027, 8, 1), **asked).verdict == Verdict.KEPT


def test_terms_are_agreed_by_the_second_meeting() -> None:
    met = events(EventKind.MET, "2026-01-10", "2026-03-10", "2026-05-10")
    second = board(events=(*met, *events(EventKind.TERMS_AGREED, "2026-03-10")))
    third = board(events=(*met, *events(EventKind.TERMS_AGREED, "2026-05-10")))
    assert finding(second, "terms_agreed", by_meeting=2).verdict == Verdict.KEPT
    assert finding(third, "terms_agreed", by_meeting=2).verdict == Verdict.BROKEN
    assert finding(board(events=met), "terms_agreed", by_meeting=2).verdict == Verdict.BROKEN
    assert finding(board(events=met[:1]), "terms_agreed", by_meeting=2).verdict == Verdict.UNKNOWN


def test_scrutiny_and_executive_are_kept_apart() -> None:
    both = board(Seat("Ann", also_on=frozenset({"cabinet"})), Seat("Bob"))
    assert finding(both, "apart", bodies=("cabinet",), words="on the cabinet").names == ("Ann",)


def test_a_joint_committee_is_of_two_councils() -> None:
    one = board(Seat("Ann", organisation="north"), Seat("Bob", organisation="north"))
    assert finding(one, "several", words="councils", least=2).verdict == Verdict.BROKEN
    assert finding(board(*one.seats, Seat("Cyd")), "several", words="councils", least=2).verdict == Verdict.UNKNOWN
    assert finding(board(*one.seats, Seat("Cyd", organisation="south")), "several", least=2).verdict == Verdict.KEPT


def test_a_waiver_covers_its_rule_while_it_lasts() -> None:
    wide = board(*seats_of(5))
    waiver = Waiver("seats", "the Forum", "A trial of six months.", date(2026, 1, 1), date(2026, 6, 30))
    three = [rule("seats", least=3, most=3)]
    (found,) = check_board(wide, three, DAY, [waiver])
    assert (found.verdict, found.waiver) == (Verdict.WAIVED, waiver)
    assert found.sentence.endswith("Waived by the Forum until 2026-06-30: A trial of six months.")
    assert check_board(wide, three, date(2026, 7, 1), [waiver])[0].verdict == Verdict.BROKEN
    assert check_board(board(*seats_of(3)), three, DAY, [waiver])[0].waiver is None


def test_a_rule_holds_from_its_first_to_its_last_day() -> None:
    dated = make_rule(
        {"key": "a", "kind": "seats", "words": "members", "settings": {"least": 1}, "first": DAY, "until": DAY}
    )
    found = [len(check_board(board(), [dated], DAY + timedelta(days=days))) for days in (-1, 0, 1)]
    assert found == [0, 1, 0]


def test_parts_that_come_to_more_than_the_whole_are_told() -> None:
    def party(name: str, number: int) -> Any:
        values = {"least": number, "most": number, "party": (name,)}
        return make_rule({"key": name, "kind": "seats", "words": f"{name} members", "settings": values})

    whole = rule("seats", least=12, most=12)
    parts = [party("Blue", 11), party("Green", 1), party("Red", 1)]
    assert contradictions([whole, *parts], DAY) == (
        "Blue members, Green members, Red members come to 11 + 1 + 1 = 13, and members are to be twelve.",
    )
    assert contradictions([whole, *parts[:2]], DAY) == ()


@pytest.mark.parametrize("key", PROFILES)
def test_each_profile_can_be_read_and_says_where_it_comes_from(key: str) -> None:
    found = profile(key)
    assert found.key == key
    assert all(each.source for each in (*found.rules, *found.duties))


def test_a_duty_is_owed_from_its_first_day() -> None:
    keys = {duty.key for duty in profile("executive").duties_on(date(2011, 9, 15))}
    assert "key_decisions" not in keys
    assert "key_decisions" in {duty.key for duty in profile("executive").duties_on(date(2013, 1, 1))}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"balance", "chairing"}))
def test_a_rule_without_what_it_needs_is_refused(kind: str) -> None:
    with pytest.raises(Invalid):
        rule(kind)
    with pytest.raises(Invalid, match="no such kind"):
        rule("colour")
