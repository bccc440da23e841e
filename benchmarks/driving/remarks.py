"""Made-up comments of some thirty words: a subject each, and words drawn as often as in real text (Zipf)."""

from __future__ import annotations

import numpy as np

SUBJECTS, WORDS = 200, 20_000
_FUNCTION = "the and to of a in is that for it on with as are be this was have not at by we they from or an our you there".split()
_SYLLABLES = [first + second for first in "bdfghklmnprstvw" for second in ("a", "e", "i", "o", "ar", "en", "ing", "ow")]


def remarks(many: int, seed: int) -> list[str]:
    """Different texts, the same for the same seed."""
    random = np.random.default_rng(seed)
    lengths = random.integers(1, 4, WORDS)
    vocabulary = np.array(["".join(random.choice(_SYLLABLES, length)) for length in lengths])
    subject_words = random.integers(0, WORDS, (SUBJECTS, 40))
    found: list[str] = []
    while len(found) < many:
        size = min(many - len(found), 10_000)
        subjects = random.integers(0, SUBJECTS, size)
        common = np.array(_FUNCTION.split())[random.integers(0, len(_FUNCTION.split()), (size, 13))]
        telling = vocabulary[subject_words[subjects[:, None], random.integers(0, 40, (size, 8))]]
        other = vocabulary[np.minimum(random.zipf(1.3, (size, 9)) - 1, WORDS - 1)]
        words = np.concatenate([common, telling, other], axis=1)
        found.extend(" ".join(random.permutation(row)) for row in words)
    return found
