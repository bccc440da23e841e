"""How well are comments put under themes, and do the audit's intervals cover? Run: folkmoot bench theme_assignment

Quality is measured on the labelled public comments in ../shared/data, where they are; the rest needs no data.
"""

from __future__ import annotations

import csv
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from driving.measures import say
from folkmoot_core.themes.asking import next_to_ask
from folkmoot_core.themes.assignment import Assignment, assign
from folkmoot_core.themes.audit import draw_audit, estimate_share
from folkmoot_core.themes.codebooks import codebook_of
from folkmoot_core.themes.sentence_model import load_sentence_model

FILE = Path(__file__).parents[2] / "shared" / "data" / "comments" / "labelled_comments.csv"
DRAWS = 10
ASKED_AT_ONCE = 35
FIRST_ASKED = 30


@dataclass(frozen=True)
class Labelled:
    """Comments with one theme each, and their vectors, read once."""

    name: str
    texts: list[str]
    themes: NDArray[np.intp]
    names: list[str]
    read: dict[str, NDArray[np.float32]]

    def vectors(self, texts: list[str]) -> NDArray[np.float32]:
        new = sorted({text for text in texts if text not in self.read})
        self.read.update(zip(new, load_sentence_model().vectors(new), strict=True))
        return np.array([self.read[text] for text in texts], np.float32).reshape(len(texts), -1)

    def learn(self, chosen: NDArray[np.intp] | list[int], seed: int = 1) -> tuple[Assignment, NDArray[np.intp]]:
        """What the machine makes of all comments after learning some, and the rows it has not learnt."""
        codebook = codebook_of(
            [
                (name, "", [self.texts[row] for row in chosen if self.themes[row] == place])
                for place, name in enumerate(self.names)
            ]
        )
        found = assign(self.texts, codebook, self.vectors, seed=seed)
        return found, np.setdiff1d(np.arange(len(self.texts)), chosen)

    def quality(self, found: Assignment, rest: NDArray[np.intp]) -> float:
        every = range(len(self.names))
        return float(f1_score(self.themes[rest], found.best[rest], average="macro", labels=every, zero_division=0))


def labelled(source: str, name: str, rows: list[dict[str, str]]) -> Labelled:
    own = [row for row in rows if row["source"].startswith(source) and row["labels"] != "Miscellaneous"]
    names = sorted({row["labels"] for row in own})
    themes = np.array([names.index(row["labels"]) for row in own])
    return Labelled(name, [row["text"] for row in own], themes, names, {})


def from_names_and_examples(data: Labelled, at_least: float) -> None:
    figures = []
    for seed in range(DRAWS):
        random = np.random.default_rng(seed)
        by_theme = [np.flatnonzero(data.themes == place) for place in range(len(data.names))]
        figures.append(data.quality(*data.learn(np.concatenate([random.permutation(rows)[:5] for rows in by_theme]))))
    told = f"{data.name}: macro-F1 from the name and 5 examples of each theme, mean of {DRAWS} draws"
    say(told, float(np.mean(figures)), "", at_least=at_least)
    say(f"{data.name}: macro-F1 from names alone", data.quality(*data.learn([])), "")


def surest_quarter(data: Labelled) -> None:
    right, three = [], []
    for seed in range(4):
        found, rest = data.learn(np.random.default_rng(seed).permutation(len(data.themes))[:300])
        surest = rest[np.argsort(-found.confidences[rest].max(axis=1), kind="stable")[: len(rest) // 4]]
        right.append((found.best == data.themes)[surest].mean())
        best_three = np.argsort(-found.confidences[rest], axis=1)[:, :3]
        three.append((best_three == data.themes[rest][:, None]).any(axis=1).mean())
    say(f"{data.name}: right labels among the surest 25%, from 300 labels", 100 * float(np.mean(right)), "%")
    say(f"{data.name}: right theme among the best three, from 300 labels", 100 * float(np.mean(three)), "%")


def labels_saved(data: Labelled, by_chance: int = 600, draws: int = 3) -> None:
    """How many labels that were asked for are as good as 600 drawn by chance?"""
    goal, steps = 0.0, np.arange(100, by_chance + 1, 50)
    curve = np.zeros(len(steps))
    vectors = data.vectors(data.texts)
    for seed in range(draws):
        order = np.random.default_rng(seed).permutation(len(data.texts)).tolist()
        goal += data.quality(*data.learn(order[:by_chance])) / draws
        rows = order[:FIRST_ASKED]
        for place, step in enumerate(steps):
            while len(rows) < step:
                found, _rest = data.learn(rows)
                more = min(ASKED_AT_ONCE, step - len(rows))
                rows += next_to_ask(found, vectors, asked=rows, how_many=int(more), seed=seed)
            curve[place] += data.quality(*data.learn(rows)) / draws
    enough = steps[curve >= goal]
    saved = 100 * (1 - enough[0] / by_chance) if len(enough) else 0.0
    say(f"{data.name}: labels saved by asking well, against {by_chance} by chance", float(saved), "%")


def coverage() -> None:
    """Of 95% intervals from audits of 200 of 4,000 comments, over themes from rare to common."""
    random = np.random.default_rng(2030)
    for share in (0.002, 0.01, 0.05, 0.3):
        truth = random.random(4_000) < share
        machine = np.where(truth, random.random(4_000) < 0.6, random.random(4_000) < 0.02)
        covered, draws = 0, 1_000
        for seed in range(draws):
            rows = np.array(draw_audit(4_000, 200, seed))
            found = estimate_share(truth[rows], rows, machine)
            covered += found.low <= truth.mean() <= found.high
        say(f"intervals that cover, theme of {100 * share:g}%", 100 * covered / draws, "%", at_least=93)


def speed(data: Labelled) -> None:
    """A hundred thousand comments, the vectors at hand: what assignment itself takes."""
    vectors = data.vectors(data.texts)
    random = np.random.default_rng(1)
    many = vectors[random.integers(0, len(vectors), 100_000)]
    many += 0.02 * random.standard_normal(many.shape).astype(np.float32)
    many /= np.linalg.norm(many, axis=1, keepdims=True)
    codebook = codebook_of([(name, "", ()) for name in data.names])

    def read(texts: list[str]) -> NDArray[np.float32]:
        return many if len(texts) == len(many) else data.vectors(texts)

    start = time.perf_counter()
    assign([str(row) for row in range(len(many))], codebook, read)
    say("100,000 comments under 11 themes, vectors at hand", time.perf_counter() - start, "s", at_most=60)


def main() -> None:
    coverage()
    if not FILE.is_file():
        print(f"No labelled comments at {FILE}: the rest is left out.", file=sys.stderr)
        return
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for data, at_least in (
        (labelled("go_boston", "Boston", rows), 0.34),
        (labelled("nhs", "NHS", rows), 0.34),
    ):
        from_names_and_examples(data, at_least)
        surest_quarter(data)
        labels_saved(data)
        if data.name == "Boston":
            speed(data)


if __name__ == "__main__":
    main()
