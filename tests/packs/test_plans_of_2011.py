"""The 26 improvement actions of 2011: each timetable as printed reads as the pack says that it is understood."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from folkmoot_core.plans import parse_timing, understand

PLANS = Path(__file__).parents[2] / "packs" / "kent-2011" / "plans"
BEGINS = date(2011, 8, 17)


def test_the_26_improvement_actions_stand_as_printed_and_as_understood() -> None:
    with (PLANS / "actions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["plan"] == "yos_improvement_plan_2011"]
    assert len(rows) == 26
    for row in rows:
        assert understand(row["timetable"], BEGINS) == row["understood"], row["key"]
        review = understand(row["review"], BEGINS, {"cyjb": "cyjb"})
        assert review == row["review_understood"], row["key"]
    forms = [parse_timing(row["understood"]).form for row in rows]
    known = ("once", "ongoing", "every", "times", "unknown")
    assert {form: forms.count(form) for form in known} == {
        "once": 15, "ongoing": 6, "every": 1, "times": 1, "unknown": 3,
    }  # fmt: skip
    # “During 2010” lies before the plan: printed as it is, and not believed.
    assert next(row["understood"] for row in rows if row["timetable"] == "During 2010") == ""
