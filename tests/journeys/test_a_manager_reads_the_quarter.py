"""The manager of complaints reads the quarter: which service is late, what lies behind a reason, the Word file; then a
lesson is told to everybody and tied to the board that carries it on."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.looking import Faults
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PACKS = Path(__file__).parents[2] / "packs"
HEADER = "reference,kind,unit,received_on,channel,acknowledged_on,responded_on,reasons,outcome\n"


def past_cases() -> str:
    """Eight complaints of a quarter of 2025/26: those about roads answered late, those about libraries in time."""
    rows = []
    for number in range(4):
        rows.append(f"R{number},complaint,roads,2025-05-0{number + 6},web,2025-05-12,2025-08-01,delay;staff,upheld")
        rows.append(
            f"L{number},complaint,libraries,2025-06-0{number + 2},letter,2025-06-06,2025-06-12,staff,not_upheld"
        )
    return HEADER + "\n".join(rows) + "\n"


@pytest.fixture
def anyshire(new_site: Callable[[str], RealSite], tmp_path: Path) -> RealSite:
    site = new_site("example")
    pack = tmp_path / "example"
    shutil.copytree(PACKS / "example", pack)
    (pack / "complaints" / "past.yaml").write_text("- {file: past/quarter.csv, clock: lgsco-code}\n")
    (pack / "complaints" / "past").mkdir()
    (pack / "complaints" / "past" / "quarter.csv").write_text(past_cases())
    site.do("load", str(pack))
    site.start()
    return site


def read_the_report(page: Page, faults: Faults, tmp_path: Path) -> None:
    page.goto("/cases/")
    faults.look_at(page)
    press(page, page.get_by_role("link", name="Reports", exact=True))
    # Years in which nothing came are not listed.
    expect(page.get_by_role("rowheader")).to_have_count(2)
    faults.look_at(page)
    press(page, page.get_by_role("link", name="Quarter 1 2025/26"))
    faults.look_at(page)
    expect(page.get_by_role("region", name="The cases behind it")).to_contain_text("Roads and pavements: 4 of 4")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word").click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)
    with zipfile.ZipFile(file) as opened:
        assert "Roads and pavements" in opened.read("word/document.xml").decode()


def write_a_lesson(page: Page, faults: Faults) -> None:
    """From the services that are late and from a reason to their cases, and from one of these to what it taught."""
    press(page, page.get_by_role("link", name="Roads and pavements", exact=True))
    expect(page.locator("main")).to_contain_text("Only what came in 2025/26 Q1, only complaints whose first answer is")
    expect(page.locator("tbody tr")).to_have_count(4)
    faults.look_at(page)
    page.go_back()
    press(page, page.get_by_role("link", name="How staff behaved"))
    expect(page.locator("tbody tr")).to_have_count(8)
    press(page, page.locator("a[data-row]").first)
    press(page, page.get_by_role("link", name="Write down a lesson"))
    page.get_by_label("Why did it come about?").fill("Crews were not told of complaints")
    page.get_by_label("What did we learn?").fill("A crew that knows mends sooner.")
    page.get_by_label("What did we change?").fill("Each crew has the list every Monday.")
    press(page, page.get_by_role("button", name="Write down a lesson"))


def test_from_the_quarter_to_a_lesson_that_everybody_reads(
    anyshire: RealSite, window: Callable[..., Page], tmp_path: Path
) -> None:
    page, faults = window(anyshire), Faults()
    sign_in(page, "administrator")
    read_the_report(page, faults, tmp_path)
    write_a_lesson(page, faults)
    press(page, page.get_by_role("link", name="Mend it, tell it to everybody"))
    faults.look_at(page)
    page.get_by_label("Words of its title").fill("parks board")
    press(page, page.get_by_role("button", name="Look"))
    page.get_by_label("The lesson is").select_option(label="Carried out by")
    press(page, page.get_by_role("button", name="Tie it").first)
    press(page, page.get_by_role("button", name="Tell everybody"))
    faults.look_at(page)

    hers = window(anyshire, width=320, scripts=False)
    hers.goto("/complain/")
    press(hers, hers.get_by_role("link", name="What we learned, and what changed"))
    expect(hers.locator("main")).to_contain_text("Each crew has the list every Monday.")
    expect(hers.locator("main")).to_contain_text("Carried out by")
    faults.look_at(hers)
    press(hers, hers.get_by_role("link", name="Crews were not told of complaints"))
    faults.look_at(hers)
    for address in ("/cases/lists/", "/cases/lists/services/roads/", "/cases/retention/", "/cases/learning/"):
        page.goto(address)
        faults.look_at(page)
    faults.refuse()
