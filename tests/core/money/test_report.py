"""The report of a quarter holds together, keeps back what it must, and is written in every form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from folkmoot_core.money import (
    Account,
    Amounts,
    Delivery,
    ExplainedLine,
    MoneyReportInput,
    ReportedLine,
    ReportedSaving,
    ReportedStaff,
    SavingStand,
    Unit,
    money_report,
)
from folkmoot_core.reports.checking import check
from folkmoot_core.reports.forms import write
from folkmoot_core.reports.forms.html import fragment

QUARTERS = tuple(f"2026/27 Q{number}" for number in range(1, 5))
PARKS = Account(
    QUARTERS,
    Amounts(120_000_000, 20_000_000),
    (Amounts(5_000_000, 0),),
    {QUARTERS[0]: Amounts(30_000_000, 4_000_000)},
    {QUARTERS[0]: Amounts(129_000_000, 20_000_000)},
)
TREES = replace(PARKS, changes=(), forecasts={QUARTERS[0]: Amounts(118_000_000, 20_000_000)})
DATA = MoneyReportInput(
    organisation="Anyshire",
    title="Parks",
    name="parks-2026-27-1",
    year="2026/27",
    quarter=1,
    first=date(2026, 4, 1),
    last=date(2026, 6, 30),
    counted=date(2026, 7, 20),
    unit=Unit.THOUSANDS,
    decimals=0,
    lines=(ReportedLine("parks", "Parks", PARKS, "A wet spring", far=True), ReportedLine("trees", "Trees", TREES)),
    changes=(ExplainedLine("More benches", "1 May 2026", "", "Parks", 5_000_000),),
    savings=(ReportedSaving("Fewer vans", "Head of parks", SavingStand(4000, 1000, Delivery.AT_RISK), "Two sold"),),
    staff=(ReportedStaff("KR 13", None, None), ReportedStaff("All", Decimal("21.60"), Decimal(6), is_total=True)),
    staff_on=date(2026, 4, 1),
    unsound=("A net of 900 is printed; gross less income is 1000.",),
)


@pytest.mark.parametrize("quarter", [0, 1, 4])
@pytest.mark.parametrize("lines", [0, 1, 2])
def test_a_report_is_sound_with_much_and_with_little(quarter: int, lines: int) -> None:
    assert check(money_report(replace(DATA, quarter=quarter, lines=DATA.lines[:lines]))) == ()
    bare = MoneyReportInput(**{**vars(DATA), "savings": (), "staff": (), "changes": (), "unsound": (), "lines": ()})
    assert check(money_report(bare)) == ()


def test_it_says_over_and_under_in_words_and_keeps_few_back() -> None:
    page = fragment(money_report(DATA))
    assert "2,050 thousand pounds" in page.replace("\xa0", " ")
    assert "20 more than budgeted, an overspend" in page
    assert "over budget" in page
    assert "under budget" in page
    assert "A wet spring" in page
    assert "[c]" in page


def test_the_same_records_give_the_same_bytes_and_others_another_fingerprint() -> None:
    made = money_report(DATA)
    assert write(made, "xlsx").content == write(money_report(DATA), "xlsx").content
    assert made.front.snapshot != money_report(replace(DATA, introduction="x")).front.snapshot
