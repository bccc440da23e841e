"""Formulas: what they come to, what they refuse, and that units are held to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.indicators import Unit, check_units, parse_formula
from folkmoot_core.values import Invalid

VALUES = {"kept": 18.0, "all": 24.0, "north": 6.0, "residents": 12_000.0, "none": 0.0, "cost": 480.0}
UNITS = dict.fromkeys(VALUES, Unit.NUMBER) | {"cost": Unit.POUNDS, "share": Unit.PERCENT}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("percent(kept, all)", 75.0, Unit.PERCENT),
        ("rate(north, residents, 100000)", 50.0, Unit.RATE),
        (" rate( sum(north,kept) , residents, 1000 )", 2.0, Unit.RATE),
        ("ratio(cost, all)", 20.0, Unit.POUNDS),
        ("ratio(all, north)", 4.0, Unit.NUMBER),
        ("difference(all, kept)", 6.0, Unit.NUMBER),
    ],
)
def test_a_formula_comes_to(text: str, value: float, unit: Unit) -> None:
    formula = parse_formula(text)
    assert formula.work_out(VALUES).value == value
    check_units(formula, UNITS, unit)
    with pytest.raises(Invalid):
        check_units(formula, UNITS, Unit.SCORE)


def test_what_is_missing_is_named_and_nothing_is_divided_by_nothing() -> None:
    assert parse_formula("percent(kept, all)").work_out({"kept": 1.0}).missing == ("all",)
    assert "0" in parse_formula("percent(kept, none)").work_out(VALUES).why


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "missing"),
        ("kept", "nothing of what to do"),
        ("kept + all", "cannot stand"),
        ("eval(kept, all)", "no word of formulas"),
        ("percent(kept)", "works with 2"),
        ("percent(kept, all", "bracket is missing"),
        ("percent(kept, all) all", "stands more"),
        ("rate(kept, all)", "in how many"),
        ("rate(kept, all, 7)", "in how many"),
        ("percent(kept, 100)", "stands where"),
        ("sum(" * 6 + "a, b" + ")" * 6, "deep"),
        ("__import__(kept, all)", "cannot stand"),
    ],
)
def test_a_fault_is_told(text: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        parse_formula(text)


@pytest.mark.parametrize("text", ["sum(kept, cost)", "sum(share, share)", "percent(share, kept)", "ratio(kept, cost)"])
def test_units_that_do_not_go_together_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        check_units(parse_formula(text), UNITS, Unit.NUMBER)


@given(st.text(alphabet="abs(um),rate 10ratiopercent", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        formula = parse_formula(text)
    except Invalid:
        return
    assert formula.work_out(dict.fromkeys(formula.inputs, 2.0)).value is not None
