"""Due days as plans print them: each form of 2011, its reading, and days that follow."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.plans import due_days, next_due, parse_timing, understand
from folkmoot_core.plans.timing import add_months
from folkmoot_core.values import Invalid

BEGINS = date(2011, 8, 17)
BODIES = {"cyjb": "cyjb"}
# As the improvement plan of a youth offending service prints them, August 2011.
PRINTED = [
    ("31.12.11", "2011-12-31"),
    ("03.02.12", "2012-02-03"),
    ("Ongoing", "ongoing"),
    ("Ongoing but 2 reports during 2012", "2 times in 2012"),
    ("January 2012 will focus on this practice area", "2012-01"),
    ("Twice yearly", "every 6 months from 2011-08-17"),
    ("Implementation on 03.10.11", "2011-10-03"),
    ("Ongoing but first review at each of the October workshops", "ongoing"),
    ("Post each CYJB meeting", "after each meeting of cyjb"),
    ("06.10.11 (date of first workshop)", "2011-10-06"),
    ("Inspection 11-15 April; Improvement Plan July 12", "2012-07"),
    ("March 2012; Oct 2011", "2012-03"),
    ("During 2010", ""),
    ("31.02.12", ""),
    ("soon", ""),
    ("", ""),
]


@pytest.mark.parametrize(("printed", "understood"), PRINTED)
def test_what_is_printed_is_understood_or_left_alone(printed: str, understood: str) -> None:
    assert understand(printed, BEGINS, BODIES) == understood


@pytest.mark.parametrize(
    ("notation", "days"),
    [
        ("2011-12", [date(2011, 12, 31)]),
        ("2 times in 2012", [date(2012, 7, 1), date(2012, 12, 31)]),
        ("every 6 months from 2011-08-31", [date(2012, 2, 29), date(2012, 8, 31)]),
        ("every 6 months from 2011-08-31 until 2012-06", [date(2012, 2, 29)]),
        ("after each meeting of cyjb", [date(2011, 10, 15), date(2012, 2, 15)]),
        ("after each meeting of cyjb within 3 days until 2011-12", [date(2011, 10, 4)]),
        ("ongoing", []),
        ("", []),
    ],
)
def test_days_that_are_due(notation: str, days: list[date]) -> None:
    met = [date(2011, 10, 1), date(2012, 2, 1)]
    assert due_days(parse_timing(notation), BEGINS, date(2012, 12, 31), met) == days


@pytest.mark.parametrize("notation", ["now and then", "2011-13", "every 0 months from 2011", "after each meeting of"])
def test_what_is_no_timing_says_what_one_looks_like(notation: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_timing(notation)
    assert "every 6 months" in refused.value.faults[0].mend


@given(st.integers(1, 30), st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 9))
def test_what_was_met_is_not_due_again_and_nothing_is_left_out(months: int, begins: date, met: int) -> None:
    timing = parse_timing(f"every {months} months from {begins.isoformat()}")
    horizon = add_months(begins, months * 12)
    days = due_days(timing, begins, horizon)
    assert days == sorted(set(days))
    assert next_due(timing, begins, days[met], horizon) == days[met + 1]
    assert next_due(timing, begins, None, horizon) == days[0]


@pytest.mark.parametrize("step", ["999 months", "999 weeks", "1 weeks"])
def test_no_timing_goes_beyond_the_calendar(step: str) -> None:
    timing = parse_timing(f"every {step} from 9990-01-01")
    assert next_due(timing, date(9990, 1, 1), date(9999, 12, 30), date.max) is None


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 60))
def test_months_are_added_as_a_calendar_does(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and add_months(later.replace(day=1), 1).month != later.month)
