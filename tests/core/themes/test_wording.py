from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from tests.core.themes.made_up_comments import comments

from folkmoot_core.themes.wording import WIDTH, Wording


def test_pieces_of_words_are_weighed_as_scikit_learn_weighs_them() -> None:
    """A word's pieces are cut once for all texts; an independent reckoning cuts them text by text."""
    texts = ["Late buses, late again", "no bus at night", "TREES for shade", "buses at night again"]
    read = Wording.learn(texts, 1)
    assert read is not None
    plain = [text.replace(",", "") for text in texts]
    expected = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(plain)
    assert read.read(texts) == pytest.approx(expected.toarray(), abs=1e-6)


def test_a_misspelt_word_is_near_the_right_one() -> None:
    texts, _themes = comments(200, 1)
    read = Wording.learn([*texts, *["timetable"] * 5, *["concession"] * 5], 1)
    assert read is not None
    right, misspelt, other = read.read(["timetable", "timetabel", "concession"])
    assert right @ misspelt > 0.5 > right @ other


def test_same_texts_and_seed_same_rows() -> None:
    texts, _themes = comments(400, 2)
    one, other = Wording.learn(texts, 3), Wording.learn(texts, 3)
    assert one is not None
    assert other is not None
    assert np.array_equal(one.read(texts), other.read(texts))
    assert one.read(texts).shape[1] <= WIDTH
    assert one.read([]).shape == (0, one.read(texts).shape[1])


def test_nothing_known_is_a_row_of_zeros_and_no_words_nothing_to_learn() -> None:
    assert Wording.learn(["", "?!"], 1) is None
    assert Wording.learn([], 1) is None
    read = Wording.learn(["bus", "tree"], 1)
    assert read is not None
    assert not read.read(["", "xyz"]).any()
