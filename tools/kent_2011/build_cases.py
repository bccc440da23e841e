"""Make the synthetic cases of 2008/09, 2009/10 and 2010/11: invented complaints, comments and compliments whose tables
are the printed ones, unit by unit.

Run once with the source tables beside the repository: ``python tools/kent_2011/build_cases.py``. The random numbers
start from a fixed seed, so the files come out the same each time. ``tests/packs/test_cases_of_2008_to_2011.py``
recounts them, and names what the papers themselves get wrong.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tables import PACK, SOURCE, read_table, write_table

from folkmoot_core.calendars import Calendar
from folkmoot_core.reconcile import check_percentage

SEED = 20110915
KENT = SOURCE / "kent"
COLUMNS = (
    "reference",
    "kind",
    "unit",
    "received_on",
    "acknowledged_on",
    "responded_on",
    "channel",
    "reasons",
    "outcome",
)
KINDS = {"complaints": "complaint", "comments": "comment", "compliments": "compliment"}
YEARS = {"2008/09": 2008, "2009/10": 2009, "2010/11": 2010}
# Working days to acknowledge and to answer; after how many an answer was late by either reading of "25 - 28".
STANDARDS = {"2008/09": (5, 25, 28), "2009/10": (3, 20, 20), "2010/11": (3, 20, 20)}
# The compliance table parts one unit of the other tables in two. Both percentages of the registration service fit its
# 17 complaints and no smaller number, so that none is left for the coroners.
COMPLIANCE_OF = {"registration_and_coroners": "registration_service"}
REASONS = (
    "errors",
    "availability",
    "decisions",
    "dissatisfaction",
    "impact",
    "premises",
    "communication",
    "charges",
    "experience",
    "contractor",
    "staff",
    "delays",
)
# What the papers say of the complaints of two units.
LEANINGS = {
    "community_learning_and_skills": {"charges": 6, "availability": 4},
    "youth_service": {"availability": 5, "communication": 5},
}
OUTCOMES = {"upheld": 30, "partly_upheld": 25, "not_upheld": 45}
# Shares of channels, in thousandths, where nothing was printed; paper is a comment card.
USUAL = {
    "complaint": {"paper": 244, "web": 50, "face_to_face": 50, "email": 260, "letter": 230, "telephone": 166},
    "comment": {"paper": 600, "email": 170, "web": 130, "letter": 48, "telephone": 28, "face_to_face": 24},
    "compliment": {"paper": 625, "email": 170, "letter": 150, "telephone": 14, "face_to_face": 41},
}
# Counts that give the printed percentages, where a count can: 11.1 per cent of 517 by telephone is not one.
PRINTED_CHANNELS = {
    ("complaint", "2010/11"): {
        "web": 90,
        "face_to_face": 90,
        "paper": 116,
        "telephone": 57,
        "letter": 49,
        "email": 115,
    },
    ("complaint", "2009/10"): {
        "web": 39,
        "face_to_face": 39,
        "paper": 191,
        "telephone": 145,
        "letter": 160,
        "email": 210,
    },
}
Row = dict[str, str]


class Printed:
    """The printed tables: how many by unit and year or quarter, and per cent in time."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str, str], int] = {}
        self.percents: dict[tuple[str, str, str], Decimal] = {}
        self.figures: list[dict[str, object]] = []
        for row in read_table(KENT / "complaints.csv"):
            self._note(row["table"], row["unit_id"], row["period"], row["value"])
            if row["value"]:
                self.counts[row["table"], row["unit_id"], row["period"]] = int(row["value"])
        for row in read_table(KENT / "complaints_compliance.csv"):
            self._note(row["measure"], row["unit_id"], row["year"], row["percent"])
            if row["percent"]:
                self.percents[row["measure"], row["unit_id"], row["year"]] = Decimal(row["percent"])
        for row in read_table(KENT / "complaints_channels.csv"):
            if row["scope"] == "Customer & Communities":
                table = f"{row['kind']} channels" if "share" not in row["kind"] else "complaint units"
                item = row["channel"].casefold().replace(" & ", "_and_").replace("-", "").replace(" ", "_")
                self._note(table, item, row["year"], row["percent"])
                if row["percent_previous"]:
                    self._note(table, item, "2009/10", row["percent_previous"])

    def _note(self, table: str, item: str, period: str, printed: str) -> None:
        if printed:
            self.figures.append({"table": table, "item": item, "period": period, "printed": printed})

    def units(self, table: str, year: str) -> list[str]:
        return [unit for (name, unit, period) in self.counts if (name, period) == (table, year) and unit != "total"]

    def in_time(self, measure: str, unit: str, year: str) -> int | None:
        """How many of the unit's complaints were in time: the count that fits best; None where nothing was printed."""
        percent = self.percents.get((measure, COMPLIANCE_OF.get(unit, unit), year))
        total = self.counts["complaints", unit, year]
        if percent is None or not total:
            return None
        ranked = sorted(range(total + 1), key=lambda count: abs(Decimal(100 * count) / total - percent))
        return next((count for count in ranked if check_percentage("", percent, count, total) is None), ranked[0])


def days_of(period: str) -> list[date]:
    """Every day of a year 2010/11 or a quarter 2010/11 Q1."""
    year, _, quarter = period.partition(" Q")
    months = range((int(quarter) - 1) * 3, int(quarter) * 3) if quarter else range(12)
    start = date(YEARS[year], 4, 1)
    every = [start + timedelta(days=day) for day in range(366)]
    return [day for day in every if (day.month - 4) % 12 in months and day < date(YEARS[year] + 1, 4, 1)]


def received(rng: random.Random, printed: Printed, table: str, unit: str, year: str) -> list[date]:
    """Days of receipt, in the quarters that were printed, mostly on weekdays."""
    quarters = [f"{year} Q{number}" for number in range(1, 5)]
    periods = [period for period in quarters if (table, unit, period) in printed.counts] or [year]
    found = []
    for period in periods:
        days = days_of(period)
        weights = [1 if day.weekday() >= 5 else 10 for day in days]
        found += rng.choices(days, weights, k=printed.counts[table, unit, period])
    return sorted(found)


def deal_channels(rng: random.Random, rows: Sequence[Row], kind: str, year: str) -> None:
    """Printed counts where there are any; most cards go to the libraries, who have them on their counters."""
    counts = PRINTED_CHANNELS.get((kind, year)) or shares(USUAL[kind], len(rows))
    channels = [channel for channel, count in counts.items() for _number in range(count)]
    cards = channels.count("paper")
    order = sorted(rows, key=lambda row: (row["unit"] != "libraries_and_archives", rng.random()))
    mostly = order[: cards * 4 // 5]
    rest = order[len(mostly) :]
    others = [*(channel for channel in channels if channel != "paper"), *["paper"] * (cards - len(mostly))]
    rng.shuffle(others)
    for row, channel in zip([*mostly, *rest], [*["paper"] * len(mostly), *others], strict=True):
        row["channel"] = channel


def shares(thousandths: dict[str, int], total: int) -> dict[str, int]:
    """Counts nearest to the shares that add up to the total; the first channel takes what rounding leaves."""
    counts = {channel: round(total * share / 1000) for channel, share in thousandths.items()}
    first = next(iter(counts))
    counts[first] += total - sum(counts.values())
    return counts


def answer(rng: random.Random, printed: Printed, rows: Sequence[Row], year: str, calendar: Calendar) -> None:
    """Days of acknowledgement and answer, so many in time as was printed; none where none was printed."""
    by_unit: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_unit[row["unit"]].append(row)
    soon, in_time, late = STANDARDS[year]
    for unit, own in by_unit.items():
        for measure, column in (("acknowledged", "acknowledged_on"), ("responded", "responded_on")):
            # The contact centre has complaints and no line in the table of compliance: nothing is known of it.
            prompt = printed.in_time(measure, unit, year)
            if prompt is None:
                continue
            chosen = {id(row) for row in rng.sample(own, prompt)}
            for row in own:
                start = date.fromisoformat(row["received_on"])
                if measure == "acknowledged":
                    days = rng.randint(0, soon) if id(row) in chosen else soon + rng.randint(1, 6)
                else:
                    days = rng.randint(soon, in_time) if id(row) in chosen else late + rng.randint(1, 20)
                row[column] = after(calendar, start, days).isoformat()
    for row in rows:
        if row.get("responded_on"):
            row["outcome"] = rng.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
            # Nothing is answered before it is acknowledged.
            row["responded_on"] = max(row["responded_on"], row.get("acknowledged_on", ""))


def after(calendar: Calendar, start: date, days: int) -> date:
    return calendar.add_working_days(start, days) if days else start


def give_reasons(rng: random.Random, row: Row) -> None:
    leaning = LEANINGS.get(row["unit"], {})
    weights = [leaning.get(reason, 1) for reason in REASONS]
    chosen = {rng.choices(REASONS, weights)[0] for _number in range(rng.choice((1, 1, 2)))}
    row["reasons"] = ";".join(reason for reason in REASONS if reason in chosen)


def cases_of(rng: random.Random, printed: Printed, year: str, calendar: Calendar) -> list[Row]:
    made: list[Row] = []
    for table, kind in KINDS.items():
        rows = [
            {"kind": kind, "unit": unit, "received_on": day.isoformat()}
            for unit in printed.units(table, year)
            for day in received(rng, printed, table, unit, year)
        ]
        deal_channels(rng, rows, kind, year)
        if kind == "complaint":
            answer(rng, printed, rows, year, calendar)
            if year != "2008/09":  # the twelve reasons came with the standards of April 2009
                for row in rows:
                    give_reasons(rng, row)
        made += rows
    made.sort(key=lambda row: (row["received_on"], rng.random()))
    for place, row in enumerate(made, 1):
        row["reference"] = f"{year[2:4]}{year[5:]}-{place:04d}"
    return made


def pack_calendar() -> Calendar:
    days = read_table(PACK / "calendars" / "bank_holidays.csv")
    return Calendar(
        {date.fromisoformat(row["date"]): row["title"] for row in days if row["region"] == "england-wales"},
        "england-wales",
    )


def main(folder: Path = PACK / "complaints" / "past") -> None:
    """Write the cases of each year, and every figure that was printed of them."""
    rng = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    printed, calendar = Printed(), pack_calendar()
    for year in YEARS:
        write_table(folder / f"cases-{year.replace('/', '-')}.csv", COLUMNS, cases_of(rng, printed, year, calendar))
    write_table(folder / "cases-published.csv", ("table", "item", "period", "printed"), printed.figures)


if __name__ == "__main__":
    main()
