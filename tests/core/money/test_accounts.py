"""A line through its year: budget with changes, spending, forecast, and how far apart they are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.money import (
    Account,
    Amounts,
    Bought,
    Delivery,
    Direction,
    FinancialYear,
    SavingStand,
    Settled,
    Threshold,
    add_savings,
    cost_of_each,
    hide_small,
    read_year,
    straight_line,
    variance_of,
)
from folkmoot_core.money.accounts import add_accounts
from folkmoot_core.spc import Kind

POUNDS = st.integers(-(10**10), 10**10)
QUARTERS = tuple(f"2026/27 Q{number}" for number in range(1, 5))


def account(original: int, spent: list[int], foreseen: int | None = None, changes: tuple[int, ...] = ()) -> Account:
    told = {QUARTERS[place]: Amounts(each, 0) for place, each in enumerate(spent)}
    forecasts = {QUARTERS[max(0, len(spent) - 1)]: Amounts(foreseen, 0)} if foreseen is not None else {}
    moved = tuple(Amounts(each, 0) for each in changes)
    return Account(QUARTERS, Amounts(original, 0), moved, told, forecasts)


def test_a_year_has_its_months_and_quarters() -> None:
    year = read_year("2011-12")
    assert year == read_year("2011/12") == FinancialYear(2011)
    assert year is not None
    assert (year.text, year.first.isoformat(), year.last.isoformat()) == ("2011/12", "2011-04-01", "2012-03-31")
    months = [each.text for each in year.periods(Kind.MONTH)]
    assert (months[0], months[-1], len(months)) == ("2011-04", "2012-03", 12)
    assert [each.text for each in year.periods(Kind.FINANCIAL_QUARTER)] == [f"2011/12 Q{n}" for n in (1, 2, 3, 4)]
    assert [year.through(n).isoformat() for n in (0, 1, 4)] == ["2011-04-01", "2011-06-30", "2012-03-31"]
    assert all(year.holds(each) for each in year.periods(Kind.MONTH))
    assert not year.holds(FinancialYear(2012).periods(Kind.MONTH)[0])
    assert read_year("2011") is None


@given(st.lists(POUNDS, min_size=4, max_size=4), POUNDS, POUNDS)
def test_a_year_that_is_all_told_is_what_was_spent(spent: list[int], budget: int, said: int) -> None:
    ended = account(budget, spent, said)
    assert ended.outturn is not None
    assert (ended.outturn.settled, ended.outturn.amounts.net) == (Settled.FINAL, sum(spent))
    running = account(budget, spent[:3], said)
    assert running.outturn is not None
    assert (running.outturn.settled, running.outturn.amounts.net, running.outturn.period) == (
        Settled.FORECAST, said, QUARTERS[2],
    )  # fmt: skip
    assert account(budget, spent[:3]).outturn is None


@given(st.lists(st.tuples(POUNDS, POUNDS, POUNDS), min_size=1, max_size=6), POUNDS)
def test_a_virement_moves_money_and_makes_none(lines: list[tuple[int, int, int]], moved: int) -> None:
    before = [account(budget, [spent], foreseen) for budget, spent, foreseen in lines]
    out, into = (-moved,), (moved,)
    after = [account(*each[:1], [each[1]], each[2], out if place == 0 else ()) for place, each in enumerate(lines)]
    last = lines[-1]
    changes = (*(out if len(lines) == 1 else ()), *into)
    after[-1] = account(last[0], [last[1]], last[2], changes)
    one, other = add_accounts(before), add_accounts(after)
    assert one is not None
    assert other is not None
    assert one.variance == other.variance
    assert one.variance is not None
    assert one.variance.pence == sum(foreseen - budget for budget, _spent, foreseen in lines)


def test_a_sum_leaves_no_line_out_in_silence() -> None:
    told, silent = account(100, [20, 30], 110), account(50, [10])
    whole = add_accounts([told, silent])
    assert whole is not None
    assert whole.told == (QUARTERS[0],)
    assert whole.outturn is None
    assert whole.budget is not None
    assert whole.budget.net == 150
    unbudgeted = add_accounts([told, Account(QUARTERS)])
    assert unbudgeted is not None
    assert unbudgeted.budget is None
    gap = Account(QUARTERS, None, (), {QUARTERS[2]: Amounts(1, 0)})
    assert gap.missing == QUARTERS[:2]


def test_a_year_printed_in_one_figure_is_compared_with_its_quarters() -> None:
    quarters = {period: Amounts(25_000, 0) for period in QUARTERS}
    printed = Account(QUARTERS, Amounts(100_000, 0), (), quarters, whole=Amounts(None, None, 101_000))
    assert printed.outturn is not None
    assert printed.outturn.amounts.net == 101_000
    found = printed.check_whole(1)
    assert found is not None
    assert (found.difference, found.match) == (1_000, "differs")


@pytest.mark.parametrize(
    ("spending", "budget", "direction", "percent"),
    [(110, 100, Direction.OVER, "10.0"), (90, 100, Direction.UNDER, "-10.0"), (100, 100, Direction.ON, "0.0"),
     (-90, -100, Direction.OVER, "10.0"), (5, 0, Direction.OVER, None)],
)  # fmt: skip
def test_over_is_more_net_spending_also_where_a_service_earns(
    spending: int, budget: int, direction: Direction, percent: str | None
) -> None:
    found = variance_of(spending, budget)
    assert found is not None
    assert found.direction is direction
    assert found.percent == (None if percent is None else Decimal(percent))
    assert variance_of(None, budget) is variance_of(spending, None) is None


def test_who_is_far_off_has_to_say_why() -> None:
    limit = Threshold(1000, Decimal(5))
    assert not limit.needs_reason(variance_of(21_000, 20_000))
    assert limit.needs_reason(variance_of(21_001, 20_000))
    assert limit.needs_reason(variance_of(106, 100))
    assert limit.needs_reason(variance_of(94, 100))
    assert limit.needs_reason(variance_of(1, 0))
    assert not limit.needs_reason(None)
    assert not Threshold().needs_reason(variance_of(10**9, 1))


@given(st.integers(0, 10**12), st.decimals(0, 10**6, places=1))
def test_what_each_cost_comes_back_to_what_was_spent(pence: int, number: Decimal) -> None:
    found = cost_of_each(pence, Bought(number, "visits"))
    if number:
        assert found is not None
        assert abs(found * number - pence) <= number / 2
    else:
        assert found is None
    assert cost_of_each(-1, Bought(Decimal(2), "visits")) is None


@given(st.integers(1, 12), POUNDS)
def test_a_straight_line_through_a_whole_year_is_the_year(done: int, spent: int) -> None:
    assert straight_line(spent, 12, 12) == spent
    assert straight_line(spent * done, done, 12) == spent * 12
    assert straight_line(spent, 0, 12) is None


@given(st.lists(st.builds(SavingStand, st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(Delivery))))
def test_each_pound_of_a_saving_is_counted_once(stands: list[SavingStand]) -> None:
    found = add_savings(stands)
    open_part = found.on_track + found.at_risk + found.not_deliverable
    assert found.planned == found.delivered - found.beyond + open_part
    assert sum(each.contradiction for each in stands) <= len(stands)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.decimals(0, 60, places=2), max_size=8))
def test_few_staff_cannot_be_worked_out_from_the_total(parts: dict[str, Decimal]) -> None:
    hidden = hide_small(parts, total_shown=True)
    assert {key for key, value in parts.items() if 0 < value < 5} <= hidden
    if hidden and sum(parts.values()) >= 5:
        # What a reader gets by taking the rest from the total is no single grade and no small number.
        assert sum(parts[key] for key in hidden) >= 5
        assert len(hidden) > 1
    assert hide_small(parts, total_shown=False) == {key for key, value in parts.items() if 0 < value < 5}
