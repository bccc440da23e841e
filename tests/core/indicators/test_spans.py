"""Periods: their days, one way of writing them, and the reading of a series."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.indicators import Shape, due_on, hidden_periods, next_period, parse_of_kind, read, span_of, text_of
from folkmoot_core.spc import Kind, Options, Period, Polarity, Rebase, parse_periods


@pytest.mark.parametrize(
    ("text", "kind", "kept", "first", "last"),
    [
        ("April 2010", "month", "2010-04", date(2010, 4, 1), date(2010, 4, 30)),
        ("2010-04-30", "month", "2010-04", date(2010, 4, 1), date(2010, 4, 30)),
        ("2010 Q4", "quarter", "2010 Q4", date(2010, 10, 1), date(2010, 12, 31)),
        ("Q4 2010/11", "financial quarter", "2010/11 Q4", date(2011, 1, 1), date(2011, 3, 31)),
        ("2010/11", "financial year", "2010/11", date(2010, 4, 1), date(2011, 3, 31)),
        ("2010-11", "financial year", "2010/11", date(2010, 4, 1), date(2011, 3, 31)),
        ("2010", "year", "2010", date(2010, 1, 1), date(2010, 12, 31)),
        ("2010-05-03", "week", "2010-05-03", date(2010, 5, 3), date(2010, 5, 9)),
    ],
)
def test_a_period_is_kept_in_one_way(text: str, kind: str, kept: str, first: date, last: date) -> None:
    period = parse_of_kind(text, Kind(kind))
    assert period is not None
    assert (period.text, span_of(period)) == (kept, (first, last))
    assert parse_of_kind(kept, Kind(kind)) == period


@pytest.mark.parametrize(
    ("text", "kind"), [("2010", "month"), ("2010-04-15", "month"), ("x", "year"), ("9999", "year")]
)
def test_what_is_no_period_of_the_kind_is_none(text: str, kind: str) -> None:
    assert parse_of_kind(text, Kind(kind)) is None


@given(st.sampled_from(list(Kind)), st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_periods_follow_each_other_without_a_gap(kind: Kind, day: date) -> None:
    number = {"day": day.toordinal(), "week": day.toordinal(), "month": day.year * 12 + day.month}.get(kind, day.year)
    if "quarter" in kind:
        number = day.year * 4 + day.month % 4
    period = Period("", kind, number)
    after = next_period(period)
    assert (span_of(after)[0] - span_of(period)[1]).days == 1
    assert parse_of_kind(text_of(after), kind) == after
    assert due_on(period, 30) > span_of(period)[1]


def test_a_long_series_has_limits_a_short_one_a_median_and_none_none() -> None:
    texts = [f"{2024 + month // 12}-{month % 12 + 1:02}" for month in range(20)]
    periods = [period for period in parse_periods(texts) if period]
    values = [float(50 + month % 3) for month in range(20)]
    options = Options(Polarity.UP, target=80.0, rebases=(Rebase("2024-12", "New hours"), Rebase("2030-01", "No")))
    long = read(periods, values, options)
    assert (long.shape, len(long.control.segments if long.control else ())) == (Shape.CONTROL, 2)
    assert [rebase.period for rebase in long.left_out] == ["2030-01"]
    short = read(periods[:8], values[:8], options)
    assert short.shape is Shape.RUN
    assert "does not reach its target of 80" in short.statement
    assert read([], [], options).statement == "There is no figure yet."
    totals = read(periods, [float(month % 12 + 1) for month in range(20)], options)
    assert totals.shape is Shape.NONE
    assert "running totals" in totals.statement


def test_one_small_district_hides_all_districts_of_that_period() -> None:
    figures = [("c", "1", 30.0), ("a", "1", 3.0), ("b", "1", 27.0), ("c", "2", 4.0), ("a", "2", 0.0), ("b", "2", 9.0)]
    assert hidden_periods(figures, "c") == {("a", "1"), ("b", "1"), ("c", "2")}
