"""Made-up responses for the comparison with R: gaps, unequal weights, uneven villages. Writes responses.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

ROWS = 400


def main() -> None:
    draw = np.random.default_rng(20110930)
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
    with (Path(__file__).parent / "responses.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["village", "region", "villages", "sex", "age", "district", "view", "park", "hours", "weight"])
        writer.writerows(zip(village, region, villages, sex, age, district, view, park, hours, weight, strict=True))


if __name__ == "__main__":
    main()
