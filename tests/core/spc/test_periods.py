"""Periods as people write them."""

from __future__ import annotations

import pytest

from folkmoot_core.spc.periods import Kind, find_period, gaps, parse_period, parse_periods


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("2010-04", Kind.MONTH, "April 2010"),
        ("April 2010", Kind.MONTH, "April 2010"),
        ("Sept 2010", Kind.MONTH, "September 2010"),
        ("Apr-10", Kind.MONTH, "April 2010"),
        ("2010-04-07", Kind.DAY, "7 April 2010"),
        ("2010-04-07 00:00:00", Kind.DAY, "7 April 2010"),
        ("2010 Q2", Kind.QUARTER, "2010 Q2"),
        ("Q2 2010", Kind.QUARTER, "Q2 2010"),
        ("2010/11 Q1", Kind.FINANCIAL_QUARTER, "2010/11 Q1"),
        ("Q1 2010/11", Kind.FINANCIAL_QUARTER, "Q1 2010/11"),
        ("2010/11", Kind.FINANCIAL_YEAR, "2010/11"),
        ("2010/2011", Kind.FINANCIAL_YEAR, "2010/2011"),
        ("1999/00", Kind.FINANCIAL_YEAR, "1999/00"),
        ("2010", Kind.YEAR, "2010"),
    ],
)
def test_what_can_be_read(text: str, kind: Kind, name: str) -> None:
    found = parse_period(text)
    assert found is not None
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize(
    "text", ["", "soon", "2010-13", "2010-02-30", "2010/12", "2010 Q5", "07/04/2010", "Foo 2010", "²010"]
)
def test_what_cannot(text: str) -> None:
    assert parse_period(text) is None


def kinds(*texts: str) -> set[Kind | None]:
    return {period.kind if period else None for period in parse_periods(texts)}


def test_a_column_says_what_its_cells_mean() -> None:
    assert kinds("2008-09", "2009-10", "2010-11") == {Kind.FINANCIAL_YEAR}
    assert kinds("2010-09", "2010-10", "2010-11") == {Kind.MONTH}
    assert kinds("2010-04-01", "2010-05-01", "2010-06-01") == {Kind.MONTH}
    assert kinds("2010-04-30", "2010-05-31", "2010-06-30") == {Kind.MONTH}
    assert kinds("2010-04-05", "2010-04-12", "2010-04-26") == {Kind.WEEK}
    assert kinds("2010-04-05", "2010-04-06", "2010-04-09") == {Kind.DAY}
    assert kinds("2010-04-05", "nonsense", "2010-04-12") == {Kind.WEEK, None}


def test_gaps_are_counted_in_the_steps_of_the_series() -> None:
    def missing(*texts: str) -> list[tuple[str, str, int]]:
        periods = [period for period in parse_periods(texts) if period]
        return [(before.text, after.text, count) for before, after, count in gaps(periods)]

    assert missing("2010-04", "2010-05", "2010-06") == []
    assert missing("2010-04", "2010-05", "2010-08", "2010-09") == [("2010-05", "2010-08", 2)]
    # Quarters written as dates step by three months; a missing one is one.
    assert missing("2010-04-01", "2010-07-01", "2011-01-01", "2011-04-01") == [("2010-07-01", "2011-01-01", 1)]
    assert missing("2010-04-05", "2010-04-12", "2010-04-26") == [("2010-04-12", "2010-04-26", 1)]
    assert missing("2010") == []


def test_a_period_is_found_in_other_words() -> None:
    months = [period for period in parse_periods(["2010-04-01", "2010-05-01", "2010-06-01"]) if period]
    assert [find_period(text, months) for text in ("2010-05-01", "2010-05", "May 2010", "2010-07", "x")] == [
        1,
        1,
        1,
        None,
        None,
    ]
    weeks = [period for period in parse_periods(["2010-04-05", "2010-04-12"]) if period]
    assert find_period("2010-04-12", weeks) == 1
