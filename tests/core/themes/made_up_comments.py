"""A town's comments on four things, and a reader of them that needs no model: each word has a direction of its own."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

SPEAKS_OF = {
    "Fares": "fare ticket price dear cost cheap pass money pay concession",
    "Safety": "safe crash speed danger light crossing fear night guard collision",
    "Trees": "tree shade green leaf branch plant park grass hedge flower",
    "Buses": "bus late timetable wait stop route driver frequent service depot",
}
BETWEEN = [
    "the",
    "we",
    "our",
    "and",
    "please",
    "there",
    "is",
    "more",
    "it",
    "should",
    "town",
    "road",
    "really",
    "think",
    "here",
]
NAMES = tuple(SPEAKS_OF)


def vectors(texts: Sequence[str]) -> np.ndarray:
    rows = np.zeros((len(texts), 64), np.float32)
    for row, text in enumerate(texts):
        for word in text.lower().split():
            telling = 0.3 if word in BETWEEN else 1.0
            rows[row] += telling * np.random.default_rng(zlib.crc32(word.encode())).standard_normal(64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)


def comments(number: int, seed: int, muddle: float = 0.15) -> tuple[list[str], np.ndarray]:
    """Comments and the place of each one's theme; `muddle` is how often a word comes from another theme."""
    random = np.random.default_rng(seed)
    themes = random.choice(4, number, p=[0.5, 0.3, 0.15, 0.05])
    lists = [words.split() for words in SPEAKS_OF.values()]
    texts = []
    for theme in themes:
        own = [str(random.choice(lists[random.integers(4) if random.random() < muddle else theme])) for _ in range(4)]
        texts.append(" ".join(random.permutation([*own, *random.choice(BETWEEN, 5)])))
    return texts, themes
