"""An officer makes a report, says a sentence in her own words, refreshes the figures when late answers have come, mends
what no longer fits, and publishes it; a resident without scripts reads it on a small telephone and takes the PDF."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.looking import Faults
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PARKS = "/consultations/parks/"


@pytest.fixture
def parks(new_site: Callable[[str], RealSite]) -> RealSite:
    site = new_site("example")
    site.start()
    return site


def take_in(page: Page, folder: Path, name: str, number: int) -> None:
    sheet = folder / f"{name}.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["reference_no", "channel", "received_on", "consent", "capacity", "visited", "else"])
        for place in range(number):
            words = "More benches, please." if place % 3 else ""
            rows.writerow([f"{name}{place}", "web", "2025-02-03", "unnamed", "public", ("yes", "no")[place % 2], words])
    page.goto(f"{PARKS}import/")
    page.locator("input[type=file]").set_input_files(sheet)
    press(page, page.get_by_role("button", name="Look at the file"))
    press(page, page.get_by_role("button", name=f"Take in {number} answers"))


def close(page: Page) -> None:
    page.goto(f"{PARKS}plan/close/")
    page.get_by_role("textbox", name="Reason").fill("Everybody we hoped to hear has answered.")
    press(page, page.get_by_role("button", name="Close it now"))


def make(page: Page, faults: Faults) -> None:
    page.goto(f"{PARKS}plan/")
    page.get_by_role("link", name="Reports").click()
    faults.look_at(page)
    page.get_by_role("button", name="Make a report").click()
    faults.look_at(page)
    page.get_by_role("radio", name="Report to the committee").check()
    page.get_by_role("radio", name="As the responses stand now").check()
    press(page, page.get_by_role("button", name="Make the report"))
    expect(page.locator("main")).to_contain_text("The report is made")
    faults.look_at(page)


def rewrite(page: Page, faults: Faults) -> str:
    """Put some words of her own before a sentence with a number. Returns what she wrote."""
    page.locator('a[href*="sentences/summary.counted/"]').click()
    faults.look_at(page)
    box = page.get_by_role("textbox", name="Your text")
    mine = f"We are glad that so many answered. {box.input_value()}"
    box.fill(mine)
    press(page, page.get_by_role("button", name="Save"))
    expect(page.locator("main")).to_contain_text(mine)
    faults.look_at(page)
    return mine


def refresh(page: Page, faults: Faults) -> None:
    page.get_by_role("link", name="Refresh the figures").click()
    faults.look_at(page)
    press(page, page.get_by_role("button", name="Refresh the figures"))
    expect(page.get_by_role("heading", name="1 thing you wrote needs a look")).to_be_visible()
    expect(page.locator("main")).to_contain_text("The figure is now")
    faults.look_at(page)


def mend(page: Page, mine: str) -> str:
    page.locator('a[href*="sentences/summary.counted/"]').click()
    now = page.locator(".govuk-inset-text").inner_text().strip()
    mended = f"We are glad that so many answered. {now}"
    assert mended != mine
    page.get_by_role("textbox", name="Your text").fill(mended)
    press(page, page.get_by_role("button", name="Save"))
    expect(page.locator("#look-at")).to_have_count(0)
    return mended


def publish(page: Page, site: RealSite, faults: Faults) -> None:
    page.get_by_role("button", name="Publish it").click()
    faults.look_at(page)
    page.get_by_role("textbox", name="What is new in this edition").fill("With the late answers.")
    press(page, page.get_by_role("button", name="Publish it now"))
    expect(page.get_by_role("heading", name="The edition is being made")).to_be_visible()
    faults.look_at(page)
    site.do("worker", "--once")
    page.reload()
    expect(page.locator("main")).to_contain_text("Edition 1 was published")
    faults.look_at(page)


def test_an_officer_publishes_a_report_and_a_resident_takes_the_pdf(
    parks: RealSite, window: Callable[..., Page], tmp_path: Path
) -> None:
    officer, resident, faults = window(parks), window(parks, width=320, scripts=False), Faults()
    sign_in(officer, "engagement_officer")
    take_in(officer, tmp_path, "first", 30)
    close(officer)
    make(officer, faults)
    mine = rewrite(officer, faults)
    report = officer.url.partition("#")[0]
    take_in(officer, tmp_path, "late", 12)
    officer.goto(report)
    refresh(officer, faults)
    mended = mend(officer, mine)
    publish(officer, parks, faults)

    resident.goto(PARKS)
    resident.get_by_role("link", name="Read the report").click()
    faults.look_at(resident)
    resident.get_by_role("link", name="Report to the committee").click()
    expect(resident.locator("main")).to_contain_text(mended)
    expect(resident.locator("main")).to_contain_text("With the late answers.")
    faults.look_at(resident)
    with resident.expect_download() as saved:
        resident.get_by_role("link", name="PDF").click()
    content = Path(saved.value.path()).read_bytes()
    assert content.startswith(b"%PDF-")
    kept = parks.rows("SELECT sha256 FROM consultations_editionfile WHERE form = 'pdf'")
    assert kept == [(hashlib.sha256(content).hexdigest(),)]
    faults.refuse()
