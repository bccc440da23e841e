"""Quality on the public halves of two real data sets, where they are found beside the project."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import f1_score

from folkmoot_core.themes.assignment import Assignment, assign
from folkmoot_core.themes.codebooks import codebook_of
from folkmoot_core.themes.sentence_model import load_sentence_model

FILE = Path(__file__).parents[4] / "shared" / "data" / "comments" / "labelled_comments.csv"
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the public comments are not here")


@pytest.fixture(scope="module")
def boston() -> tuple[list[str], np.ndarray, list[str]]:
    """A third of Boston's questions of 2015, to be quick."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == "go_boston_2030"][::3]
    rows = [row for row in rows if row["labels"] not in ("Miscellaneous", "Health")]
    names = sorted({row["labels"] for row in rows})
    return [row["text"] for row in rows], np.array([names.index(row["labels"]) for row in rows]), names


@pytest.fixture(scope="module")
def vectors(boston: tuple[list[str], np.ndarray, list[str]]):
    model = load_sentence_model()
    read = dict(zip(boston[0], model.vectors(boston[0]), strict=True))

    def look_up(texts: list[str]) -> np.ndarray:
        new = [text for text in texts if text not in read]
        read.update(zip(new, model.vectors(new), strict=True))
        return np.array([read[text] for text in texts], np.float32).reshape(len(texts), -1)

    return look_up


def learnt(boston, vectors, chosen: np.ndarray) -> tuple[Assignment, np.ndarray]:
    texts, themes, names = boston
    codebook = codebook_of(
        [(name, "", [texts[row] for row in chosen if themes[row] == place]) for place, name in enumerate(names)]
    )
    return assign(texts, codebook, vectors), np.setdiff1d(np.arange(len(texts)), chosen)


def test_a_name_and_five_examples(boston, vectors) -> None:
    _texts, themes, names = boston
    figures = []
    for seed in range(5):
        random = np.random.default_rng(seed)
        chosen = np.concatenate([random.permutation(np.flatnonzero(themes == p))[:5] for p in range(len(names))])
        found, rest = learnt(boston, vectors, chosen)
        figures.append(f1_score(themes[rest], found.best[rest], average="macro"))
    assert np.mean(figures) >= 0.34


def test_the_surest_quarter_is_right(boston, vectors) -> None:
    _texts, themes, _names = boston
    right, expected = [], []
    for seed in range(3):
        found, rest = learnt(boston, vectors, np.random.default_rng(seed).permutation(len(themes))[:300])
        sure = found.confidences[rest].max(axis=1)
        surest = rest[np.argsort(-sure, kind="stable")[: len(rest) // 4]]
        right.append((found.best == themes)[surest].mean())
        expected.append(found.confidences[surest].max(axis=1).mean())
    assert np.mean(right) >= 0.82
    assert np.mean(expected) == pytest.approx(np.mean(right), abs=0.08)
