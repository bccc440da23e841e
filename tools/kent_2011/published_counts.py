"""The counts that the 2011 paper printed, by the keys of our questionnaire."""

from __future__ import annotations

from collections.abc import Mapping

from tables import SOURCE, read_table

KENT = SOURCE / "kent"
BASE = 773
ONLINE, PAPER, WRITTEN = 637, 136, 20
CAPACITIES = {
    "As a member of the public": "public",
    "As a representative of a public sector organisation": "public_sector",
    "As a representative of a Parish Council": "parish",
    "As a representative of a voluntary and community sector organisation": "voluntary",
    "On behalf of a business": "business",
    "In some other capacity": "other",
}
AGES = {
    "No reply (age)": "no_reply",
    "Up to 19": "up-to-19",
    "20 - 25": "20-25",
    "26 - 35": "26-35",
    "36 - 45": "36-45",
    "46 - 55": "46-55",
    "56 - 65": "56-65",
    "over 65": "over-65",
    "Do not wish to say": "declined",
    "Base": "base",
}
SEXES = {
    "No reply": "no_reply",
    "Male": "male",
    "Female": "female",
    "Do not wish to say": "declined",
    "Total": "total",
}
# Percentages printed without a count. The counts are the only whole numbers whose share of the base rounds to them
# (59% of 46, 69% of 13, 73% of 56) or, for 81% of 773, one of several.
HEADLINES: Mapping[str, Mapping[str, int]] = {
    "balance": {"yes": 626, "no": 98},
    "ps1": {"yes": 52, "no": 8},
    "vc1": {"yes": 27, "no": 15},
    "bu1": {"yes": 9, "no": 3},
    "pc1": {"yes": 41, "no": 11},
    "feedback": {"yes": 421, "no": 351},
}


def printed() -> list[dict[str, str]]:
    """The table of printed results as transcribed."""
    return read_table(KENT / "consultation_vfk_results.csv")


def capacities() -> dict[str, int]:
    """How many answered in each capacity."""
    return {CAPACITIES[row["item"]]: int(row["count"]) for row in printed() if row["table"] == "sector"}


def priorities(ambition: int) -> dict[str, int]:
    """Ticks for each action of one ambition, under our option keys a1a … a3f, in printed order."""
    rows = [row for row in printed() if row["table"] == "ambition_priority" and row["ambition"] == str(ambition)]
    return {f"a{ambition}{letter}": int(row["count"]) for letter, row in zip("abcdef", rows, strict=True)}


def ages_by_sex() -> dict[tuple[str, str], int]:
    """How many of the 594 stand in each cell of age by gender, without the totals."""
    cells = {
        (AGES[row["item"]], SEXES[row["gender"]]): int(row["count"])
        for row in printed()
        if row["table"] == "age_x_gender"
    }
    return {cell: count for cell, count in cells.items() if "total" not in cell and "base" not in cell}
