from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import f1_score
from tests.core.themes.made_up_comments import NAMES, comments, vectors

from folkmoot_core.themes.asking import margins, next_to_ask
from folkmoot_core.themes.assignment import Assignment, assign
from folkmoot_core.themes.codebooks import Codebook, codebook_of

TEXTS, THEMES = comments(1_200, 21, muddle=0.3)
VECTORS = vectors(TEXTS)


def codebook(rows: list[int]) -> Codebook:
    return codebook_of(
        [(name, "", [TEXTS[row] for row in rows if THEMES[row] == place]) for place, name in enumerate(NAMES)]
    )


def quality(rows: list[int], found: Assignment) -> float:
    rest = np.setdiff1d(np.arange(len(TEXTS)), rows)
    return float(f1_score(THEMES[rest], found.best[rest], average="macro"))


def test_asking_well_saves_labels() -> None:
    """As good with 60 labels that were asked for as with 100 drawn by chance."""
    asked, by_chance = [], []
    for seed in range(4):
        order = np.random.default_rng(seed).permutation(len(TEXTS)).tolist()
        by_chance.append(quality(order[:100], assign(TEXTS, codebook(order[:100]), vectors)))
        rows = order[:12]
        while len(rows) < 60:
            found = assign(TEXTS, codebook(rows), vectors)
            rows += next_to_ask(found, VECTORS, asked=rows, how_many=12, seed=seed)
        asked.append(quality(rows, assign(TEXTS, codebook(rows), vectors)))
    assert np.mean(asked) >= np.mean(by_chance)


def test_nothing_is_asked_twice_and_nothing_without_words() -> None:
    table = np.full((50, 3), 1 / 3)
    unread = np.arange(50) < 10
    found = Assignment(("a", "b", "c"), table, several=False, by_words=np.zeros(50, np.bool_), unread=unread)
    asked = list(range(10, 20))
    rows = next_to_ask(found, VECTORS[:50], asked=asked, how_many=7)
    assert len(set(rows)) == 7
    assert min(rows) >= 20
    assert rows == next_to_ask(found, VECTORS[:50], asked=asked, how_many=7)
    assert len(next_to_ask(found, VECTORS[:50], asked=asked, how_many=99)) == 30
    assert next_to_ask(found, VECTORS[:50], asked=asked, how_many=0) == ()


def test_alike_comments_are_not_all_asked_about() -> None:
    """Forty unsure comments of four kinds: one of each kind is asked about."""
    table = np.full((40, 2), 0.5)
    nothing = np.zeros(40, np.bool_)
    found = Assignment(("a", "b"), table, several=False, by_words=nothing, unread=nothing)
    rows = next_to_ask(found, np.repeat(np.eye(4, dtype=np.float32), 10, axis=0), asked=(), how_many=4)
    assert {row // 10 for row in rows} == {0, 1, 2, 3}


def test_margins() -> None:
    nothing = np.zeros(1, np.bool_)

    def margin(*confidences: float, several: bool = False) -> float:
        keys = tuple("abc"[: len(confidences)])
        return margins(Assignment(keys, np.array([confidences]), several, nothing, nothing))[0]

    assert margin(0.5, 0.2, 0.3) == pytest.approx(0.2)
    assert margin(0.9) == pytest.approx(0.8)
    assert margin(0.9, 0.95, 0.4, several=True) == pytest.approx(0.2)
