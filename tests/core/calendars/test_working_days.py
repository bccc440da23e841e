"""Working days and clear days against worked examples, and the laws of counting."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.calendars import (
    LONDON,
    Calendar,
    CalendarEnds,
    end_of_day,
    local_date,
    national,
    start_of_day,
    utc,
)

ENGLAND = national("england-wales")
UK = national("uk-union")


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 4, 2), 5, date(2026, 4, 13)),  # over Easter
        (date(2026, 4, 4), 5, date(2026, 4, 13)),  # received on a Saturday
        (date(2026, 12, 23), 5, date(2027, 1, 4)),  # over Christmas, Boxing Day's substitute and New Year
        (date(2026, 4, 8), 10, date(2026, 4, 22)),  # stage 1: received 30 March, acknowledged on day 5
        (date(2026, 4, 22), 10, date(2026, 5, 7)),  # … extended by ten, over the early May holiday
        (date(2026, 3, 30), 10, date(2026, 4, 15)),  # … acknowledged the same day
        (date(2026, 3, 30), 5, date(2026, 4, 8)),
        (date(2026, 4, 4), 0, date(2026, 4, 4)),
        (date(2026, 4, 13), -5, date(2026, 4, 2)),
    ],
)
def test_worked_examples_of_working_days(start: date, days: int, due: date) -> None:
    assert ENGLAND.add_working_days(start, days) == due


@pytest.mark.parametrize(
    ("received", "england", "united_kingdom"),
    [
        (date(2026, 3, 2), date(2026, 3, 30), date(2026, 3, 31)),
        (date(2026, 12, 14), date(2027, 1, 14), date(2027, 1, 15)),
    ],
)
def test_freedom_of_information_counts_holidays_of_every_part(
    received: date, england: date, united_kingdom: date
) -> None:
    assert ENGLAND.add_working_days(received, 20) == england
    assert UK.add_working_days(received, 20) == united_kingdom


def test_worked_examples_of_clear_days() -> None:
    meeting = date(2026, 4, 14)
    assert ENGLAND.clear_days_before(meeting, 5) == date(2026, 4, 2)
    assert ENGLAND.clear_days_before(meeting, 5, working=False) == date(2026, 4, 8)
    assert ENGLAND.clear_days_before(meeting, 28, working=False) == date(2026, 3, 16)
    assert ENGLAND.clear_days_before(meeting, 0) == date(2026, 4, 13)
    with pytest.raises(ValueError, match="-1"):
        ENGLAND.clear_days_before(meeting, -1)


def test_weekends_and_holidays_with_their_substitutes_are_no_working_days() -> None:
    # Christmas Day 2021 was a Saturday: Monday and Tuesday stood in for it and for Boxing Day.
    days = {day: ENGLAND.is_working_day(date(2021, 12, day)) for day in range(24, 30)}
    assert days == {24: True, 25: False, 26: False, 27: False, 28: False, 29: True}
    assert not ENGLAND.is_working_day(date(2011, 4, 29))  # the royal wedding, proclaimed late
    assert not ENGLAND.is_working_day(date(2022, 9, 19))  # the state funeral, proclaimed ten days before


def test_the_national_calendar_is_whole() -> None:
    assert len(ENGLAND.holidays) == 189
    assert (ENGLAND.first, ENGLAND.last) == (date(2006, 1, 1), date(2028, 12, 31))
    per_year = [sum(day.year == year for day in ENGLAND.holidays) for year in range(2006, 2029)]
    # Eight a year; nine in 2011, 2012, 2022 (ten: jubilee and funeral) and 2023.
    assert per_year == [8, 8, 8, 8, 8, 9, 9, *[8] * 9, 10, 9, 8, 8, 8, 8, 8]
    assert all(day.weekday() < 5 for day in ENGLAND.holidays)
    with pytest.raises(ValueError, match="england-wales"):
        national("atlantis")


def test_counting_past_the_end_of_the_data_is_loud() -> None:
    assert ENGLAND.add_working_days(date(2028, 12, 28), 1) == date(2028, 12, 29)
    with pytest.raises(CalendarEnds, match=r"2028-12-31.*Add the holidays"):
        ENGLAND.add_working_days(date(2028, 12, 28), 2)
    with pytest.raises(CalendarEnds, match="2029-01-02"):
        ENGLAND.is_working_day(date(2029, 1, 2))
    with pytest.raises(CalendarEnds):
        ENGLAND.clear_days_before(date(2006, 1, 4), 5)
    with pytest.raises(CalendarEnds):
        ENGLAND.working_days_between(date(2028, 12, 1), date(2029, 1, 5))
    with pytest.raises(CalendarEnds):
        Calendar({}, "all time", date(9999, 12, 1), date.max).add_working_days(date(9999, 12, 30), 5)


def test_an_instant_is_refused_where_a_date_is_meant() -> None:
    with pytest.raises(TypeError, match="local date"):
        ENGLAND.is_working_day(datetime(2026, 4, 3, tzinfo=UTC))


def test_closures_and_late_holidays_can_be_added() -> None:
    closed = ENGLAND.with_closures({date(2026, 12, 24): "Closed over Christmas"})
    assert closed.add_working_days(date(2026, 12, 23), 5) == date(2027, 1, 5)
    assert ENGLAND.add_working_days(date(2026, 12, 23), 5) == date(2027, 1, 4)


def test_two_calendars_joined_know_only_the_days_both_know() -> None:
    short = Calendar({date(2026, 5, 4): "May"}, "short")
    joined = ENGLAND.joined(short, "both")
    assert (joined.first, joined.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert not joined.is_working_day(date(2026, 12, 25))


def test_a_calendar_needs_a_span_that_holds_its_holidays() -> None:
    assert Calendar({date(2026, 5, 4): "May"}, "short").last == date(2026, 12, 31)
    with pytest.raises(ValueError, match="no holidays and no span"):
        Calendar({}, "empty")
    with pytest.raises(ValueError, match="leaves out 2026-05-04"):
        Calendar({date(2026, 5, 4): "May"}, "short", last=date(2026, 4, 30))


days_known = st.dates(date(2010, 1, 1), date(2024, 12, 31))


@given(days_known, st.integers(-300, 300))
def test_counting_back_undoes_counting_on(start: date, days: int) -> None:
    due = ENGLAND.add_working_days(start, days)
    assert ENGLAND.working_days_between(start, due) == days
    assert days == 0 or ENGLAND.is_working_day(due)


@given(days_known, st.integers(0, 60), st.booleans())
def test_clear_days_lie_between_and_no_later_day_would_do(meeting: date, days: int, working: bool) -> None:
    publish = ENGLAND.clear_days_before(meeting, days, working=working)

    def clear(day: date) -> int:
        between = (day + timedelta(days=offset) for offset in range(1, (meeting - day).days))
        return sum(not working or ENGLAND.is_working_day(each) for each in between)

    later = (publish + timedelta(days=offset) for offset in range(1, (meeting - publish).days))
    assert clear(publish) == days
    assert all(clear(day) < days or (working and not ENGLAND.is_working_day(day)) for day in later)


@pytest.mark.parametrize(
    ("day", "starts", "hours"),
    [
        (date(2011, 6, 20), datetime(2011, 6, 19, 23, tzinfo=UTC), 24),  # summer time
        (date(2011, 12, 5), datetime(2011, 12, 5, 0, tzinfo=UTC), 24),
        (date(2026, 3, 29), datetime(2026, 3, 29, 0, tzinfo=UTC), 23),  # clocks go forward
        (date(2026, 10, 25), datetime(2026, 10, 24, 23, tzinfo=UTC), 25),  # clocks go back
    ],
)
def test_local_days_begin_at_local_midnight(day: date, starts: datetime, hours: int) -> None:
    assert start_of_day(day) == starts
    assert end_of_day(day) - starts == timedelta(hours=hours)
    assert local_date(starts, LONDON) == day
    assert local_date(end_of_day(day) - timedelta(microseconds=1)) == day
    assert local_date(end_of_day(day)) == day + timedelta(days=1)


def test_instants_need_a_time_zone() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        utc(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault under test
