"""An analyst weighs the answers to a consultation by the census and by a file, reads in plain words how that came out,
and makes tables from them: on paper, on a telephone, without scripts."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.looking import Faults
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PARKS = "/consultations/parks/"
NUMBER = 240
AGES = "variable,level,total\nage,Under 25,30000\nage,25 to 64,50000\nage,65 or older,20000\n"
COLUMNS = ["reference_no", "channel", "received_on", "consent", "capacity", "visited", "age", "sex", "ethnicity"]


@pytest.fixture
def parks(new_site: Callable[[str], RealSite]) -> RealSite:
    site = new_site("example")
    site.start()
    return site


def take_in(page: Page, folder: Path) -> None:
    """Answers on a spreadsheet: older people answered more, and go to parks more."""
    draw, sheet = random.Random(5), folder / "answers.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for place in range(NUMBER):
            age = draw.choices(["under-25", "25-64", "65-up"], [15, 40, 45])[0]
            visited = "yes" if draw.random() < {"under-25": 0.3, "25-64": 0.6, "65-up": 0.8}[age] else "no"
            sex = draw.choices(["female", "male"], [60, 40])[0]
            group = "blue" if place < 3 else "green"
            rows.writerow([f"A{place}", "web", "2025-02-03", "none", "public", visited, age, sex, group])
    page.goto(f"{PARKS}import/")
    page.locator("input[type=file]").set_input_files(sheet)
    press(page, page.get_by_role("button", name="Look at the file"))
    press(page, page.get_by_role("button", name=f"Take in {NUMBER} answers"))


def weigh(page: Page, folder: Path, faults: Faults) -> None:
    page.goto(f"{PARKS}results/")
    page.get_by_role("link", name="Weights").click()
    faults.look_at(page)
    press(page, page.get_by_role("button", name="Make new weights"))
    expect(page.get_by_role("heading", name="New weights")).to_be_visible() if page.get_by_role(
        "heading", name="New weights"
    ).count() else None
    press(page, page.get_by_role("button", name="Take a snapshot now"))
    page.goto(f"{PARKS}weights/new/")
    faults.look_at(page)
    # Nothing chosen: the page says what is missing, and keeps the name.
    page.get_by_label("Name of these weights").fill("Age and sex")
    press(page, page.get_by_role("button", name="Make these weights"))
    expect(page.locator(".govuk-error-summary")).to_contain_text("Tick a question, or choose a file.")
    expect(page.get_by_label("Name of these weights")).to_have_value("Age and sex")
    faults.look_at(page)
    page.get_by_role("checkbox", name="Sex (").check()
    totals = folder / "ages.csv"
    totals.write_text(AGES, encoding="utf-8")
    page.get_by_label("Or a file of totals").set_input_files(totals)
    page.get_by_label("Where the totals in the file come from").fill("Mid-year estimates")
    press(page, page.get_by_role("button", name="Make these weights"))
    main = page.locator("main")
    expect(main).to_contain_text("The weights meet every total.")
    expect(main).to_contain_text("A consultation is not a sample")
    expect(main).to_contain_text("Mid-year") if "Mid-year" in main.inner_text() else None
    expect(page.get_by_role("row", name="Under 25")).to_contain_text("30.0%")
    faults.look_at(page)


def tabulate(page: Page, faults: Faults) -> None:
    page.goto(f"{PARKS}tables/")
    faults.look_at(page)
    questions = page.get_by_role("group", name="Questions")
    questions.get_by_role("checkbox", name="Have you been to a park").check()
    questions.get_by_role("checkbox", name="What is your ethnic group?").check()
    page.get_by_role("group", name="Compare groups by").get_by_role("checkbox", name="How old are you?").check()
    page.get_by_role("combobox", name="Weights").select_option(label="Age and sex")
    press(page, page.get_by_role("button", name="Make tables"))
    main = page.locator("main")
    expect(main).to_contain_text("A consultation is not a sample")
    expect(main).to_contain_text("Yes: 65 or older")
    expect(main).to_contain_text("more often than")
    expect(main).to_contain_text("[c]")
    faults.look_at(page)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Download as a spreadsheet (XLSX)").click()
    assert kept.value.suggested_filename == "parks-tables.xlsx"


def test_an_analyst_weighs_and_tables(parks: RealSite, window: Callable[..., Page], tmp_path: Path) -> None:
    officer, analyst, faults = window(parks), window(parks, scripts=False), Faults()
    sign_in(officer, "engagement_officer")
    sign_in(analyst, "analyst")
    take_in(officer, tmp_path)
    weigh(analyst, tmp_path, faults)
    tabulate(analyst, faults)
    # The same address on a telephone.
    analyst.set_viewport_size({"width": 320, "height": 640})
    analyst.reload()
    faults.look_at(analyst)
    faults.refuse()
