"""The way from columns to a table, as the command line and a notebook go it, against R's survey package."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.weighting.made_up import MARGINS, start_weights

from folkmoot_core import microdata
from folkmoot_core.microdata.margins_file import weigh
from folkmoot_core.microdata.tables import WeightedTable, Weights
from folkmoot_core.weighting.differences import differences

CLOSE = {"rel": 1e-9, "abs": 1e-11}
NAMES = ["plain", "given", "clustered", "post", "calibrated", "calibrated_given"]
CALIBRATED = {"post": MARGINS[1:2], "calibrated": MARGINS, "calibrated_given": MARGINS}


def weights_of(responses, data: microdata.Responses, name: str) -> Weights:
    start = start_weights(responses, name)
    if name in CALIBRATED:
        return Weights(data.rows, weighed=weigh(data, CALIBRATED[name], start=start))
    if name == "clustered":
        region, village = data.choice("region").codes, data.choice("village").codes
        return Weights(data.rows, start, strata=region, clusters=village, population=data.numbers("villages"))
    return Weights(data.rows, start)


@pytest.fixture(params=NAMES)
def tables(request: pytest.FixtureRequest, responses) -> tuple[str, WeightedTable, WeightedTable]:
    data = microdata.Responses.of(responses.columns)
    weights = weights_of(responses, data, request.param)
    view = data.choice("view")
    return request.param, weights.table(view, interval="logit"), weights.table(view, data.choice("district"))


def test_every_figure_of_a_table(expected, tables) -> None:
    name, alone, by = tables
    for place, level in enumerate(alone.levels):
        assert alone.shares.share[0, place] == pytest.approx(expected(f"{name} share")[level], **CLOSE)
        assert alone.shares.se[0, place] == pytest.approx(expected(f"{name} se")[level], **CLOSE)
        assert alone.shares.low[0, place] == pytest.approx(expected(f"{name} low")[level], **CLOSE)
        assert alone.low[0, place] == pytest.approx(expected(f"{name} logit low")[level], **CLOSE)
        assert alone.high[0, place] == pytest.approx(expected(f"{name} logit high")[level], **CLOSE)
        for row, group in enumerate(by.groups):
            key = f"{group}/{level}"
            assert by.shares.share[row, place] == pytest.approx(expected(f"{name} by share")[key], **CLOSE)
            assert by.shares.se[row, place] == pytest.approx(expected(f"{name} by se")[key], **CLOSE)


def test_every_pair_of_groups(expected, tables) -> None:
    name, _, by = tables
    found = differences(by.shares, by.covariance, by.degrees, correction="none", least_base=0)
    assert len(found) == 9
    for pair in found:
        first, second = sorted((pair.more, pair.fewer))
        key = f"{by.groups[first]}/{by.groups[second]}/{by.levels[pair.level]}"
        assert pair.t == pytest.approx(abs(expected(f"{name} t")[key]), **CLOSE)
        assert pair.p == pytest.approx(expected(f"{name} p")[key], **CLOSE)


def test_weighted_counts_are_sums_of_weights(responses, tables) -> None:
    name, _, by = tables
    data = microdata.Responses.of(responses.columns)
    final = weights_of(responses, data, name).final
    view, district = data.choice("view").codes, data.choice("district").codes
    wanted = [[final[(district == group) & (view == level)].sum() for level in range(3)] for group in range(3)]
    assert by.shares.weighted == pytest.approx(np.array(wanted), rel=1e-9)
