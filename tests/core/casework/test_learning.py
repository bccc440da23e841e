"""Causes that come back, trends that are real, and rules of how long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.casework.causes import Cause, repeated_causes
from folkmoot_core.casework.retention import Rule, first_kept, kept_until, rule_for
from folkmoot_core.casework.trends import monthly_trends
from folkmoot_core.spc import Variation


def test_a_cause_in_other_words_is_found_again_across_units() -> None:
    causes = [
        Cause(1, "The letter was not sent to the new address", "libraries"),
        Cause(2, "Letters were sent to an old address", "registration"),
        Cause(3, "Nobody answered the telephone", "contact"),
        Cause(4, "The telephone was not answered", "contact"),
        Cause(5, "Opening hours on the website were wrong", "libraries"),
    ]
    found = repeated_causes(causes)
    assert [(each.keys, each.units) for each in found] == [
        ((1, 2), ("libraries", "registration")),
        ((3, 4), ("contact",)),
    ]


def test_a_month_without_cases_counts_nothing_and_a_jump_is_told() -> None:
    quiet = [("parks", date(2010, month, 1), 4 + month % 2) for month in range(1, 12)]
    (trend,) = monthly_trends([*quiet, ("parks", date(2010, 12, 5), 40)], date(2010, 1, 1), date(2010, 12, 31))
    assert trend.chart is not None
    assert len(trend.chart.points) == 12
    assert trend.chart.variation is Variation.HIGH
    (gap,) = monthly_trends([("x", date(2010, 1, 1), 30)], date(2010, 1, 1), date(2010, 6, 30))
    assert [point.value for point in gap.chart.points] == [30, 0, 0, 0, 0, 0]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "ended", "rule"),
    [
        ("complaint", date(2015, 1, 1), "six"),
        ("comment", date(2015, 1, 1), "rest"),
        ("complaint", date(2005, 1, 1), "old"),
        ("comment", date(1999, 1, 1), "rest"),
    ],
)
def test_the_rule_that_names_the_kind_on_that_day(kind: str, ended: date, rule: str) -> None:
    rules = [
        Rule("rest", frozenset(), 2),
        Rule("six", frozenset({"complaint"}), 6, first=date(2010, 1, 1)),
        Rule("old", frozenset({"complaint"}), 10, last=date(2009, 12, 31)),
    ]
    found = rule_for(kind, ended, rules)
    assert found is not None
    assert found.key == rule


def test_years_end_on_the_day_and_leap_days_before_it() -> None:
    assert kept_until(date(2012, 2, 29), Rule("x", frozenset(), 1)) == date(2013, 2, 28)
    assert kept_until(date(2012, 2, 29), Rule("x", frozenset(), 4)) == date(2016, 2, 29)
    assert rule_for("complaint", date(2012, 1, 1), []) is None


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(0, 30))
def test_what_ended_before_the_first_day_kept_is_what_was_kept_until_before_today(today: date, years: int) -> None:
    rule = Rule("messages", frozenset(), years)
    first = first_kept(years, today)
    assert kept_until(first, rule) >= today
    assert kept_until(first - timedelta(days=1), rule) < today
