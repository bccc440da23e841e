"""Comments read by the machine, with a codebook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from folkmoot_core.themes.assignment import Assignment, assign
from folkmoot_core.themes.cleaning import cleaned
from folkmoot_core.themes.codebooks import Codebook, read_codebook
from folkmoot_core.themes.language import ENGLISH, language_of
from folkmoot_core.themes.sentence_model import load_sentence_model


def read_by_machine(
    comments: Sequence[str], codebook_file: Path, *, seed: int, several: bool = False
) -> tuple[Codebook, Assignment]:
    """The codebook of a file, and what the machine thinks of each comment. Raises `Invalid`.

    The sentence model reads English only: comments in other languages are compared by words.
    """
    codebook = read_codebook(codebook_file)
    texts = [cleaned(comment) for comment in comments]
    foreign = np.array([language_of(text) != ENGLISH for text in texts])
    model = load_sentence_model()
    return codebook, assign(texts, codebook, model.vectors, seed=seed, several=several, by_words=foreign)
