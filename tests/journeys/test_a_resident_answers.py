"""A resident with a small telephone and no scripts answers the Kent questionnaire, whole or question by question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.looking import Faults, tab_to

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]

TITLE = "A vision for Kent: a fresh look"
WORDS = "A bus after seven in the evening.\nAnd “safe” crossings near schools – please."
MOST_PAGE_LOADS = 7
REFERENCE = r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$"


@pytest.fixture
def kent(new_site: Callable[[str], RealSite]) -> RealSite:
    site = new_site("kent-2011")
    site.start()
    return site


def count_loads(page: Page) -> list[str]:
    """Every document that the browser asks for from now on."""
    loads: list[str] = []
    page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    return loads


def fill_leaflet(page: Page) -> None:
    page.get_by_label("For myself, as a resident").check()
    page.get_by_label("Better roads, railways and internet connections").check()
    page.get_by_label("More firms that take on apprentices and trainees").check()
    page.get_by_label("What else should be done for Kent's economy?").fill(WORDS)
    page.get_by_label("Help for people out of work to find a job").check()
    page.get_by_label("What is your postcode?").fill("ME14 1XX")


def test_all_on_one_page_without_scripts_at_320_pixels(kent: RealSite, window: Callable[..., Page]) -> None:
    page, faults = window(kent, width=320, scripts=False), Faults()
    loads = count_loads(page)
    page.goto("/")
    faults.look_at(page)
    page.get_by_role("link", name=TITLE, exact=True).click()
    faults.look_at(page)
    page.get_by_role("button", name="Answer on one page").click()
    faults.look_at(page)
    fill_leaflet(page)
    page.get_by_role("button", name="Check my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    expect(page.locator("main")).to_contain_text("And “safe” crossings near schools – please.")
    faults.look_at(page)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your answers")
    faults.look_at(page)
    # A redirect after the last post is counted too, though nobody waits for a page there.
    assert len(loads) <= MOST_PAGE_LOADS
    reference = page.locator(".govuk-panel strong").inner_text()
    assert kent.rows("SELECT count(*) FROM intake_arrival WHERE reference = ?", [reference]) == [(1,)]
    assert page.context.cookies() == []
    faults.refuse()


def test_back_after_sending_makes_no_second_count(kent: RealSite, window: Callable[..., Page]) -> None:
    """Straight to the form, as from a link in a letter; then as far back as the form, and somebody else's turn."""
    page = window(kent, width=320, scripts=False)
    responses = "SELECT count(*) FROM consultations_response WHERE channel = 'web'"
    (before,) = kent.rows(responses)[0]
    page.goto("/")
    page.goto("/consultations/vision-refresh/answer/")
    form = page.url
    fill_leaflet(page)
    page.get_by_role("button", name="Check my answers").click()
    page.get_by_role("button", name="Send my answers").click()
    reference = page.locator(".govuk-panel strong").inner_text()
    # Two steps back: the browser itself asks before it sends the page between again.
    page.evaluate("history.go(-2)")
    page.wait_for_url(form)
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your answers already")
    expect(page.locator("main")).to_contain_text(reference)
    page.get_by_role("link", name="Start a new form").click()
    expect(page.get_by_label("What is your postcode?")).to_have_value("")
    assert page.url != form
    fill_leaflet(page)
    page.get_by_role("button", name="Check my answers").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your answers")
    assert page.locator(".govuk-panel strong").inner_text() != reference
    assert kent.rows(responses) == [(before + 2,)]
    assert page.context.cookies() == []


def test_a_mistake_keeps_all_that_was_typed(kent: RealSite, window: Callable[..., Page]) -> None:
    page, faults = window(kent, width=320, scripts=False), Faults()
    page.goto("/consultations/vision-refresh/answer/")
    fill_leaflet(page)
    page.get_by_label("Fewer rules that firms do not need").check()
    page.get_by_label("Yes, by e-mail").check()
    page.get_by_role("textbox", name="E-mail address").fill("rosa at example")
    page.get_by_role("button", name="Check my answers").click()
    assert page.title().startswith("Error:")
    faults.look_at(page)
    mistakes = page.locator(".govuk-error-summary__list a")
    expect(mistakes).to_have_count(2)
    for place in range(2):
        target = str(mistakes.nth(place).get_attribute("href"))
        expect(page.locator(target)).to_have_count(1)
    expect(page.get_by_label("What else should be done for Kent's economy?")).to_have_value(WORDS)
    for ticked in ("Better roads", "More firms", "Fewer rules"):
        expect(page.get_by_label(ticked)).to_be_checked()
    expect(page.get_by_role("textbox", name="E-mail address")).to_have_value("rosa at example")
    expect(page.get_by_label("What is your postcode?")).to_have_value("ME14 1XX")

    page.get_by_label("Fewer rules that firms do not need").uncheck()
    page.get_by_role("textbox", name="E-mail address").fill("rosa@folkmoot.example")
    page.get_by_role("button", name="Check my answers").click()
    page.get_by_role("button", name="Change my answers").click()
    expect(page.get_by_label("What else should be done for Kent's economy?")).to_have_value(WORDS)
    page.get_by_role("button", name="Check my answers").click()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.locator(".govuk-panel strong")).to_have_count(1)
    faults.refuse()


def test_with_the_keyboard_alone(kent: RealSite, window: Callable[..., Page]) -> None:
    page = window(kent)
    page.goto("/consultations/vision-refresh/answer/")
    way = tab_to(page, type_="radio")
    page.keyboard.press("Space")
    way += tab_to(page, value="check")
    names = [step["name"] for step in way if step["name"]]
    asked = ["capacity", "q1", "q2", "q3", "q4", "q5", "q6", "balance", "postcode", "consent", "tell"]
    assert list(dict.fromkeys(name for name in names if name in asked)) == asked, "Tab goes in the order of reading"
    assert "website" not in names, "the field that is not for people is not for the keyboard either"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    tab_to(page, value="send")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-panel strong")).to_have_count(1)


def test_question_by_question_with_save_and_return(kent: RealSite, window: Callable[..., Page]) -> None:
    page, faults = window(kent, width=320, scripts=False), Faults()
    page.goto("/consultations/vision-refresh/")
    page.get_by_role("button", name="Answer question by question").click()
    faults.look_at(page)
    page.get_by_label("For myself, as a resident").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Better roads, railways and internet connections").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What else should be done for Kent's economy?").fill(WORDS)
    page.get_by_role("button", name="Save and come back later").click()
    faults.look_at(page)
    link = page.locator(".fm-secret-link a").inner_text()

    # Another day, another machine.
    again = window(kent, width=320, scripts=False)
    again.goto(link)
    faults.look_at(again)
    for _ in range(40):
        if again.get_by_role("heading", name="Check your answers").count():
            break
        again.get_by_role("button", name="Continue").click()
    faults.look_at(again)
    expect(again.locator("main")).to_contain_text("And “safe” crossings near schools – please.")
    expect(again.locator("main")).to_contain_text("Better roads, railways and internet connections")
    again.get_by_role("button", name="Send my answers").click()
    reference = again.locator(".govuk-panel strong").inner_text()
    assert kent.rows("SELECT count(*) FROM intake_arrival WHERE reference = ?", [reference]) == [(1,)]

    # The link leads to the receipt from now on, on the first machine too.
    page.goto(link)
    expect(page.locator(".govuk-panel strong")).to_have_text(reference)
    assert len(kent.rows("SELECT id FROM consultations_response WHERE channel = 'web' AND consent <> ''")) >= 1
    faults.refuse()
