"""Every figure that the annual complaints report of 2010/11 prints about its units, against the invented cases of the
pack: equal, or named here as something that the paper itself gets wrong."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from folkmoot_core.calendars import Calendar
from folkmoot_core.clocks import Event, read_policy, reckon
from folkmoot_core.reconcile import Case, Definition, check_percentage, reconcile, table_of

PACK = Path(__file__).parents[2] / "packs" / "kent-2011"
YEARS = {"2008/09": 2008, "2009/10": 2009, "2010/11": 2010}
KINDS = {"complaints": "complaint", "comments": "comment", "compliments": "compliment"}
# Before April 2009 there were 5 working days to acknowledge, and 25 to 28 to answer.
OLD_STANDARD = {"acknowledged": 5, "responded": 28}
# The table of compliance parts one unit of the others in two; none of its complaints are left for the coroners.
UNIT_OF = {"registration_service": "registration_and_coroners"}
# The printed channel: the channels of our cases that it means. A comment card is a paper form.
CHANNELS = {
    "face_to_face_or_online": ("face_to_face", "web"),
    "comment_card": ("paper",),
    "library_comment_card": ("paper",),
    "phone": ("telephone",),
    "online": ("web",),
}
Row = dict[str, str]

NOTHING = "a percentage of no complaints"
# What the paper itself gets wrong: the figure, and what the cases give instead.
FAULTS = {
    # The units add up to one fewer, and to ten fewer. A unit without a figure ("***") may be what is missing.
    ("complaints", "total", "2008/09"): "743",
    ("comments", "total", "2009/10"): "1682",
    # 57 of 517 are 11.0 and 58 are 11.2: no number of complaints is 11.1 per cent.
    ("complaint channels", "phone", "2010/11"): "57 of 517 is 11.025.",
    ("acknowledged", "arts_development", "2010/11"): NOTHING,
    ("responded", "arts_development", "2010/11"): NOTHING,
    ("acknowledged", "coroners_service", "2010/11"): NOTHING,
    ("acknowledged", "coroners_service", "2009/10"): NOTHING,
    ("responded", "coroners_service", "2010/11"): NOTHING,
    ("responded", "coroners_service", "2009/10"): NOTHING,
    # 98 per cent of three complaints.
    ("responded", "youth_service", "2008/09"): "3 of 3 is 100.",
    # Printed 98, 87.0 and 96: more than the units' own percentages allow, even if every complaint of the units without
    # one was in time (see below).
    ("acknowledged", "totals", "2010/11"): "437 of 459 is 95.21.",
    ("acknowledged", "totals", "2009/10"): "662 of 770 is 85.974.",
    ("responded", "totals", "2010/11"): "424 of 456 is 92.98.",
    # Printed 96 and 74: they rest on units whose own percentages were not printed, so they cannot be checked.
    ("acknowledged", "totals", "2008/09"): "73 of 73 is 100.",
    ("responded", "totals", "2008/09"): "488 of 682 is 71.55.",
}


def rows_of(name: str) -> list[Row]:
    with (PACK / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def cases(year: str) -> tuple[Row, ...]:
    return tuple(rows_of(f"complaints/past/cases-{year.replace('/', '-')}.csv"))


@cache
def complaints(year: str) -> tuple[Row, ...]:
    return tuple(row for row in cases(year) if row["kind"] == "complaint")


def printed(*tables: str) -> list[Row]:
    return [row for row in rows_of("complaints/past/cases-published.csv") if row["table"] in tables]


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str, str], str]:
    """Every printed figure that the cases do not bear out, with what they give."""
    return {**counts_that_differ(), **shares_that_differ(), **compliance_that_differs()}


def counts_that_differ() -> dict[tuple[str, str, str], str]:
    differing = {}
    for table, kind in KINDS.items():
        figures = printed(table)
        for period in {row["period"] for row in figures}:
            year, _, quarter = period.partition(" Q")
            listed = [(row["item"], period, row["printed"]) for row in figures if row["period"] == period]
            total = "total" if any(item == "total" for item, _period, _figure in listed) else None
            first, last = quarter_of(YEARS[year], quarter)
            definition = Definition("received", "received_on", first, last, row_field="unit", only_column=period)
            ours = [
                Case(row["reference"], {"unit": row["unit"], "received_on": date.fromisoformat(row["received_on"])})
                for row in cases(year)
                if row["kind"] == kind
            ]
            compared = reconcile(table_of(table, "annual report", listed, total_row=total), definition, ours)
            assert compared.without_place == ()
            for cell in compared.cells:
                if cell.difference:
                    differing[table, cell.place[0], period] = str(cell.ours)
            # What differs is exactly what does not add up in print.
            assert {f.expected for f in compared.arithmetic} == {c.ours for c in compared.cells if c.difference}
    return differing


def quarter_of(year: int, quarter: str) -> tuple[date, date]:
    ends = {
        "1": (date(year, 4, 1), date(year, 6, 30)),
        "2": (date(year, 7, 1), date(year, 9, 30)),
        "3": (date(year, 10, 1), date(year, 12, 31)),
        "4": (date(year + 1, 1, 1), date(year + 1, 3, 31)),
    }
    return ends.get(quarter, (date(year, 4, 1), date(year + 1, 3, 31)))


def shares_that_differ() -> dict[tuple[str, str, str], str]:
    differing = {}
    for row in printed("complaint channels", "comment channels", "compliment channels", "complaint units"):
        kind, _, what = row["table"].partition(" ")
        own = [case for case in cases(row["period"]) if case["kind"] == kind]
        if what == "units":
            count = sum(case["unit"].startswith(row["item"]) for case in own)
        else:
            count = sum(case["channel"] in CHANNELS.get(row["item"], (row["item"],)) for case in own)
        fault = check_percentage(row["item"], Decimal(row["printed"]), count, len(own))
        if fault is not None:
            differing[row["table"], row["item"], row["period"]] = fault.explanation
    return differing


def compliance_that_differs() -> dict[tuple[str, str, str], str]:
    differing = {}
    timely = {year: in_time(year) for year in YEARS}
    for row in printed("acknowledged", "responded"):
        unit = UNIT_OF.get(row["item"], row["item"])
        judged = timely[row["period"]][row["table"]]
        own = [ok for of, ok in judged if unit in (of, "totals")]
        if not own:
            differing[row["table"], row["item"], row["period"]] = NOTHING
            continue
        fault = check_percentage(row["item"], Decimal(row["printed"]), sum(own), len(own))
        if fault is not None:
            differing[row["table"], row["item"], row["period"]] = fault.explanation
    return differing


def in_time(year: str) -> dict[str, list[tuple[str, bool]]]:
    """Unit and whether in time, for each complaint with a day of acknowledgement or answer."""
    judged: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    policy, england = read_policy(PACK / "clocks" / "kent-2009.yaml"), calendar()
    for row in complaints(year):
        received = date.fromisoformat(row["received_on"])
        days = {name: row[f"{name}_on"] for name in OLD_STANDARD if row[f"{name}_on"]}
        if year == "2008/09":
            for name, day in days.items():
                limit = england.add_working_days(received, OLD_STANDARD[name])
                judged[name].append((row["unit"], date.fromisoformat(day) <= limit))
            continue
        events = [Event("received", received), *(Event(name, date.fromisoformat(day)) for name, day in days.items())]
        clock = reckon(policy, events, england)
        for name, key in (("acknowledged", "acknowledge_by"), ("responded", "respond_by")):
            if name in days:
                judged[name].append((row["unit"], bool(clock.due(key).on_time())))
    return judged


@cache
def calendar() -> Calendar:
    days = [row for row in rows_of("calendars/bank_holidays.csv") if row["region"] == "england-wales"]
    return Calendar({date.fromisoformat(row["date"]): row["title"] for row in days}, "england-wales")


def test_every_printed_figure_is_counted_or_named(found: dict[tuple[str, str, str], str]) -> None:
    assert found == FAULTS


@pytest.mark.parametrize(
    ("year", "measure", "can_be"),
    [
        ("2010/11", "acknowledged", False),
        ("2010/11", "responded", False),
        ("2009/10", "acknowledged", False),
        ("2009/10", "responded", True),
        ("2008/09", "acknowledged", True),
        ("2008/09", "responded", True),
    ],
)
def test_which_printed_totals_of_compliance_cannot_be(year: str, measure: str, can_be: bool) -> None:
    """At best, every complaint of a unit without a percentage was in time."""
    judged = [ok for _unit, ok in in_time(year)[measure]]
    everybody = len(complaints(year))
    best = Decimal(100) * (sum(judged) + everybody - len(judged)) / everybody
    (total,) = (row for row in printed(measure) if (row["item"], row["period"]) == ("totals", year))
    assert (best >= Decimal(total["printed"]) - Decimal("0.5")) == can_be


def test_more_library_comment_cards_than_comments_on_libraries() -> None:
    """60 per cent of the comments of 2010/11 are said to be library comment cards."""
    comments = [row for row in cases("2010/11") if row["kind"] == "comment"]
    on_libraries = sum(row["unit"] == "libraries_and_archives" for row in comments)
    assert on_libraries == 366 < Decimal("0.595") * len(comments)


def test_the_totals_of_the_report() -> None:
    totals = {year: Counter(row["kind"] for row in cases(year)) for year in YEARS}
    assert totals["2010/11"] == {"complaint": 517, "comment": 1263, "compliment": 3164}
    assert totals["2009/10"] == {"complaint": 784, "comment": 1682, "compliment": 1220}
    assert totals["2008/09"] == {"complaint": 743, "comment": 520, "compliment": 1332}


def test_a_case_is_whole() -> None:
    for year, first in YEARS.items():
        references = [row["reference"] for row in cases(year)]
        assert len(references) == len(set(references))
        for row in cases(year):
            assert date(first, 4, 1) <= date.fromisoformat(row["received_on"]) <= date(first + 1, 3, 31)
            steps = [row[name] for name in ("received_on", "acknowledged_on", "responded_on") if row[name]]
            assert steps == sorted(steps)
            assert row["channel"]
            assert bool(row["outcome"]) == bool(row["responded_on"])
            assert bool(row["reasons"]) == (row["kind"] == "complaint" and year != "2008/09")
            assert row["kind"] == "complaint" or not (row["acknowledged_on"] or row["responded_on"])
