from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from tests.core.themes.made_up_comments import NAMES, comments, vectors

from folkmoot_core.themes.assignment import assign
from folkmoot_core.themes.codebooks import codebook_of
from folkmoot_core.themes.confidence import Sharpness, exact_interval, precision_curve, sharpen, threshold_for


def test_confidence_means_what_it_says() -> None:
    texts, themes = comments(1_500, 11, muddle=0.45)
    codebook = codebook_of(
        [(name, "", [texts[row] for row in range(200) if themes[row] == place]) for place, name in enumerate(NAMES)]
    )
    found = assign(texts, codebook, vectors)
    sure, right = found.confidences[200:].max(axis=1), (found.best == themes)[200:]
    assert right.mean() < 0.95
    for low, high in ((0, 0.6), (0.6, 0.85), (0.85, 1.01)):
        inside = (sure >= low) & (sure < high)
        assert right[inside].mean() == pytest.approx(sure[inside].mean(), abs=0.12)


rows = st.lists(st.floats(0.01, 1), min_size=3, max_size=3).map(lambda row: np.array(row) / sum(row))


@given(st.lists(rows, min_size=1, max_size=5), st.floats(0.3, 6))
def test_sharpening_keeps_the_order_of_themes(table: list[np.ndarray], power: float) -> None:
    shares = np.array(table)
    found = sharpen(shares, Sharpness(power), several=False)
    assert found.sum(axis=1) == pytest.approx(np.ones(len(table)))
    for before, after in zip(shares, found, strict=True):
        assert (np.diff(after[np.argsort(before, kind="stable")]) >= -1e-12).all()
    assert sharpen(shares, Sharpness(1.0), several=False) == pytest.approx(shares)
    assert sharpen(shares, Sharpness(1.0), several=True) == pytest.approx(np.clip(shares, 0, 1 - 1e-12))


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
def test_the_curve_counts_what_it_says(checked: list[tuple[float, bool]]) -> None:
    sure, right = [each for each, _ok in checked], [ok for _each, ok in checked]
    curve = precision_curve(sure, right)
    for point in curve:
        taken = [ok for each, ok in checked if each >= point.threshold]
        assert (point.checked, point.precision) == (len(taken), sum(taken) / len(taken))
        assert point.coverage == len(taken) / len(checked)
        assert point.low <= point.precision <= point.high
    assert [point.threshold for point in curve] == sorted({point.threshold for point in curve}, reverse=True)
    if checked:
        assert curve[-1].coverage == 1


def test_the_threshold_an_analyst_may_set() -> None:
    sure = np.linspace(1, 0, 400)
    right = np.arange(400) < 240
    curve = precision_curve(sure, right)
    loose, strict = threshold_for(curve, 0.9, certain=False), threshold_for(curve, 0.9)
    assert loose.coverage == pytest.approx(0.65)
    assert strict.coverage == pytest.approx(0.6)
    assert threshold_for(curve, 1.01) is None


@given(st.integers(0, 50), st.integers(1, 50))
def test_the_exact_interval_as_scipy_has_it(good: int, of: int) -> None:
    if good <= of:
        expected = binomtest(good, of).proportion_ci(0.95, method="exact")
        assert exact_interval(good, of) == pytest.approx((expected.low, expected.high))
