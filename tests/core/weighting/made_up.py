"""Made-up responses with gaps, unequal weights and uneven villages, and the population they are weighed to."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from folkmoot_core.weighting import Codes, Floats, Margin, Moments

ROWS = 400
ORACLE = Path(__file__).parent / "oracle"
MARGINS = (
    Margin("sex", ("man", "woman"), (4900, 5100)),
    Margin("age", ("16-34", "35-64", "65+"), (3300, 4500, 2200)),
    Margin("district", ("Fen", "Hill", "Town"), (1500, 2500, 6000)),
)


@dataclass(frozen=True)
class Responses:
    columns: dict[str, list[str]]

    def __len__(self) -> int:
        return len(self.columns["sex"])

    def levels(self, name: str) -> list[str]:
        return sorted({value for value in self.columns[name] if value})

    def codes(self, name: str) -> Codes:
        """Levels in order of the alphabet; -1 for no reply."""
        places = {level: place for place, level in enumerate(self.levels(name))}
        return np.array([places.get(value, -1) for value in self.columns[name]], dtype=np.int64)

    def numbers(self, name: str) -> Floats:
        return np.array([float(value) if value else np.nan for value in self.columns[name]])


def start_weights(responses: Responses, name: str) -> Floats:
    """The weights that a design of the oracle starts from."""
    return np.ones(len(responses)) if name in ("plain", "calibrated") else responses.numbers("weight")


def moments(codes: list[Codes], weights: Floats) -> Moments:
    """Sums over the levels of several variables, the rows left out that have no reply to one of them."""
    there = np.all([code >= 0 for code in codes], axis=0)
    shape = [int(code.max()) + 1 for code in codes]
    place = np.ravel_multi_index([code[there] for code in codes], shape)
    size = int(np.prod(shape))
    return Moments(
        np.bincount(place, minlength=size).reshape(shape),
        np.bincount(place, weights[there], size).reshape(shape),
        np.bincount(place, weights[there] ** 2, size).reshape(shape),
    )


def write_responses(path: Path, seed: int) -> None:
    """Draw responses and write them. oracle/responses.csv has the seed 20110930."""
    draw = np.random.default_rng(seed)
    village = draw.integers(1, 25, ROWS)
    region = np.where(village <= 9, "north", "south")
    sex = draw.choice(["woman", "man"], ROWS, p=[0.6, 0.4])
    age = draw.choice(["16-34", "35-64", "65+"], ROWS, p=[0.12, 0.4, 0.48])
    district = draw.choice(["Town", "Fen", "Hill"], ROWS, p=[0.3, 0.35, 0.35])
    keen = 0.25 + 0.2 * (sex == "woman") + 0.2 * (district == "Fen") + 0.005 * village
    view = np.where(draw.random(ROWS) < keen, "for", draw.choice(["against", "unsure"], ROWS, p=[0.7, 0.3]))
    view = np.where(draw.random(ROWS) < 0.08, "", view)
    park = np.where(draw.random(ROWS) < 0.1, "", (draw.random(ROWS) < keen).astype(int).astype(str))
    hours = np.where(draw.random(ROWS) < 0.1, "", np.round(draw.gamma(2.0, 3.0 + keen), 1).astype(str))
    weight = np.round(draw.uniform(0.4, 3.0, ROWS), 3)
    villages = np.where(region == "north", 40, 55)
    names = ["village", "region", "villages", "sex", "age", "district", "view", "park", "hours", "weight"]
    columns = (village, region, villages, sex, age, district, view, park, hours, weight)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(zip(*columns, strict=True))
