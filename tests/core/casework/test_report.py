"""Reports over cases: sums that hold, small numbers that stay hidden, and every form can be written."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from datetime import date

import pytest

from folkmoot_core.casework import (
    CaseworkInput,
    Further,
    Names,
    ReasonTally,
    Tally,
    Timeliness,
    casework_report,
    compliance_of,
    quarters_in,
    read_span,
    year_of,
)
from folkmoot_core.disclosure import Policy
from folkmoot_core.reports.checking import check
from folkmoot_core.reports.document import Report
from folkmoot_core.reports.forms import write
from folkmoot_core.reports.forms.html import page
from folkmoot_core.values import Invalid

NAMES = Names(
    kinds={"complaint": "Complaint", "comment": "Comment", "compliment": "Compliment", "report": "Report"},
    units={"libraries": "Libraries", "youth": "Youth", "arts": "Arts", "parks": "Parks"},
    channels={"web": "Online", "letter": "Letter", "telephone": "Telephone"},
    outcomes={"upheld": "Upheld", "partly_upheld": "Partly upheld", "not_upheld": "Not upheld"},
    reasons={"delays": "Timings or delays", "staff": "Staff conduct"},
)


def made(seed: int, cases: int = 400) -> CaseworkInput:
    chance = random.Random(seed)
    units = ["libraries"] * 12 + ["youth"] * 5 + ["parks"] * 3 + ["arts"]
    tallies = []
    for _ in range(cases):
        kind = chance.choice(["complaint", "complaint", "comment", "compliment", "report"])
        complaint = kind == "complaint"
        stands = chance.choice([*Timeliness]) if complaint else Timeliness.NONE
        tallies.append(
            Tally(
                kind,
                chance.choice(units),
                chance.choice([*NAMES.channels]),
                chance.choice([*NAMES.outcomes]) if complaint else "",
                chance.choice(["answered", "answered", "refused"]) if complaint else "",
                chance.choice([2008, 2009, 2010, 2010]),
                chance.randint(1, 4),
                stands,
                stands,
                chance.random() < 0.2,
                1,
                chance.randint(1, 3),
            )
        )
    reasons = [ReasonTally(chance.choice([*NAMES.reasons]), "youth", 2010, 1, chance.randint(1, 40)) for _ in range(4)]
    return CaseworkInput(
        "Northshire", year_of(2010), tuple(tallies), tuple(reasons), NAMES, date(2011, 6, 1), Further(lessons=3)
    )


def counts_of(report: Report) -> dict[str, float]:
    return {
        str(ref): figure.value
        for table in report.tables
        for ref, figure in table.figures()
        if figure.measure == "count" and figure.value is not None
    }


def test_the_tables_of_officers_add_up_to_the_cases() -> None:
    data = made(1)
    report = casework_report(data, policy=None)
    complaints = sum(each.n for each in data.tallies if each.year == 2010 and each.kind == "complaint")
    everything = sum(each.n for each in data.tallies if each.year == 2010)
    for name in ("quarters", "units", "channels"):
        table = report.table(f"cases.{name}")
        assert table is not None
        assert table.figure("total", "complaint").value == complaints  # type: ignore[union-attr]
        assert table.figure("total", "total").value == everything  # type: ignore[union-attr]
    assert report.table("cases.code").figure("received", "n").value == complaints  # type: ignore[union-attr]
    assert check(report) == ()


@pytest.mark.parametrize("seed", range(6))
def test_in_public_no_number_is_small_nor_can_be_worked_out(seed: int) -> None:
    data, policy = made(seed, 250), Policy()
    report = casework_report(data, policy=policy)
    assert check(report) == ()
    assert not [key for key, value in counts_of(report).items() if 0 < value < policy.threshold]
    for name in ("quarters", "units", "channels", "outcomes"):
        table = report.table(f"cases.{name}")
        if table is None:
            continue
        for column in table.columns:
            cells = [table.figure(row.key, column.key) for row in table.rows]
            assert sum(cell.value is None for cell in cells if cell) != 1, f"{name}: one hidden number of a sum"


def test_every_form_is_written_for_everybody_and_for_officers() -> None:
    for policy in (None, Policy()):
        report = casework_report(made(3), policy=policy)
        for form in ("html", "pdf", "docx", "xlsx", "csv"):
            assert write(report, form).content
    assert "Cases received" in page(report)


def test_a_public_quarter_tells_nothing_by_service() -> None:
    """The year's less the other quarters' would be the small number that the year hides."""
    data = made(2)
    quarter = CaseworkInput(**{**data.__dict__, "span": read_span("2010-11-q2")})
    names = {table.id for table in casework_report(quarter, policy=Policy()).tables}
    assert names == {"cases.quarters", "cases.time", "cases.years", "cases.years_time"}
    assert "cases.units" in {table.id for table in casework_report(quarter, policy=None).tables}


def tally(stands: str, n: int) -> Tally:
    return Tally("complaint", "", "web", "", "", 2010, 1, stands, stands, False, 1, n)


@pytest.mark.parametrize(
    ("stood", "judged", "original", "current"),
    [
        ([("in_time", 8), ("late", 2)], 10, 80.0, 80.0),
        ([("in_time", 6), ("extended", 2), ("late", 2)], 10, 60.0, 80.0),
        ([("in_time", 6), ("overdue", 4), ("waiting", 9), ("unknown", 9), ("none", 9)], 10, 60.0, 60.0),
        ([("waiting", 3)], 0, None, None),
    ],
)
def test_compliance(
    stood: Sequence[tuple[str, int]], judged: int, original: float | None, current: float | None
) -> None:
    found = compliance_of([tally(*each) for each in stood], "responded")
    assert (found.judged, found.by_original, found.by_current) == (judged, original, current)


def test_spans_read_back_and_meet_without_a_gap() -> None:
    for starts in (1, 4, 9):
        year = year_of(2010, starts)
        quarters = quarters_in(2010, starts)
        assert read_span(year.key, starts) == year
        assert [read_span(each.key, starts) for each in quarters] == list(quarters)
        assert quarters[0].first == year.first
        assert quarters[3].last == year.last
        assert all((b.first - a.last).days == 1 for a, b in itertools.pairwise(quarters))
        assert quarters[1].before(1) == quarters_in(2009, starts)[1]
    with pytest.raises(Invalid, match="no reporting year"):
        read_span("2010-12")
