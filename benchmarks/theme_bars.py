"""The bars for themes, measured from outside by the commands a council would run. Run: folkmoot bench theme_bars

Needs the labelled public comments in ../shared/data. FOLKMOOT_BENCH_DRAWS draws of each measure (3).
"""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from sklearn.metrics import f1_score

from driving.measures import say

FILE = Path(__file__).parents[2] / "shared" / "data" / "comments" / "labelled_comments.csv"
DRAWS = int(os.environ.get("FOLKMOOT_BENCH_DRAWS", "3"))
EXAMPLES, LABELS, AUDITED, AUDITS = 5, 300, 200, 20
LETTERS, SENT = 8, 24
SETS = (("go_boston", "Boston", 0.34), ("nhs", "NHS", 0.34))
Row = tuple[str, str]


def folkmoot(*words: object) -> Any:
    command = [sys.executable, "-m", "folkmoot.site.cli", "themes", *map(str, words), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def written(folder: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    path = folder / "file.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def assigned(folder: Path, rows: Sequence[Row], examples: Sequence[int]) -> list[tuple[str, float]]:
    """The first label of each row, learnt from the names and some rows."""
    names = sorted({theme for _text, theme in rows})
    themes = [
        {"name": name, "description": "", "examples": [rows[row][0] for row in examples if rows[row][1] == name]}
        for name in names
    ]
    codebook = folder / "codebook.yaml"
    codebook.write_text(yaml.safe_dump(themes, allow_unicode=True), encoding="utf-8")
    path = written(folder, ["said"], [[text] for text, _theme in rows])
    found = folkmoot("assign", path, "--text", "said", "--codebook", codebook)["rows"]
    return [(row["labels"][0]["name"], row["labels"][0]["confidence"]) if row["labels"] else ("", 0.0) for row in found]


def labels(folder: Path, name: str, rows: Sequence[Row], at_least: float) -> list[str]:
    """Macro-F1 from five examples; how right the surest quarter is, from 300 labels. Gives the labels of the last."""
    quality, sure, first = [], [], []
    names = sorted({theme for _text, theme in rows})
    for draw in range(DRAWS):
        chance = random.Random(draw)
        order = chance.sample(range(len(rows)), len(rows))
        few = [row for theme in names for row in [place for place in order if rows[place][1] == theme][:EXAMPLES]]
        found = assigned(folder, rows, few)
        rest = sorted(set(order) - set(few))
        truth, told = [rows[row][1] for row in rest], [found[row][0] for row in rest]
        quality.append(f1_score(truth, told, average="macro", labels=names, zero_division=0))
        found = assigned(folder, rows, order[:LABELS])
        first = [label for label, _sure in found]
        ranked = sorted((-found[row][1], row) for row in order[LABELS:])
        surest = [row for _sure, row in ranked[: len(ranked) // 4]]
        sure.append(sum(found[row][0] == rows[row][1] for row in surest) / len(surest))
    say(f"{name}: macro-F1, name and 5 random examples, {DRAWS} draws", sum(quality) / DRAWS, "", at_least=at_least)
    say(f"{name}: the surest quarter, from {LABELS} labels, right", 100 * sum(sure) / DRAWS, "%", at_least=88)
    return first


def audits(folder: Path, name: str, rows: Sequence[Row], machine: Sequence[str]) -> None:
    """How many of the intervals for all themes, from audits drawn by the command, hold the truth."""
    held = asked = 0
    truth = Counter(theme for _text, theme in rows)
    for draw in range(AUDITS):
        path = written(folder, ["machine"], [[label] for label in machine])
        drawn = set(folkmoot("audit", path, "--machine", "machine", "--draw", AUDITED, "--seed", draw)["rows"])
        people = [[label, rows[row][1] if row in drawn else ""] for row, label in enumerate(machine)]
        path = written(folder, ["machine", "people"], people)
        for theme in folkmoot("audit", path, "--machine", "machine", "--people", "people")["themes"]:
            held += theme["low"] <= truth[theme["name"]] / len(rows) <= theme["high"]
            asked += 1
    say(f"{name}: intervals that hold the truth, {AUDITS} audits of {AUDITED}", 100 * held / asked, "%", at_least=93)


def leading(folder: Path, name: str, rows: Sequence[Row]) -> None:
    """The share of themes that are the commonest of one cluster at least, with four times as many clusters."""
    names = {theme for _text, theme in rows}
    path = written(folder, ["said"], [[text] for text, _theme in rows])
    found = folkmoot("discover", path, "--text", "said", "--clusters", 4 * len(names))["clusters"]
    led = {Counter(rows[row][1] for row in cluster["members"]).most_common(1)[0][0] for cluster in found}
    say(f"{name}: themes that lead one of {4 * len(names)} clusters", 100 * len(led) / len(names), "%")


def campaigns(folder: Path, texts: Sequence[str], seed: int) -> None:
    """Letters of 40 to 300 words, sent with changes among real comments, of which none is a source of a letter."""
    chance = random.Random(seed)
    mixed = chance.sample(list(texts), len(texts))
    own_words, around = mixed[: len(mixed) // 5], mixed[len(mixed) // 5 :]
    words = [word for text in own_words for word in text.split()]
    sent: list[tuple[str, int, str]] = [(text, -1, "") for text in around]
    for letter in range(LETTERS):
        start, length = chance.randrange(len(words) - 300), chance.choice([40, 80, 150, 300])
        body = words[start : start + length]
        for copy in range(SENT):
            own = chance.choice(own_words)
            kinds = {
                "8% of words changed": [word for word in body for word in _edited(chance, word, words)],
                "personal words around it": [*own.split(), *body, *chance.choice(own_words).split()[:20]],
                "lines broken, capitals": " ".join(body).upper().replace(" ", "\n", 20).split(" "),
            }
            kind = sorted(kinds)[copy % len(kinds)]
            sent.append((" ".join(kinds[kind]), letter, kind))
    chance.shuffle(sent)
    path = written(folder, ["said"], [[text] for text, _letter, _kind in sent])
    found = folkmoot("duplicates", path, "--text", "said")["groups"]
    caught: Counter[str] = Counter()
    strangers = 0
    for letter in range(LETTERS):
        best = max((group["rows"] for group in found), key=lambda rows: sum(sent[row][1] == letter for row in rows))
        caught.update(sent[row][2] for row in best if sent[row][1] == letter)
        strangers += sum(sent[row][1] != letter for row in best)
    whole = Counter(kind for _text, letter, kind in sent if letter >= 0)
    for kind in sorted(whole):
        say(f"campaign letters, {kind}: found", 100 * caught[kind] / whole[kind], "%", at_least=97)
    say("strangers joined to a letter", strangers, "", at_most=0)


def _edited(chance: random.Random, word: str, words: Sequence[str]) -> list[str]:
    if chance.random() >= 0.08:
        return [word]
    return chance.choice([[], [word, chance.choice(words)], [chance.choice(words)]])


def main() -> None:
    if not FILE.is_file():
        print(f"No labelled comments at {FILE}: nothing can be measured.", file=sys.stderr)
        return
    with FILE.open(encoding="utf-8", newline="") as file:
        every = list(csv.DictReader(file))
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as made:
        folder = Path(made)
        for draw in range(DRAWS):
            campaigns(folder, [row["text"] for row in every], draw)
        for source, name, at_least in SETS:
            own = [row for row in every if row["source"].startswith(source) and row["labels"] != "Miscellaneous"]
            rows = [(row["text"], row["labels"]) for row in own]
            leading(folder, name, rows)
            machine = labels(folder, name, rows, at_least)
            audits(folder, name, rows, machine)


if __name__ == "__main__":
    main()
