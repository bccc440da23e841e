"""Raking and shares from sums over cells, against R's survey package (oracle/make_expected.R)."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.weighting.made_up import MARGINS, moments, start_weights

from folkmoot_core.weighting import (
    Calibration,
    Moments,
    Stop,
    calibrated_group_covariance,
    calibrated_shares,
    group_rows,
    rake,
    shares,
)

CLOSE = {"rel": 1e-9, "abs": 1e-12}


def raked(responses, name: str, margins=MARGINS):
    """Joint cells, and their raking from the start weights of this design."""
    joint = group_rows([responses.codes(margin.variable) for margin in margins])
    return joint, rake(joint.codes, joint.sums(start_weights(responses, name)), margins)


def sums(responses, weights, *variables):
    """Moments of the levels of the variables, rows with no reply left out."""
    codes = [responses.codes(name) for name in variables]
    return moments(codes, weights)


@pytest.mark.parametrize("name", ["plain", "given"])
def test_weights_are_those_of_rs_rake(responses, expected, name: str) -> None:
    joint, raking = raked(responses, name)
    weights = start_weights(responses, name) * raking.factors[joint.cell_of_row]
    assert raking.converged
    assert weights == pytest.approx(list(expected(f"rake {name}").values()), **CLOSE)


@pytest.mark.parametrize("name", ["plain", "given"])
def test_rs_early_stop_is_there_for_those_who_want_it(responses, expected, name: str) -> None:
    joint = group_rows([responses.codes(margin.variable) for margin in MARGINS])
    start = start_weights(responses, name)
    raking = rake(joint.codes, joint.sums(start), MARGINS, stop=Stop(change=1.0))
    early = np.array(list(expected(f"rake early {name}").values()))
    assert start * raking.factors[joint.cell_of_row] == pytest.approx(early, **CLOSE)
    assert max(miss.relative for miss in raking.misses) > 1e-7


@pytest.mark.parametrize("name", ["plain", "given"])
def test_shares_with_weights_as_given(responses, expected, name: str) -> None:
    weights = start_weights(responses, name)
    found = shares(Moments(*(part[None, :] for part in astuple(sums(responses, weights, "view")))), len(responses))
    for place, level in enumerate(responses.levels("view")):
        assert found.share[0, place] == pytest.approx(expected(f"{name} share")[level], **CLOSE)
        assert found.se[0, place] == pytest.approx(expected(f"{name} se")[level], **CLOSE)
        assert found.low[0, place] == pytest.approx(expected(f"{name} low")[level], **CLOSE)
        assert found.high[0, place] == pytest.approx(expected(f"{name} high")[level], **CLOSE)
    by = shares(sums(responses, weights, "district", "view"), len(responses))
    for row, group in enumerate(responses.levels("district")):
        for place, level in enumerate(responses.levels("view")):
            assert by.share[row, place] == pytest.approx(expected(f"{name} by share")[f"{group}/{level}"], **CLOSE)
            assert by.se[row, place] == pytest.approx(expected(f"{name} by se")[f"{group}/{level}"], **CLOSE)


@pytest.mark.parametrize(
    ("name", "margins"),
    [("calibrated", MARGINS), ("calibrated_given", MARGINS), ("post", MARGINS[1:2])],
    ids=["raked", "raked from unequal weights", "post-stratified"],
)
def test_calibrated_errors(responses, expected, name: str, margins) -> None:
    joint, raking = raked(responses, name, margins)
    start = start_weights(responses, name)
    calibration = Calibration(joint.codes, raking.factors, everybody=moments([joint.cell_of_row], start))
    cells = moments([joint.cell_of_row, responses.codes("district"), responses.codes("view")], start)
    by = calibrated_shares(calibration, cells)
    covariance = calibrated_group_covariance(calibration, cells)
    districts, views = responses.levels("district"), responses.levels("view")
    for row, group in enumerate(districts):
        for place, level in enumerate(views):
            assert by.share[row, place] == pytest.approx(expected(f"{name} by share")[f"{group}/{level}"], **CLOSE)
            assert by.se[row, place] == pytest.approx(expected(f"{name} by se")[f"{group}/{level}"], **CLOSE)
            assert by.se[row, place] ** 2 == pytest.approx(covariance[place, row, row], **CLOSE)
    for place, level in enumerate(views):
        for one, other in ((0, 1), (0, 2), (1, 2)):
            spread = covariance[place]
            error = np.sqrt(spread[one, one] + spread[other, other] - 2 * spread[one, other])
            t = (by.share[other, place] - by.share[one, place]) / error
            key = f"{districts[one]}/{districts[other]}/{level}"
            assert t == pytest.approx(expected(f"{name} t")[key], **CLOSE)


def astuple(cells: Moments):
    return cells.n, cells.w, cells.w2
