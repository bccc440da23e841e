"""Pounds are exact: as read, as said, as added up; and what is printed is believed only where it fits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.money import Amounts, Match, Unit, check_total, plain_pounds, read_pounds, said_in
from folkmoot_core.money.amounts import add_up

PENCE = st.integers(-(10**13), 10**13)
UNITS = st.sampled_from(list(Unit))


@given(PENCE, UNITS, st.integers(0, 3))
def test_what_is_said_is_read_back_as_it_is(pence: int, unit: Unit, decimals: int) -> None:
    exact = pence // unit.step(decimals) * unit.step(decimals)
    assert read_pounds(f"£{said_in(exact, unit, decimals):,}", unit) == exact
    assert Decimal(plain_pounds(pence)) * 100 == pence


@pytest.mark.parametrize(
    ("text", "unit", "pence"),
    [
        ("6,604", Unit.THOUSANDS, 660_400_000),
        ("(3,012)", Unit.THOUSANDS, -301_200_000),
        ("-£12.50", Unit.POUNDS, -1250),
        ("£-12.50", Unit.POUNDS, -1250),
        ("\u2212 1", Unit.POUNDS, -100),
        ("105.8", Unit.MILLIONS, 10_580_000_000),
        (".5", Unit.MILLIONS, 50_000_000),
        ("  ", Unit.POUNDS, None),
    ],
)
def test_figures_are_read_as_people_write_them(text: str, unit: Unit, pence: int | None) -> None:
    assert read_pounds(text, unit) == pence


@pytest.mark.parametrize("text", ["12k", "1,23", "1e5", "--1", "(-1)", ".", "£", "٣", "nan", "9" * 40, "1.255", "()"])
def test_what_is_no_figure_of_this_budget_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no figure|too fine|too large"):
        read_pounds(text, Unit.POUNDS)


@given(st.lists(st.tuples(PENCE, PENCE), min_size=1, max_size=8))
def test_the_net_of_a_sum_is_the_sum_of_nets(rows: list[tuple[int, int]]) -> None:
    # Each known in another way: gross and income, or gross and a printed net.
    parts = [Amounts(gross, income) if gross % 2 else Amounts(gross, None, gross - income) for gross, income in rows]
    total = add_up(parts)
    assert total is not None
    assert (total.gross, total.implied_income) == (sum(g for g, _i in rows), sum(i for _g, i in rows))
    assert total.net == sum(gross - income for gross, income in rows)
    assert (total + -total).net == 0


def test_a_printed_net_that_differs_is_said_and_not_believed() -> None:
    amounts = Amounts(6604, 3012, 3600)
    assert (amounts.net, amounts.disagreement) == (3592, 8)
    assert Amounts(None, None, 3745).net == 3745
    assert (Amounts(1058, None, 546).implied_income, Amounts(1058, None, 546).disagreement) == (512, 0)
    assert (Amounts(5, 2) + Amounts(None, None, 4)).net == 7


@given(st.lists(st.integers(-(10**9), 10**9), max_size=12), st.sampled_from([1, 100, 100_000]))
def test_rounding_explains_what_rounding_can(exact: list[int], step: int) -> None:
    def rounded(value: int) -> int:
        return (2 * value + step) // (2 * step) * step

    found = check_total([rounded(each) for each in exact], rounded(sum(exact)), step)
    assert found.match is not Match.DIFFERS
    assert found.summed + found.difference == found.printed
    beyond = found.summed + step * (len(exact) + 2)
    assert check_total([rounded(each) for each in exact], beyond, step).match is Match.DIFFERS
