from __future__ import annotations

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from sklearn.metrics import f1_score as sklearn_f1

from folkmoot_core.themes.agreement import (
    cohen_kappa,
    compare,
    f1_score,
    krippendorff_alpha,
    masi_distance,
    nominal_distance,
)
from folkmoot_core.values import Invalid

gaps = st.none() | st.integers(0, 3)


@given(
    st.integers(2, 12).flatmap(
        lambda units: st.lists(st.lists(gaps, min_size=units, max_size=units), min_size=2, max_size=4)
    )
)
def test_alpha_as_the_krippendorff_package_has_it(coders: list[list[int | None]]) -> None:
    units = [[value for value in unit if value is not None] for unit in zip(*coders, strict=True)]
    values = {value for unit in units if len(unit) > 1 for value in unit}
    assume(len(values) > 1)
    table = np.array([[np.nan if value is None else value for value in coder] for coder in coders])
    expected = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert krippendorff_alpha(coders, nominal_distance).value == pytest.approx(expected)


themes = st.frozensets(st.sampled_from("abcd"))
pairs = st.lists(st.tuples(themes, themes), min_size=2, max_size=20)


@given(pairs)
def test_alpha_of_sets_as_the_krippendorff_package_has_it(coded: list[tuple[frozenset[str], frozenset[str]]]) -> None:
    known = list(dict.fromkeys(each for pair in coded for each in pair))
    assume(len(known) > 1)
    table = np.array([[known.index(each) for each in pair] for pair in coded], float).T

    def metric(v1: np.ndarray, v2: np.ndarray, **_: object) -> np.ndarray:
        one, other = np.broadcast_arrays(v1, v2)
        apart = [masi_distance(known[int(a)], known[int(b)]) for a, b in zip(one.ravel(), other.ravel(), strict=True)]
        return np.array(apart).reshape(one.shape)

    expected = krippendorff.alpha(reliability_data=table, level_of_measurement=metric)
    found = krippendorff_alpha([[a for a, _b in coded], [b for _a, b in coded]], masi_distance)
    assert found.value == pytest.approx(expected)


@given(pairs)
def test_kappa_and_f1_as_scikit_learn_has_them(coded: list[tuple[frozenset[str], frozenset[str]]]) -> None:
    one = np.array([[theme in a for theme in "abcd"] for a, _b in coded])
    other = np.array([[theme in b for theme in "abcd"] for _a, b in coded])
    if one.any() or other.any():
        found = f1_score(one, other)
        assert found.value == pytest.approx(sklearn_f1(one, other, average="micro", zero_division=0))
        assert found.low <= found.value <= found.high
        assert f1_score(other, one) == found
    if len(set(one[:, 0]) | set(other[:, 0])) > 1:
        assert cohen_kappa(one[:, 0], other[:, 0]) == pytest.approx(cohen_kappa_score(one[:, 0], other[:, 0]))


def test_two_coders_side_by_side() -> None:
    one = [frozenset("a"), frozenset("ab"), frozenset(), None, frozenset("b")]
    other = [frozenset("a"), frozenset("a"), frozenset(), frozenset("a"), None]
    found = compare(one, other)
    assert found.comments == 3
    assert found.f1.value == pytest.approx(0.8)
    assert found.f1_of == {"a": 1.0, "b": 0.0}
    assert found.kappa["a"] == 1.0
    assert compare(one, other) == found
    with pytest.raises(Invalid, match="One coded 5 comments"):
        compare(one, other[:-1])


def test_what_cannot_be_told_is_not_told() -> None:
    nothing = compare([None], [frozenset("a")])
    assert (nothing.comments, nothing.alpha.value, nothing.f1.value) == (0, None, None)
    alike = compare([frozenset("a")] * 3, [frozenset("a")] * 3)
    assert (alike.alpha.value, alike.f1.value, alike.kappa) == (None, 1.0, {"a": None})


def test_an_interval_narrows_with_more_comments() -> None:
    random = np.random.default_rng(4)

    def width(comments: int) -> float:
        one = random.random((comments, 3)) < 0.4
        other = one ^ (random.random((comments, 3)) < 0.1)
        found = f1_score(one, other)
        return found.high - found.low

    assert width(2_000) < width(100) / 2


def test_distance_of_sets() -> None:
    assert masi_distance(frozenset("ab"), frozenset("ab")) == 0
    assert masi_distance(frozenset("ab"), frozenset("cd")) == 1
    assert masi_distance(frozenset("a"), frozenset("ab")) == pytest.approx(1 - 2 / 3 / 2)
    assert masi_distance(frozenset("ab"), frozenset("bc")) == pytest.approx(1 - 1 / 9)
