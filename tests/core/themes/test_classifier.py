from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import f1_score
from tests.core.themes.made_up_comments import NAMES, comments, vectors

from folkmoot_core.themes.classifier import Lessons, fit_one_of

TEXTS, THEMES = comments(1_500, 31, muddle=0.35)
ROWS = vectors(TEXTS)


def lessons(chosen: np.ndarray) -> Lessons:
    said = np.eye(len(NAMES), dtype=np.bool_)[THEMES[chosen]]
    nothing = np.zeros((len(NAMES), ROWS.shape[1]), np.float32)
    return Lessons(ROWS[chosen], said, vectors(NAMES), nothing, np.zeros(len(NAMES), np.bool_))


def quality(chosen: np.ndarray, believed: float | None = None) -> float:
    fitted = fit_one_of(lessons(chosen))
    fitted = fitted if believed is None else replace(fitted, believed=believed)
    rest = np.setdiff1d(np.arange(len(TEXTS)), chosen)
    return float(f1_score(THEMES[rest], fitted.shares(ROWS[rest]).argmax(axis=1), average="macro"))


def evenly(seed: int, each: int = 5) -> np.ndarray:
    random = np.random.default_rng(seed)
    return np.concatenate([random.permutation(np.flatnonzero(place == THEMES))[:each] for place in range(len(NAMES))])


def by_chance(seed: int, many: int = 60) -> np.ndarray:
    return np.random.default_rng(seed).permutation(len(TEXTS))[:many]


def test_examples_tell_how_common_themes_are_only_where_they_were_not_picked_evenly() -> None:
    assert fit_one_of(lessons(evenly(1))).believed == pytest.approx(0)
    assert fit_one_of(lessons(by_chance(1))).believed == pytest.approx(1)
    almost = np.delete(evenly(1), [0, 7])  # of two themes an example less
    assert fit_one_of(lessons(almost)).believed < 0.15
    only = np.flatnonzero(THEMES == 2)[:4]
    assert fit_one_of(lessons(only)).believed == 0


def test_believing_labels_drawn_by_chance_makes_better_ones() -> None:
    draws = range(6)
    believing = np.mean([quality(by_chance(seed)) for seed in draws])
    assert believing > np.mean([quality(by_chance(seed), believed=0) for seed in draws]) + 0.02
