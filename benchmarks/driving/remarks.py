"""Made-up comments of some thirty words: a subject each, and words drawn as often as in real text (Zipf)."""

from __future__ import annotations

import numpy as np

from folkmoot_core.themes.sentence_model import load_sentence_model

SUBJECTS, WORDS = 200, 12_000
_COMMON = (
    "the",
    "and",
    "to",
    "of",
    "a",
    "in",
    "is",
    "that",
    "for",
    "it",
    "on",
    "with",
    "are",
    "be",
    "was",
    "have",
    "not",
)
_SYLLABLES = [first + second for first in "bdfghklmnprstvw" for second in ("a", "e", "i", "o", "ar", "en", "ing", "ow")]


def remarks(many: int, seed: int) -> list[str]:
    """Different texts, the same for the same seed. One word in ten is a name that the sentence model reads in pieces,
    so that thirty words are about forty pieces, as in real comments."""
    random = np.random.default_rng(seed)
    known = sorted(word for word in load_sentence_model().tokenizer.get_vocab() if word.isascii() and word.isalpha())
    names = ["".join(random.choice(_SYLLABLES, 3)) for _ in range(WORDS // 10)]
    words = random.permutation([word for word in known if len(word) > 3][: WORDS - len(names)] + names)
    subject_words = random.integers(0, len(words), (SUBJECTS, 40))
    found: list[str] = []
    while len(found) < many:
        size = min(many - len(found), 10_000)
        subjects = random.integers(0, SUBJECTS, size)
        common = np.array(_COMMON)[random.integers(0, len(_COMMON), (size, 13))]
        telling = words[subject_words[subjects[:, None], random.integers(0, 40, (size, 8))]]
        other = words[np.minimum(random.zipf(1.3, (size, 9)) - 1, len(words) - 1)]
        found.extend(" ".join(random.permutation(row)) for row in np.concatenate([common, telling, other], axis=1))
    return found
