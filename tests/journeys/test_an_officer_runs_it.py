"""An officer types a paper form by keyboard alone, closes the consultation and publishes what came of it; the resident
who asked is told, and anybody can go from home to what was said and what was done, by clicks alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.looking import Faults
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]

TITLE = "A vision for Kent: a fresh look"
PLAN = "/consultations/vision-refresh/plan/"
SAID = "Run a bus after seven in the evening, so that people without a car can work late."
THEME = "Buses in the evening"
BECAUSE = "Two operators agreed to a trial of three routes until the summer."
DID = "Three evening routes are on trial until the summer."
ADDRESS = "rosa@folkmoot.example"


@pytest.fixture
def kent(new_site: Callable[[str], RealSite]) -> RealSite:
    site = new_site("kent-2011")
    site.start()
    return site


def answers_counted(page: Page) -> int:
    """As the officer's page of the plan says."""
    page.goto(PLAN)
    fact = page.locator(".fm-key-facts__fact", has_text="Answers counted").locator("dd")
    return int(fact.inner_text().replace(",", ""))


def test_a_paper_form_by_keyboard_alone(kent: RealSite, window: Callable[..., Page]) -> None:
    page, faults = window(kent), Faults()
    sign_in(page, "engagement_officer")
    before = answers_counted(page)
    page.get_by_role("link", name="Type in paper forms").click()
    faults.look_at(page)
    page.locator("[data-takes]").first.wait_for()
    keys = page.keyboard
    expect(page.locator("[data-takes]").first).to_be_focused()
    keys.press("1")  # for herself
    keys.type("15")  # two actions for the economy
    keys.press("Enter")
    keys.type("Cheaper trains to Dover.")
    keys.press("Enter")
    keys.press("0")  # nothing ticked against disadvantage
    keys.press("Control+Enter")
    expect(page.locator("#reference")).to_have_text(re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$"))
    expect(page.locator("[data-takes]").first).to_be_focused()
    faults.look_at(page)
    reference = page.locator("#reference").inner_text()
    assert answers_counted(page) == before + 1
    stored = kent.rows(
        "SELECT r.channel, r.capacity, w.text FROM consultations_response r "
        "JOIN intake_arrival a ON a.id = r.arrival_id JOIN consultations_answer w ON w.response_id = r.id "
        "WHERE a.reference = ?",
        [reference],
    )
    assert stored == [("paper", "public", "Cheaper trains to Dover.")]
    faults.refuse()


def resident_answers(page: Page) -> str:
    page.goto("/consultations/vision-refresh/answer/")
    page.get_by_label("For myself, as a resident").check()
    page.get_by_label("What else should be done for Kent's economy?").fill(SAID)
    page.get_by_label("Yes, without my name").or_(page.locator("input[name=consent][value=unnamed]")).first.check()
    page.get_by_label("Yes, by e-mail").check()
    page.get_by_role("textbox", name="E-mail address").fill(ADDRESS)
    press(page, page.get_by_role("button", name="Check my answers"))
    press(page, page.get_by_role("button", name="Send my answers"))
    return page.locator(".govuk-panel strong").inner_text()


def close_it(page: Page) -> None:
    page.goto(PLAN)
    page.get_by_role("link", name="Close it now").click()
    page.get_by_role("textbox", name="Reason").fill("Everybody we hoped to hear has answered.")
    press(page, page.get_by_role("button", name="Close it now"))
    page.goto(PLAN)
    expect(page.get_by_role("link", name="Close it now")).to_have_count(0)


def read_and_theme(page: Page, faults: Faults) -> None:
    page.goto(PLAN)
    page.get_by_role("link", name="Themes", exact=True).click()
    page.get_by_role("textbox", name="Title").fill(THEME)
    press(page, page.get_by_role("button", name="Add", exact=True))
    page.get_by_role("link", name="Put answers under themes").click()
    faults.look_at(page)
    for button in ("Put under this theme", "May be published as written"):
        page.locator(".fm-answer", has_text=SAID).get_by_role("checkbox").check()
        press(page, page.get_by_role("button", name=button))
        expect(page.locator("main")).to_contain_text(SAID)
    faults.look_at(page)


def publish_outcome(page: Page, faults: Faults) -> None:
    page.goto(PLAN)
    page.get_by_role("link", name="Outcome", exact=True).click()
    faults.look_at(page)
    page.get_by_role("textbox", name="We asked").fill("Which actions matter most today?")
    page.get_by_role("textbox", name="You said").fill("Evening buses came up more than anything else.")
    page.get_by_role("textbox", name="We did").fill(DID)
    answer = page.locator("fieldset", has=page.locator("legend", has_text=THEME)).first
    answer.get_by_role("combobox").select_option("accepted")
    # Without a reason it is refused, and nothing typed is lost.
    press(page, page.get_by_role("button", name="Save and publish"))
    assert page.title().startswith("Error:")
    faults.look_at(page)
    expect(page.get_by_role("textbox", name="We did")).to_have_value(DID)
    answer.get_by_role("textbox").fill(BECAUSE)
    press(page, page.get_by_role("button", name="Save and publish"))
    expect(page.locator("main")).to_contain_text(BECAUSE)
    faults.look_at(page)


def test_from_closing_to_what_came_of_it(kent: RealSite, window: Callable[..., Page]) -> None:
    resident, officer, faults = window(kent, width=320, scripts=False), window(kent), Faults()
    resident_answers(resident)
    sign_in(officer, "engagement_officer")
    close_it(officer)
    read_and_theme(officer, faults)
    publish_outcome(officer, faults)
    officer.goto("/consultations/vision-refresh/outcome/edit/")
    press(officer, officer.get_by_role("button", name="Tell them now"))
    kent.do("worker", "--once")

    told = kent.rows('SELECT "to", body FROM notify_message WHERE dedupe_key LIKE ?', ["outcome:%"])
    assert [address for address, _body in told] == [ADDRESS]
    assert DID in str(told[0][1])
    assert f"{kent.address}/consultations/vision-refresh/outcome/" in str(told[0][1])
    officer.goto("/messages/")
    expect(officer.locator("main")).to_contain_text("What came of")

    story_by_clicks(resident, faults)
    # It cannot be answered any more, and says so.
    resident.goto("/consultations/vision-refresh/answer/")
    expect(resident.get_by_role("button", name="Check my answers")).to_have_count(0)
    faults.look_at(resident)
    faults.refuse()


def story_by_clicks(page: Page, faults: Faults) -> None:
    """Home → outcome → theme → what somebody wrote → back along the thread to the outcome."""
    page.goto("/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("main")).to_contain_text(DID)
    expect(page.locator("main")).to_contain_text(BECAUSE)
    faults.look_at(page)
    # "What changed" leads down the page to the answer, and its heading to the theme.
    page.locator("main").get_by_role("link", name=THEME).first.click()
    page.get_by_role("heading", name=THEME).get_by_role("link").click()
    expect(page.locator("main")).to_contain_text(BECAUSE)
    expect(page.locator("main")).to_contain_text(SAID)
    faults.look_at(page)
    page.locator("a[href*='/answers/']").first.click()
    expect(page.locator("main")).to_contain_text(SAID)
    faults.look_at(page)
    page.get_by_role("link", name=THEME).first.click()
    page.locator("main a[href$='/outcome/'], nav a[href$='/outcome/']").first.click()
    expect(page.locator("main")).to_contain_text(DID)
