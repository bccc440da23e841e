"""Runs the sentence model with onnxruntime, on every core, one text at a time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from tokenizers import Tokenizer

from folkmoot_core.values import Fault, Invalid

DATA = Path(__file__).parent / "data"
PIECES = "pieces.int8"
WIDTH = 384
# What follows is not read: the model was trained on texts of up to 128 pieces of words, some 100 words.
TOKENS_READ = 128
_TEXTS_A_TURN = 4096


@dataclass(frozen=True)
class SentenceModel:
    """Vectors for English texts.

    A text's vector depends on that text alone, not on those it is asked for with, nor on their order or the number of
    cores. (Texts run side by side would share one scale in the quantised layers, which moves a vector by about as much
    as the quantisation itself; one at a time costs a fifth more and is the same on each run.)
    """

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    path: Path

    @cached_property
    def sha256(self) -> str:
        """Of the model's two files, one after the other: kept with every run, so that it can be told which model made
        it."""
        return hashlib.sha256(self.path.read_bytes() + (self.path.parent / PIECES).read_bytes()).hexdigest()

    @cached_property
    def piece_vectors(self) -> NDArray[np.float32]:
        """(pieces, 384): what the model's first layer takes each piece of a word for, around their mean. Its unit means
        nothing."""
        found: NDArray[np.float32] = (
            np.fromfile(self.path.parent / PIECES, np.int8).reshape(-1, WIDTH).astype(np.float32)
        )
        found -= found.mean(axis=0)
        return found

    def piece_counts(self, texts: Sequence[str]) -> csr_matrix:
        """How often each text holds each piece, in what the model would read of it: (texts, pieces)."""
        encoded = [each.ids for each in self.tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]
        starts = np.cumsum([0, *map(len, encoded)])
        pieces = np.fromiter(chain.from_iterable(encoded), np.int32, int(starts[-1]))
        ones = np.ones(len(pieces), np.float32)
        counts = csr_matrix((ones, pieces, starts), shape=(len(texts), len(self.piece_vectors)))
        counts.sum_duplicates()
        return counts

    def vectors(self, texts: Sequence[str], cores: int | None = None) -> NDArray[np.float32]:
        """One row of length 1 for each text, in their order: (texts, 384). A text without words has a row of zeros.

        Equal texts are read once. `cores` is how many to use; all that this process may use unless it is given.
        """
        places: dict[str, int] = {}
        rows = np.fromiter((places.setdefault(text, len(places)) for text in texts), np.int64, len(texts))
        different = list(places)
        found = np.zeros((len(different), WIDTH), np.float32)
        with ThreadPoolExecutor(cores or _cores()) as pool:
            for start in range(0, len(different), _TEXTS_A_TURN):
                encoded = self.tokenizer.encode_batch_fast(different[start : start + _TEXTS_A_TURN])
                # The runtime lets go of Python's lock while it reckons, so threads are as good as processes here.
                for place, vector in enumerate(pool.map(self._vector, (each.ids for each in encoded)), start):
                    found[place] = vector
        return found if len(different) == len(texts) else found[rows]

    def _vector(self, tokens: list[int]) -> NDArray[np.float32]:
        if len(tokens) <= 2:  # the marks of beginning and end, with nothing between
            return np.zeros(WIDTH, np.float32)
        row = np.array([tokens], np.int32)
        result: NDArray[np.float32] = self.session.run(None, {"tokens": row, "segments": np.zeros_like(row)})[0][0]
        return result


@cache
def load_sentence_model(folder: Path = DATA) -> SentenceModel:
    """The model that came with Folkmoot; kept after the first call. Raises `Invalid` where its files are missing."""
    path = folder / "model.onnx"
    for file in (path, folder / PIECES, folder / "tokenizer.json"):
        if not file.is_file():
            message = "The sentence model that reads comments is not there."
            mend = (
                "In a copy of the source, `make setup` makes it. An installed Folkmoot should hold it: install it anew."
            )
            raise Invalid([Fault("", message, mend, file=str(file))])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKENS_READ)
    return SentenceModel(
        session=onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]),
        tokenizer=tokenizer,
        path=path,
    )


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # what this process may use, which a container may have narrowed
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
