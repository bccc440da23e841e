"""Invented referrals whose tables equal the Ombudsman's annual letter of 2010/11, and the letter's figures.

    python tools/kent_2011/build_ombudsman.py FACTS packs/kent-2011/complaints/ombudsman

FACTS holds ombudsman.csv, which is not part of this repository. Her list has the 194 that she printed; the council's
has three more (one on adult care, two on education), which is what it said of the difference. 104 decisions have a
kind; the two that her printed total of 106 has besides are nowhere.
"""

from __future__ import annotations

import csv
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

FIRST, LAST = date(2010, 4, 1), date(2011, 3, 31)
STAGES = {
    "Formal/informal premature complaints": "premature",
    "Advice given": "advice",
    "Forwarded in investigative team resubmitted": "resubmitted",
    "Forwarded to investigative team (new)": "forwarded",
}
DECISIONS = {
    "Local settlements (no report)": "local_settlement",
    "No Maladministration (no report)": "no_maladministration",
    "Ombudsman's discretion (no report)": "discretion",
    "Outside jurisdiction": "outside",
}
ENQUIRIES, MEAN_DAYS = 79, 31.6
COMPENSATED, COMPENSATION = 14, 8625
TARGET = 28
REMEDIES = ("Apologise and pay for the time and trouble.", "Look at the decision again.", "Pay for the support missed.")
FIELDS = ("reference", "category", "stage", "received_on", "enquired_on", "answered_on", "decision", "decided_on")
Line = dict[str, object]


def main(facts: Path, home: Path) -> None:
    with (facts / "ombudsman.csv").open(encoding="utf-8", newline="") as file:
        printed = [row for row in csv.DictReader(file) if row["period"] == "2010/11"]
    home.mkdir(parents=True, exist_ok=True)
    write(home / "figures.csv", ("table", "row", "column", "value"), figures(printed))
    chance = Random(2011)  # noqa: S311 – invented cases
    theirs = received(printed, chance)
    ask(theirs, chance)
    decide(theirs, printed, chance)
    more = [
        line(f"10-{900 + number}", category, "forwarded", FIRST + timedelta(days=200 + 20 * number))
        for number, category in enumerate(("Adult Care Services", *2 * ("Education & Childrens Services",)))
    ]
    write(home / "theirs.csv", ("reference", "category", "stage", "received_on", "decision", "decided_on"), theirs)
    write(home / "referrals.csv", (*FIELDS, "remedy", "compensation", "due_on", "done_on"), [*theirs, *more])


def figures(printed: list[dict[str, str]]) -> list[Line]:
    """The two tables that are compared, then what the letter says besides."""
    names = {"enquiries_and_complaints_received": "received", "decisions": "decisions", "letter": "letter"}
    return [
        {
            "table": names[row["table"]],
            "row": row["row"],
            "column": row["column"],
            "value": row["value"],
        }
        for row in printed
        if row["table"] in names
    ]


def line(reference: str, category: str, stage: str, day: date) -> Line:
    return {"reference": reference, "category": category, "stage": stage, "received_on": day}


def received(printed: list[dict[str, str]], chance: Random) -> list[Line]:
    cells = [row for row in printed if row["table"].startswith("enquiries") and row["row"] in STAGES]
    found = []
    for row in cells:
        if row["column"] != "Total":
            days = [FIRST + timedelta(days=chance.randrange(330)) for _ in range(int(row["value"]))]
            found += [line("", row["column"], STAGES[row["row"]], day) for day in days]
    found.sort(key=lambda each: str(each["received_on"]))
    for number, each in enumerate(found, 1):
        each["reference"] = f"10-{number:03d}"
    return found


def ask(lines: list[Line], chance: Random) -> None:
    """First enquiries, answered in 31.6 days on average."""
    chosen = [each for each in lines if each["stage"] in ("forwarded", "resubmitted")][:ENQUIRIES]
    days = [chance.randint(14, 49) for _ in chosen]
    while sum(days) != round(MEAN_DAYS * ENQUIRIES):
        place = chance.randrange(len(days))
        step = 1 if sum(days) < MEAN_DAYS * ENQUIRIES else -1
        days[place] = min(60, max(10, days[place] + step))
    for each, taken in zip(chosen, days, strict=True):
        asked = each["received_on"] + timedelta(days=chance.randint(5, 20))  # type: ignore[operator]
        each["enquired_on"], each["answered_on"] = asked, asked + timedelta(days=taken)


def decide(lines: list[Line], printed: list[dict[str, str]], chance: Random) -> None:
    kinds = [
        key
        for row in printed
        if row["table"] == "decisions" and (key := DECISIONS.get(row["column"]))
        for _ in range(int(row["value"]))
    ]
    chosen = [each for each in lines if each["stage"] in ("forwarded", "resubmitted")][: len(kinds)]
    chance.shuffle(kinds)
    for each, key in zip(chosen, kinds, strict=True):
        after = each.get("answered_on") or each["received_on"]
        day = min(after + timedelta(days=chance.randint(7, 60)), LAST)  # type: ignore[operator]
        each["decision"], each["decided_on"] = key, max(day, after)
    settled = [each for each in chosen if each["decision"] == "local_settlement"]
    for number, each in enumerate(settled):
        due = each["decided_on"] + timedelta(days=28)  # type: ignore[operator]
        each["remedy"], each["due_on"] = REMEDIES[number % len(REMEDIES)], due
        each["done_on"] = due + timedelta(days=chance.choice((-10, -5, -2, 0, 6)))
    amounts = [500] * (COMPENSATED - 1)
    for each, amount in zip(settled, [*amounts, COMPENSATION - sum(amounts)], strict=False):
        each["compensation"] = amount


def write(path: Path, fields: tuple[str, ...], rows: list[Line]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
