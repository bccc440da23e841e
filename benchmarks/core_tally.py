"""How long does it take to count 100,000 responses to 12 questions? Run: folkmoot bench core_tally"""

from __future__ import annotations

import time

import numpy as np

from driving.measures import say
from folkmoot_core.questionnaires import from_document
from folkmoot_core.survey import Codebook, codes_of, cross, tally

RESPONSES = 100_000
KINDS = ("choose_one", "choose_many", "grid", "choose_many", "choose_one", "rank", "text")


def questions() -> list[dict[str, object]]:
    choices = [{"key": f"k{place}", "text": f"Choice {place}"} for place in range(8)]
    found: list[dict[str, object]] = []
    for place in range(12):
        kind = KINDS[place % len(KINDS)]
        settings: dict[str, object] = {"options": choices} if kind in ("choose_one", "choose_many", "rank") else {}
        if kind == "grid":
            settings = {"rows": choices[:4], "columns": choices[:5]}
        found.append({"key": f"q{place}", "kind": kind, "text": f"Question {place}"} | settings)
    return found


def responses(codebook: Codebook) -> np.ndarray:
    random = np.random.default_rng(2011)
    matrix = np.zeros((RESPONSES, codebook.width), dtype=np.uint8)
    for column in codebook.columns:
        size, kind = (RESPONSES, column.coder.width), column.question.kind
        if kind == "choose_many":
            matrix[:, column.offset] = 1
            matrix[:, column.offset + 1 : column.end] = random.integers(1, 256, (RESPONSES, column.coder.width - 1))
        elif kind == "rank":
            order = np.argsort(random.random(size), axis=1)
            matrix[:, column.offset : column.end] = order + 1
        else:
            most = {"choose_one": 9, "grid": 6}.get(kind, 2)
            matrix[:, column.offset : column.end] = random.integers(0, most, size)
    return matrix


def best_of(times: int, work: object) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()  # type: ignore[operator]
        found.append(time.perf_counter() - start)
    return 1000 * min(found)


def main() -> None:
    section = {"key": "s", "title": "S", "questions": questions()}
    codebook = Codebook.of(from_document({"questionnaire": "bench", "title": "Bench", "sections": [section]}))
    matrix = responses(codebook)
    groups, labels = codes_of(codebook, matrix, "q0", no_reply="No reply")
    counted = f"{RESPONSES:,} responses to 12 questions, {codebook.width} bytes each"
    say(f"{counted}: tally of every question", best_of(7, lambda: tally(codebook, matrix)), "ms")
    crossed = best_of(7, lambda: cross(codebook, matrix, "q1", groups, labels))
    say(f"{counted}: one question by 9 groups", crossed, "ms")


if __name__ == "__main__":
    main()
