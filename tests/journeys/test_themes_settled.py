"""Two people settle the themes of a question: the machine looks for groups, they merge and name them, read what it is
unsure of, code the same answers without seeing each other's word, audit, and publish; a resident reads the counts."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.apps.consultations.theme_work.making import SUBJECTS, comments
from tests.journeys.looking import Faults
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]

WORK = "/consultations/parks/theme-work/else/"
NUMBER = 40


@pytest.fixture
def parks(new_site: Callable[[str], RealSite]) -> RealSite:
    site = new_site("example")
    site.start()
    return site


def subject_in(text: str) -> str:
    counts = {key: sum(text.count(word) for word in words) for key, (_title, words) in SUBJECTS.items()}
    return max(counts, key=lambda key: counts[key])


def take_in(page: Page, folder: Path) -> None:
    """Forty comments on a spreadsheet, and the consultation is over."""
    sheet = folder / "comments.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["reference_no", "channel", "received_on", "consent", "capacity", "visited", "else"])
        for place, (_subject, text) in enumerate(comments(NUMBER)):
            rows.writerow([f"C{place}", "web", "2025-02-03", "unnamed", "public", ("yes", "no")[place % 2], text])
    page.goto("/consultations/parks/import/")
    page.locator("input[type=file]").set_input_files(sheet)
    press(page, page.get_by_role("button", name="Look at the file"))
    press(page, page.get_by_role("button", name=f"Take in {NUMBER} answers"))
    page.goto("/consultations/parks/plan/close/")
    page.get_by_role("textbox", name="Reason").fill("Everybody we hoped to hear has answered.")
    press(page, page.get_by_role("button", name="Close it now"))


def search(page: Page, site: RealSite, faults: Faults) -> None:
    page.goto("/consultations/parks/plan/")
    page.get_by_role("link", name="Bring answers under themes").click()
    faults.look_at(page)
    question = page.locator(".govuk-summary-card", has_text="What else should we know?")
    press(page, question.get_by_role("button", name="Begin"))
    page.get_by_label("How many groups").fill("8")
    press(page, page.get_by_role("button", name="Look for groups"))
    expect(page.locator("main")).to_contain_text("Waiting to begin")
    faults.look_at(page)
    site.do("worker", "--once")
    page.reload()
    expect(page.locator("main")).to_contain_text("Done")


def merge(page: Page, faults: Faults) -> None:
    """By keyboard the first time: tick a group, go to the theme. Then all the others by what they say."""
    page.goto(f"{WORK}clusters/")
    faults.look_at(page)
    named: set[str] = set()
    while page.locator(".fm-cluster").count():
        card = page.locator(".fm-cluster").first
        subject = subject_in(" ".join(card.locator("blockquote").all_inner_texts()))
        title = SUBJECTS[subject][0]
        card.get_by_role("checkbox").focus()
        page.keyboard.press("x")
        expect(card.get_by_role("checkbox")).to_be_checked()
        page.keyboard.press("t")
        expect(page.get_by_role("combobox", name="Theme")).to_be_focused()
        if title in named:
            page.get_by_role("combobox", name="Theme").select_option(label=title)
        else:
            page.get_by_role("textbox", name="Title of a new theme").fill(title)
            named.add(title)
        press(page, page.get_by_role("button", name="Put the ticked groups under it"))
    faults.look_at(page)
    press(page, page.get_by_role("button", name="Undo"))
    press(page, page.get_by_role("button", name="Set them aside"))
    expect(page.locator("main")).to_contain_text("Tick at least one group")
    page.locator(".fm-cluster").get_by_role("checkbox").check()
    page.get_by_role("combobox", name="Theme").select_option(label=title)
    press(page, page.get_by_role("button", name="Put the ticked groups under it"))
    expect(page.locator("#placed")).to_contain_text("100% of answers")


def keep_codebook(page: Page, faults: Faults) -> None:
    page.goto(f"{WORK}codebook/")
    for title, _words in SUBJECTS.values():
        section = page.locator("section", has=page.get_by_role("heading", name=title))
        section.get_by_role("link", name=re.compile("example")).click()
        for _turn in range(2):
            press(page, page.locator(".fm-answer").get_by_role("button", name=re.compile("^Example")).nth(_turn))
        faults.look_at(page)
        page.goto(f"{WORK}codebook/")
    page.get_by_role("textbox", name="What is new in it").fill("As we agreed on Monday")
    press(page, page.get_by_role("button", name="Keep this version"))
    expect(page.locator("main")).to_contain_text("As we agreed on Monday")
    faults.look_at(page)


def have_it_read(page: Page, site: RealSite, faults: Faults) -> None:
    page.goto(WORK)
    page.get_by_role("combobox", name="Question that tells for or against").select_option("visited")
    press(page, page.get_by_role("button", name="Save"))
    press(page, page.get_by_role("button", name="Have it read the answers"))
    site.do("worker", "--once")
    page.goto(f"{WORK}review/")
    faults.look_at(page)
    for _turn in range(3):
        code(page)
    expect(page.locator("main")).to_contain_text("3 answers read by people")


def code(page: Page) -> None:
    """The answer that is shown, by keyboard: the figure of its theme, then Enter."""
    subject = subject_in(page.locator("#words").inner_text())
    label = page.locator("label", has_text=SUBJECTS[subject][0])
    key = label.locator("kbd").inner_text()
    page.locator("[name=theme]").first.focus()
    page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def draw(page: Page, kind: str, size: int) -> str:
    page.goto(f"{WORK}rounds/")
    page.get_by_role("radio", name=kind).check()
    page.get_by_label("How many answers").fill(str(size))
    press(page, page.get_by_role("button", name="Draw them"))
    return page.url


def code_round(page: Page, address: str, faults: Faults, *, none_first: bool = False) -> None:
    page.goto(address)
    press(page, page.get_by_role("button", name="Code answers"))
    faults.look_at(page)
    expect(page.locator("main")).not_to_contain_text("the machine:")
    if none_first:
        press(page, page.get_by_role("button", name="None of these"))
    while page.locator("#words").count():
        code(page)


def publish(page: Page, faults: Faults) -> None:
    page.goto(f"{WORK}counts/")
    faults.look_at(page)
    press(page, page.get_by_role("button", name="Publish these counts"))
    expect(page.locator("main")).to_contain_text("Published by Erin Engagement")


def test_two_people_settle_the_themes_and_a_resident_reads_the_counts(
    parks: RealSite, window: Callable[..., Page], tmp_path: Path
) -> None:
    officer, analyst, resident, faults = window(parks), window(parks), window(parks, width=320, scripts=False), Faults()
    sign_in(officer, "engagement_officer")
    sign_in(analyst, "analyst")
    take_in(officer, tmp_path)
    search(officer, parks, faults)
    merge(officer, faults)
    keep_codebook(officer, faults)
    have_it_read(officer, parks, faults)

    both = draw(officer, "Two people code the same answers", 10)
    code_round(officer, both, faults)
    code_round(analyst, both, faults, none_first=True)
    press(analyst, analyst.get_by_role("button", name="Close the round"))
    expect(analyst.locator("main")).to_contain_text("Krippendorff’s alpha")
    expect(analyst.locator("main")).to_contain_text("1 answer that they coded differently")
    faults.look_at(analyst)

    code_round(officer, draw(officer, "Answers drawn by chance correct the counts", 20), faults)
    press(officer, officer.get_by_role("button", name="Close the round"))
    publish(officer, faults)
    analyst.goto(f"{WORK}threshold/")
    faults.look_at(analyst)

    resident.goto("/consultations/parks/results/")
    resident.get_by_role("link", name="What people wrote about: 3 themes").click()
    # The pack brings answers of its own.
    (answers,) = parks.rows("SELECT count(*) FROM consultations_answer WHERE question = 'else'")[0]
    counted = re.compile(rf"About \d+ of {answers} answers, between \d+ and \d+\.")
    expect(resident.locator("main")).to_contain_text(counted)
    faults.look_at(resident)
    hung = parks.rows(
        "SELECT count(*) FROM thread_link WHERE kind = 'grouped_in' AND from_type = 'consultations.answer'"
    )
    held = parks.rows("SELECT count(*) FROM consultations_label WHERE applies AND origin = 'person'")
    assert hung == held
    faults.refuse()
