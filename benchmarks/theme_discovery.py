"""How long do clusters of 10,000 comments take, and work on them? Run: folkmoot bench theme_discovery"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from driving.measures import say
from driving.remarks import remarks
from folkmoot_core.themes.clustering import central, clusters_of, merge, nearest, split
from folkmoot_core.themes.discovery import by_meaning
from folkmoot_core.themes.duplicates import find_duplicates
from folkmoot_core.themes.words import WordTable

COMMENTS = 10_000


def cold_start(texts: list[str]) -> tuple[float, float]:
    """Seconds of the whole command, and seconds of processor time."""
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        path = Path(folder) / "comments.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["said"], *([text] for text in texts)])
        command = [
            sys.executable,
            "-m",
            "folkmoot.site.cli",
            "themes",
            "discover",
            str(path),
            "--text",
            "said",
            "--json",
        ]
        before, start = os.times(), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        return time.perf_counter() - start, spent


def milliseconds(work: Callable[[], object]) -> float:
    found = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return 1000 * min(found)


def screen(texts: list[str]) -> None:
    """What each touch of the merge screen asks for, with the vectors and the table of words kept."""
    vectors = by_meaning(texts, 1)
    table = WordTable.of(texts)
    labels = clusters_of(vectors, 60, 1)
    clusters = [tuple(np.flatnonzero(labels == label).tolist()) for label in range(labels.max() + 1)]
    largest = max(range(len(clusters)), key=lambda place: len(clusters[place]))

    def after_merge() -> None:
        merged = merge(clusters, [0, 1])
        table.telling(merged)
        central(vectors, merged[0])

    say("merging two of 60 clusters of 10,000 comments, with new words", milliseconds(after_merge), "ms", at_most=100)
    say("splitting the largest of them", milliseconds(lambda: split(vectors, clusters[largest], 1)), "ms", at_most=100)
    say("the clusters most like one of them", milliseconds(lambda: nearest(vectors, clusters, 0)), "ms", at_most=100)


def main() -> None:
    texts = remarks(COMMENTS, seed=1)
    seconds, processor = cold_start(texts)
    say("10,000 comments of 30 words to 60 clusters, from a cold start", seconds, "s", at_most=60)
    say("the same, time of processors", processor, "s")
    start = time.perf_counter()
    find_duplicates(texts)
    say("duplicates and campaigns among them", time.perf_counter() - start, "s")
    screen(texts)


if __name__ == "__main__":
    main()
