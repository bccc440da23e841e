"""R's own answers on its school data, where the reference files are at hand (they are not ours to pass on)."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from folkmoot_core.weighting import Design, Margin, Stop, means, rake_rows, totals, trim
from folkmoot_core.weighting.intervals import quantile

DATA = Path(__file__).parents[4] / "shared" / "data" / "survey"
TYPES = Margin("stype", ("E", "H", "M"), (4421, 755, 1018))
WIDE = Margin("sch.wide", ("No", "Yes"), (1072, 5122))
DIGITS = 5e-9

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the reference data are not here")


def table(name: str) -> dict[str, list[str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {key: [row[key] for row in rows] for key in rows[0]}


def numbers(column: list[str]) -> np.ndarray:
    return np.array([float(value) if value not in ("", "NA") else np.nan for value in column])


def codes(column: list[str]) -> np.ndarray:
    return np.unique(column, return_inverse=True)[1]


@pytest.fixture
def clusters() -> tuple[dict[str, list[str]], list[np.ndarray]]:
    data = table("reference/apiclus1_weights.csv")
    return data, [codes(data["stype"]), codes(data["sch.wide"])]


def test_post_stratified_weights(clusters) -> None:
    data, (stype, _) = clusters
    assert rake_rows([stype], [TYPES]).weights == pytest.approx(numbers(data["post"]), rel=1e-9)


def test_raked_weights_with_rs_early_stop_and_trimmed(clusters) -> None:
    data, variables = clusters
    weights = rake_rows(variables, [TYPES, WIDE], start=numbers(data["pw"]), stop=Stop(change=1.0)).weights
    assert weights == pytest.approx(numbers(data["rake"]), rel=1e-9)
    assert trim(weights, 20, 45) == pytest.approx(numbers(data["rake_trim"]), rel=1e-9)


def test_raked_to_the_end_differs_by_less_than_a_hundredth_of_a_person(clusters) -> None:
    data, variables = clusters
    gap = np.abs(rake_rows(variables, [TYPES, WIDE]).weights - numbers(data["rake"])).max()
    assert 1e-4 < gap < 1e-2


@pytest.mark.parametrize(
    ("name", "mean", "se", "by_stype"),
    [
        ("apisrs", 656.585, 9.249722039, {"E": 11.1935233972, "H": 21.9266446973, "M": 21.8261159913}),
        ("apistrat", 662.2873632, 9.408940803, {"E": 12.3824797939, "H": 14.9371291854, "M": 16.2147073082}),
        ("apiclus1", 644.1693989, 23.54224069, {"E": 22.3624088938, "H": 38.0202493594, "M": 31.6094652272}),
    ],
)
def test_school_surveys(name: str, mean: float, se: float, by_stype: dict[str, float]) -> None:
    data = table(f"{name}.csv")
    stype, scores = codes(data["stype"]), numbers(data["api00"])
    design = Design(
        numbers(data["pw"]),
        strata=stype if name == "apistrat" else None,
        clusters=codes(data["dnum"]) if name == "apiclus1" else None,
        population=numbers(data["fpc"]),
    )
    found = means(design, scores)
    assert found.value[0] == pytest.approx(mean, rel=DIGITS)
    assert found.se[0] == pytest.approx(se, rel=DIGITS)
    assert means(design, scores, stype).se == pytest.approx(list(by_stype.values()), rel=DIGITS)


def test_totals_and_quantiles_of_the_stratified_survey() -> None:
    data = table("apistrat.csv")
    design = Design(numbers(data["pw"]), strata=codes(data["stype"]), population=numbers(data["fpc"]))
    total = totals(design, numbers(data["enroll"]))
    assert total.value[0] == pytest.approx(3687177.532, rel=DIGITS)
    assert total.se[0] == pytest.approx(114641.7161, rel=DIGITS)
    half = quantile(design, numbers(data["api00"]), 0.5)
    assert (half.value, half.low, half.high) == (668, 642, 694)
    assert half.se == pytest.approx(13.1840557882, rel=DIGITS)
