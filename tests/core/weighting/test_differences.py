"""Tests between groups against R, corrections against R's p.adjust, and how results read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.weighting.made_up import MARGINS, moments, start_weights

from folkmoot_core.weighting import (
    Calibration,
    Moments,
    calibrated_group_covariance,
    calibrated_joint_covariance,
    calibrated_shares,
    joint_covariance,
    shares,
)
from folkmoot_core.weighting.association import association
from folkmoot_core.weighting.corrections import adjusted
from folkmoot_core.weighting.design import rake_rows
from folkmoot_core.weighting.differences import Difference, differences, in_words, letter, letters

CLOSE = {"rel": 1e-9, "abs": 1e-12}
CALIBRATED = {"post": MARGINS[1:2], "calibrated": MARGINS, "calibrated_given": MARGINS}


def calibration_of(responses, name: str) -> tuple[Calibration, np.ndarray]:
    margins = CALIBRATED[name]
    variables = [responses.codes(margin.variable) for margin in margins]
    weighting = rake_rows(variables, margins, start=start_weights(responses, name))
    return weighting.calibration, weighting.cells.cell_of_row


@pytest.mark.parametrize("name", ["plain", "given", "post", "calibrated", "calibrated_given"])
def test_pairs_are_svyttest(responses, expected, name: str) -> None:
    codes, start = [responses.codes("district"), responses.codes("view")], start_weights(responses, name)
    if name in CALIBRATED:
        calibration, cell = calibration_of(responses, name)
        cells = moments([cell, *codes], start)
        table, covariance = calibrated_shares(calibration, cells), calibrated_group_covariance(calibration, cells)
        found = differences(table, covariance, correction="none", least_base=0)
    else:
        found = differences(shares(moments(codes, start), len(responses)), correction="none", least_base=0)
    assert len(found) == 9
    for pair in found:
        first, second = sorted((pair.more, pair.fewer))
        names = responses.levels("district")
        key = f"{names[first]}/{names[second]}/{responses.levels('view')[pair.level]}"
        sign = 1 if pair.more == second else -1
        assert sign * pair.t == pytest.approx(expected(f"{name} t")[key], **CLOSE)
        assert pair.p == pytest.approx(expected(f"{name} p")[key], **CLOSE)


@pytest.mark.parametrize("name", ["plain", "given", "post", "calibrated", "calibrated_given"])
def test_association_is_svychisq(responses, expected, name: str) -> None:
    start = start_weights(responses, name)
    codes = [responses.codes("view"), responses.codes("sex")]
    if name in CALIBRATED:
        calibration, cell = calibration_of(responses, name)
        cells = moments([cell, *codes], start)
        flat = Moments(*(part.reshape(len(part), -1) for part in (cells.n, cells.w, cells.w2)))
        joint, covariance = calibration.reweighted(cells), calibrated_joint_covariance(calibration, flat)
    else:
        joint = moments(codes, start)
        covariance = joint_covariance(Moments(joint.n.ravel(), joint.w.ravel(), joint.w2.ravel()), len(responses))
    found = association(joint.w / joint.w.sum(), covariance, len(responses) - 1)
    assert found is not None
    assert found.f == pytest.approx(expected(f"{name} F")["view/sex"], **CLOSE)
    assert found.p == pytest.approx(expected(f"{name} F p")["view/sex"], **CLOSE)
    assert found.numerator == pytest.approx(expected(f"{name} F ndf")["view/sex"], **CLOSE)
    assert found.denominator == pytest.approx(expected(f"{name} F ddf")["view/sex"], **CLOSE)


def test_one_group_has_nothing_to_be_connected_with() -> None:
    assert association(np.array([[0.5], [0.5]]), np.zeros((2, 2)), 9) is None


def test_corrections_are_those_of_p_adjust() -> None:
    p = np.array([0.01, 0.04, np.nan, 0.03, 0.005])
    assert adjusted(p, "holm") == pytest.approx([0.03, 0.06, np.nan, 0.06, 0.02], nan_ok=True)
    assert adjusted(p, "benjamini-hochberg") == pytest.approx([0.02, 0.04, np.nan, 0.04, 0.02], nan_ok=True)
    assert adjusted(p, "none") == pytest.approx(p, nan_ok=True)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_corrected_is_never_smaller_and_keeps_the_order(p: list[float]) -> None:
    plain = np.array(p)
    bh, holm = adjusted(plain, "benjamini-hochberg"), adjusted(plain)
    assert np.all(plain <= bh * (1 + 1e-12))
    assert np.all(bh <= holm * (1 + 1e-12))
    assert np.all(holm <= 1)
    order = np.argsort(plain)
    assert np.all(np.diff(holm[order]) >= 0)


def test_letters_and_words() -> None:
    cells = Moments.unweighted([[80, 20], [30, 70], [28, 72], [9, 1]])
    table = shares(cells, 310)
    found = differences(table)
    assert {pair.more for pair in found} | {pair.fewer for pair in found} == {0, 1, 2}, "a base of 10 is too small"
    assert letters(found, 4, 2) == (("BC", ""), ("", "A"), ("", "A"), ("", ""))
    assert in_words(found, table, ["Fen", "Hill", "Town", "Isle"], ["for", "against"]) == (
        "for: Fen (80%) more often than Hill (30%) and Town (28%).",
        "against: Town (72%) more often than Fen (20%).",
        "against: Hill (70%) more often than Fen (20%).",
    )


def test_a_pair_without_spread_is_not_tested() -> None:
    found = differences(shares(Moments.unweighted([[50, 0], [60, 0]]), 110))
    assert found == ()


def test_many_columns_have_letters_that_can_be_told_apart() -> None:
    names = [letter(place) for place in range(26 + 26 * 26)]
    assert names[:3] == ["A", "B", "C"]
    assert names[26:28] == ["Aa", "Ab"]
    assert len(set(names)) == len(names)


def test_the_risk_is_held_against_the_corrected_value() -> None:
    pair = Difference(level=0, more=0, fewer=1, difference=0.1, t=2.2, degrees=98, p=0.03, adjusted=0.09)
    assert not pair.holds()
    assert pair.holds(risk=0.1)
