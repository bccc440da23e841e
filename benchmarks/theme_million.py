"""What would a million comments of 30 words cost? Run: folkmoot bench theme_million

Each stage is measured on a slice and multiplied, since the whole takes the better part of half an hour.
FOLKMOOT_BENCH_FULL=1 runs the whole instead, and measures memory.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable

import numpy as np

from driving.measures import say
from driving.processes import machine
from driving.remarks import remarks
from folkmoot_core.themes.cleaning import cleaned, says_nothing, words_of
from folkmoot_core.themes.clustering import SAMPLE, clusters_of
from folkmoot_core.themes.discovery import CLUSTERS, discover, how_many_read
from folkmoot_core.themes.duplicates import find_duplicates
from folkmoot_core.themes.language import language_of
from folkmoot_core.themes.sentence_model import WIDTH, load_sentence_model
from folkmoot_core.themes.word_vectors import WordVectors
from folkmoot_core.themes.words import WordTable

COMMENTS = 1_000_000
MINUTES, GIGABYTES = 35, 6
SLICE, READ = 20_000, 1_000
READ_OF_ALL = how_many_read(COMMENTS)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ready(texts: list[str]) -> None:
    for text in texts:
        plain = cleaned(text)
        if not says_nothing(plain):
            " ".join(words_of(plain))
            language_of(plain)


def stages() -> dict[str, float]:
    """Seconds that each stage would take for all, from a slice of it."""
    texts = remarks(SAMPLE, seed=1)
    part = texts[:SLICE]
    model = load_sentence_model()
    vectors = np.random.default_rng(1).normal(size=(SAMPLE, WIDTH)).astype(np.float32)
    learned: list[WordVectors] = []
    found = {
        "cleaning and language": seconds(lambda: ready(part)) * COMMENTS / SLICE,
        "duplicates and campaigns": seconds(lambda: find_duplicates(texts)) * COMMENTS / SAMPLE,
        f"sentence model, {READ_OF_ALL:,} of them": seconds(lambda: model.vectors(part[:READ])) * READ_OF_ALL / READ,
        # What grows with the texts; solving for the words' vectors, once, is in it too and so counted too often.
        "learning from those": seconds(lambda: learned.append(WordVectors.learn(model, texts, vectors)))
        * READ_OF_ALL
        / SAMPLE,
    }
    others = np.arange(SLICE)
    found["placing the others by their words"] = (
        seconds(lambda: learned[0].fill(part, others, vectors)) * (COMMENTS - READ_OF_ALL) / SLICE
    )
    found[f"clusters, found in {SAMPLE:,}"] = seconds(lambda: clusters_of(vectors, CLUSTERS, 1))
    groups = np.array_split(np.arange(SAMPLE), CLUSTERS)
    found["their words"] = seconds(lambda: WordTable.of(texts).telling(groups))
    return found


def whole() -> None:
    texts = remarks(COMMENTS, seed=1)
    minutes = seconds(lambda: find_duplicates(texts)) / 60
    say("a million comments: duplicates and campaigns", minutes, "min")
    minutes += seconds(lambda: discover(texts, seed=1)) / 60
    say(f"a million comments: duplicates and clusters; {machine()}", minutes, "min", at_most=MINUTES)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    say("a million comments: greatest memory", memory, "GiB", at_most=GIGABYTES)


def main() -> None:
    if os.environ.get("FOLKMOOT_BENCH_FULL") == "1":
        whole()
        return
    found = stages()
    for stage, each in found.items():
        say(f"a million comments, from a slice: {stage}", each / 60, "min")
    say(f"a million comments, sum of the stages; {machine()}", sum(found.values()) / 60, "min", at_most=MINUTES)


if __name__ == "__main__":
    main()
