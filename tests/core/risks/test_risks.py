"""Scores on a matrix, and how they moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.risks import DEFAULT, Band, Matrix, Score, Scored, picture_of
from folkmoot_core.values import Invalid

WORDS = ("a", "b", "c")
BANDS = (Band(1, "Low"), Band(4, "High"))


@given(st.integers(1, 5), st.integers(1, 5))
def test_a_worse_step_is_never_in_a_lower_band(likelihood: int, impact: int) -> None:
    here = DEFAULT.band(Score(likelihood, impact).value)
    assert here.start <= DEFAULT.band(Score(likelihood, min(impact + 1, 5)).value).start
    assert here.start <= DEFAULT.band(Score(min(likelihood + 1, 5), impact).value).start


def test_a_matrix_is_kept_as_plain_values_and_comes_back() -> None:
    assert Matrix.from_dict(DEFAULT.as_dict()) == DEFAULT
    assert DEFAULT.goes_up(20)
    assert not DEFAULT.goes_up(19)
    assert not Matrix(WORDS, WORDS, BANDS).goes_up(9)
    assert not Matrix(WORDS, WORDS, BANDS).holds(Score(4, 1))


@pytest.mark.parametrize(
    ("words", "bands"),
    [
        (("only",), BANDS),
        (("a", "a"), BANDS),
        (WORDS, ()),
        (WORDS, (Band(2, "Low"),)),
        (WORDS, (Band(1, "Low"), Band(1, "High"))),
    ],
)
def test_what_is_no_matrix_is_refused(words: tuple[str, ...], bands: tuple[Band, ...]) -> None:
    with pytest.raises(Invalid):
        Matrix(words, WORDS, bands)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 25)), min_size=1, max_size=8))
def test_every_score_stands_inside_the_picture_and_a_higher_one_higher_up(found: list[tuple[int, int]]) -> None:
    first = date(2011, 4, 1)
    scores = [Scored(first + timedelta(days=days), value) for days, value in sorted(found)]
    picture = picture_of(scores, scores[-1].on, 25, 4)
    assert picture is not None
    for dot in picture.dots:
        assert 0 <= dot.x <= picture.width
        assert 0 <= dot.y <= picture.height
        assert all((dot.value > other.value) == (dot.y < other.y) for other in picture.dots)
        assert f"{dot.x},{dot.y}" in picture.line
    assert picture_of([], first, 25) is None
