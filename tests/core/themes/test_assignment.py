from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.themes.made_up_comments import NAMES, comments, vectors
from threadpoolctl import threadpool_limits

from folkmoot_core.themes.assignment import Assignment, assign
from folkmoot_core.themes.codebooks import Codebook, codebook_of
from folkmoot_core.themes.neighbourhood import Neighbourhood
from folkmoot_core.values import Invalid

SMALL = settings(max_examples=6, deadline=None)


def with_examples(texts: list[str], themes: np.ndarray, each: int) -> Codebook:
    return codebook_of(
        [(name, "", [texts[row] for row in np.flatnonzero(themes == place)[:each]]) for place, name in enumerate(NAMES)]
    )


def test_examples_teach() -> None:
    texts, themes = comments(400, 1)
    found = assign(texts, with_examples(texts, themes, 5), vectors)
    assert (found.best == themes).mean() > 0.85
    assert found.confidences.sum(axis=1) == pytest.approx(np.ones(400))
    unlearnt = assign(texts, codebook_of([(name, "", ()) for name in NAMES]), vectors)
    assert (unlearnt.best == themes).mean() < (found.best == themes).mean()


def test_descriptions_teach_without_an_example() -> None:
    texts, themes = comments(400, 2, muddle=0.05)
    told = codebook_of(
        [
            ("One", "tickets fare price dear cost", ()),
            ("Two", "safe danger crash crossing", ()),
            ("Three", "tree shade leaf park", ()),
            ("Four", "bus timetable late driver", ()),
        ]
    )
    assert (assign(texts, told, vectors).best == themes).mean() > 0.8


@SMALL
@given(st.integers(0, 10_000), st.integers(0, 4), st.booleans())
def test_same_input_and_seed_same_result(seed: int, each: int, several: bool) -> None:
    texts, themes = comments(60, seed)
    codebook = with_examples(texts, themes, each)
    one, other = (assign(texts, codebook, vectors, seed=seed, several=several) for _turn in range(2))
    assert np.array_equal(one.confidences, other.confidences)
    assert ((one.confidences >= 0) & (one.confidences <= 1)).all()
    for row in range(60):
        sure = [each.confidence for each in one.suggestions(row)]
        assert len(sure) >= 3
        assert sure == sorted(sure, reverse=True)


def test_several_themes_under_one_comment() -> None:
    one, themes_of_one = comments(300, 3, muddle=0)
    other, themes_of_other = comments(300, 4, muddle=0)
    texts = [f"{a} {b}" for a, b in zip(one, other, strict=True)]
    truth = np.zeros((300, 4), np.bool_)
    truth[np.arange(300), themes_of_one] = truth[np.arange(300), themes_of_other] = True
    codebook = codebook_of(
        [(name, "", [texts[row] for row in range(60) if truth[row, place]]) for place, name in enumerate(NAMES)]
    )
    found = assign(texts, codebook, vectors, several=True)
    said = found.confidences[60:] >= 0.5
    assert (said & truth[60:]).sum() / said.sum() > 0.85
    assert (said & truth[60:]).sum() / truth[60:].sum() > 0.75
    assert (found.confidences.sum(axis=1) > 1.2).any()


def test_what_the_model_cannot_read_is_compared_by_words_and_said_so() -> None:
    texts, themes = comments(300, 5)
    foreign = np.arange(300) % 2 == 0

    def refuses(read: list[str]) -> np.ndarray:
        assert not set(read) & {texts[row] for row in range(40, 300, 2)}
        return vectors(read)

    found = assign(texts, with_examples(texts[:40], themes[:40], 5), refuses, by_words=foreign)
    assert np.array_equal(found.by_words, foreign)
    assert (found.best == themes)[foreign].mean() > 0.7


def test_a_comment_without_words_gets_no_suggestion() -> None:
    found = assign(["  ", "fare price ticket"], codebook_of([("Fares", "", ()), ("Trees", "", ())]), vectors)
    assert found.suggestions(0) == ()
    assert len(found.suggestions(1)) == 2


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("texts", [["fare"], ["fare", "fare", "fare"], ["?", "!"]])
def test_small_and_odd_files(texts: list[str], several: bool) -> None:
    for codebook in (codebook_of([("Fares", "", ())]), codebook_of([("Fares", "", ("fare",)), ("?", "", ("fare",))])):
        for by_words in (None, np.ones(len(texts), np.bool_)):
            found = assign(texts, codebook, vectors, several=several, by_words=by_words)
            assert np.isfinite(found.confidences).all()
    with pytest.raises(Invalid, match="no comments"):
        assign([], codebook_of([("Fares", "", ())]), vectors)


def test_likely_themes_are_shown_and_the_best_three_always() -> None:
    table = np.array([[0.5, 0.2, 0.1, 0.1, 0.1], [0.96, 0.01, 0.01, 0.01, 0.01]])
    nothing = np.zeros(2, np.bool_)
    found = Assignment(tuple("abcde"), table, several=False, by_words=nothing, unread=nothing)
    assert [each.key for each in found.suggestions(0)] == list("abcde")
    assert [each.key for each in found.suggestions(1)] == list("abc")
    assert [each.key for each in found.suggestions(0, at_least=0.3)] == list("abc")


def test_a_comment_is_not_its_own_neighbour() -> None:
    rows = np.eye(40, dtype=np.float32)
    around = Neighbourhood.of(rows, seed=1)
    smoothed = around.smooth(rows)
    assert np.linalg.norm(smoothed, axis=1) == pytest.approx(np.ones(40))
    own = smoothed[np.arange(40), np.arange(40)]
    assert (own < 0.98).all()
    assert np.array_equal(around.smooth(np.zeros((2, 40), np.float32)), np.zeros((2, 40), np.float32))


def test_the_number_of_threads_changes_no_digit() -> None:
    texts, themes = comments(1_500, 6)
    wide = np.random.default_rng(6).normal(size=(vectors(texts[:1]).shape[1], 384)).astype(np.float32)

    def read(some: list[str]) -> np.ndarray:
        rows = vectors(some) @ wide
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)

    found = []
    for threads in (1, 2):
        with threadpool_limits(limits=threads):
            found.append(assign(texts, with_examples(texts, themes, 5), read).confidences)
    assert np.array_equal(*found)
