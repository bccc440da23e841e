"""Estimates from rows, with strata, clusters and calibration, against R's survey package."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.weighting.made_up import MARGINS, start_weights

from folkmoot_core.values import Invalid
from folkmoot_core.weighting.design import Design, means, rake_rows, totals
from folkmoot_core.weighting.intervals import logit_interval, quantile
from folkmoot_core.weighting.trimming import trim

CLOSE = {"rel": 1e-9, "abs": 1e-11}
NAMES = ["plain", "given", "clustered", "post", "calibrated", "calibrated_given"]


def design_of(responses, name: str) -> Design:
    weights = start_weights(responses, name)
    if name == "clustered":
        return Design(weights, responses.codes("region"), responses.codes("village"), responses.numbers("villages"))
    if name in ("plain", "given"):
        return Design(weights)
    margins = MARGINS[1:2] if name == "post" else MARGINS
    weighting = rake_rows([responses.codes(margin.variable) for margin in margins], margins, start=weights)
    return Design(weighting.weights, calibrated=weighting)


@pytest.mark.parametrize("name", NAMES)
def test_means_and_totals(responses, expected, name: str) -> None:
    design, hours = design_of(responses, name), responses.numbers("hours")
    whole, by_sex = means(design, hours), means(design, hours, responses.codes("sex"))
    assert whole.value[0] == pytest.approx(expected(f"{name} mean")["all"], **CLOSE)
    assert whole.se[0] == pytest.approx(expected(f"{name} mean se")["all"], **CLOSE)
    for place, sex in enumerate(responses.levels("sex")):
        assert by_sex.value[place] == pytest.approx(expected(f"{name} mean")[sex], **CLOSE)
        assert by_sex.se[place] == pytest.approx(expected(f"{name} mean se")[sex], **CLOSE)
    total = totals(design, hours)
    assert total.value[0] == pytest.approx(expected(f"{name} total")["all"], **CLOSE)
    assert total.se[0] == pytest.approx(expected(f"{name} total se")["all"], **CLOSE)


@pytest.mark.parametrize("name", NAMES)
def test_shares_by_group_and_the_logit_interval(responses, expected, name: str) -> None:
    design, view, district = design_of(responses, name), responses.codes("view"), responses.codes("district")
    for place, level in enumerate(responses.levels("view")):
        chosen = np.where(view < 0, np.nan, view == place)
        by = means(design, chosen, district)
        for row, group in enumerate(responses.levels("district")):
            assert by.value[row] == pytest.approx(expected(f"{name} by share")[f"{group}/{level}"], **CLOSE)
            assert by.se[row] == pytest.approx(expected(f"{name} by se")[f"{group}/{level}"], **CLOSE)
        whole = means(design, chosen)
        degrees = np.array([design.degrees_of_freedom(view >= 0)])
        low, high = logit_interval(whole.value, whole.se, degrees)
        assert low[0] == pytest.approx(expected(f"{name} logit low")[level], **CLOSE)
        assert high[0] == pytest.approx(expected(f"{name} logit high")[level], **CLOSE)


@pytest.mark.parametrize("name", NAMES)
def test_quantiles(responses, expected, name: str) -> None:
    design, hours = design_of(responses, name), responses.numbers("hours")
    for key, value in expected(f"{name} quantile").items():
        found = quantile(design, hours, float(key))
        assert found.value == value
        assert found.low == expected(f"{name} quantile low")[key]
        assert found.high == expected(f"{name} quantile high")[key]
        assert found.se == pytest.approx(expected(f"{name} quantile se")[key], **CLOSE)


def test_trimming_is_rs(responses, expected) -> None:
    weights = design_of(responses, "calibrated").weights
    assert trim(weights, 12, 60) == pytest.approx(list(expected("trim").values()), **CLOSE)
    strict = trim(weights, 12, 60, strict=True)
    assert strict == pytest.approx(list(expected("trim strict").values()), **CLOSE)
    assert strict.sum() == pytest.approx(weights.sum())


def test_bounds_that_cannot_hold_are_refused() -> None:
    with pytest.raises(Invalid, match="mean weight is 1"):
        trim(np.ones(5), 2, 3)


def test_raking_within_bounds_meets_margins_and_bounds(responses) -> None:
    variables = [responses.codes(margin.variable) for margin in MARGINS]
    free = rake_rows(variables, MARGINS).weights / 25
    most = 0.95 * free.max()
    weighting = rake_rows(variables, MARGINS, bounds=(0.1, most))
    assert weighting.raking.converged
    assert weighting.weights.max() <= most * 25 * (1 + 1e-9)
    assert max(miss.relative for miss in weighting.raking.misses) < 1e-9


def test_bounds_too_narrow_for_the_margins_are_told(responses) -> None:
    variables = [responses.codes(margin.variable) for margin in MARGINS]
    raking = rake_rows(variables, MARGINS, start=responses.numbers("weight"), bounds=(0.5, 1.5)).raking
    assert not raking.converged
    assert not raking.usable
    assert raking.worst.relative > 0.05


def test_one_unit_in_a_stratum_is_refused() -> None:
    with pytest.raises(Invalid, match="only one unit"):
        means(Design(np.ones(3), strata=np.array([0, 0, 1])), np.array([1.0, 2, 3]))
