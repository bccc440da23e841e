"""What somebody wrote becomes a theme, an item of an agenda, and a decision; she is told by e-mail, and follows the
thread from the theme to the decision and back by links alone, on a small telephone without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.journeys.looking import Faults
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PARKS = "/consultations/parks/"
WORDS = "Somewhere to sit down with a bad hip, please: benches with a back."
THEME = "Somewhere to sit"
DECIDED = "forty benches with a back be put up by next summer"


@pytest.fixture
def anyshire(new_site: Callable[[str], RealSite]) -> RealSite:
    site = new_site("example")
    site.start()
    return site


def test_from_her_answer_to_the_decision_and_back(anyshire: RealSite, window: Callable[..., Page]) -> None:
    rosa, officer, clerk = window(anyshire, width=320, scripts=False), window(anyshire), window(anyshire)
    faults = Faults()
    answer(rosa)
    sign_in(officer, "engagement_officer")
    sign_in(clerk, "clerk")
    meet_today(clerk)
    make_theme(officer, faults)
    put_before_the_board(officer, faults)
    publish_late(clerk, faults)
    decide(clerk, faults)
    # The first round sees that the matter is decided, the next one writes to those who raised it.
    anyshire.do("worker", "--once")
    anyshire.do("worker", "--once")
    ((told, url),) = anyshire.rows(
        'SELECT body, json_extract("values", \'$.url\') FROM notify_message WHERE template = ? AND "to" = ?',
        ["consultations/decided", "rosa@folkmoot.example"],
    )
    assert DECIDED in str(told)
    rosa.goto(str(url))
    expect(rosa.locator("main")).to_contain_text(DECIDED)
    # The theme opens to everybody with the outcome, and no sooner.
    expect(rosa.locator(".fm-thread")).to_have_count(0)
    faults.look_at(rosa)
    tell_the_outcome(officer)
    follow(rosa, faults)
    faults.refuse()


def answer(page: Page) -> None:
    page.goto(PARKS)
    page.get_by_role("button", name="Answer on one page").click()
    page.get_by_label("For myself").check()
    page.get_by_label("What else should we know?").fill(WORDS)
    page.get_by_label("You may publish my answer without my name").check()
    page.get_by_label("Yes, by e-mail").check()
    page.get_by_role("textbox", name="E-mail address").fill("rosa@folkmoot.example")
    press(page, page.get_by_role("button", name="Check my answers"))
    press(page, page.get_by_role("button", name="Send my answers"))
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your answers")


def meet_today(page: Page) -> None:
    """An extraordinary meeting: the board sits this evening."""
    page.goto("/meetings/desk/plan/parks_board/")
    one = page.locator("form", has=page.get_by_role("button", name="Plan it"))
    one.get_by_label("Date").fill(timezone.localdate().isoformat())
    press(page, one.get_by_role("button", name="Plan it"))
    page.locator(".govuk-checkboxes__item input:enabled").first.check()
    press(page, page.get_by_role("button", name="Make the ticked dates public"))


def make_theme(page: Page, faults: Faults) -> None:
    page.goto(f"{PARKS}plan/close/")
    page.get_by_role("textbox", name="Reason").fill("Everybody we hoped to hear has answered.")
    press(page, page.get_by_role("button", name="Close it now"))
    page.goto(f"{PARKS}themes/")
    page.get_by_label("Title", exact=True).fill(THEME)
    page.get_by_label("What people said").fill("People cannot walk far without a rest.")
    press(page, page.get_by_role("button", name="Add", exact=True))
    page.get_by_role("link", name="Put answers under themes").click()
    page.get_by_label("Words or reference").fill("bad hip")
    press(page, page.get_by_role("button", name="Show"))
    page.locator(".fm-answer", has_text=WORDS).get_by_role("checkbox").check()
    page.get_by_role("combobox", name="Theme").select_option(label=THEME)
    press(page, page.get_by_role("button", name="Put under this theme"))
    faults.look_at(page)


def put_before_the_board(page: Page, faults: Faults) -> None:
    page.goto(f"{PARKS}themes/")
    page.get_by_role("link", name=THEME).click()
    page.get_by_role("link", name="See it as a page").click()
    page.get_by_role("link", name="Put before a body").click()
    expect(page.locator("main")).to_contain_text("Not everybody may read this record yet.")
    faults.look_at(page)
    page.get_by_role("radio").first.check()
    press(page, page.get_by_role("button", name="Put it on the agenda"))
    expect(page.locator(".fm-thread")).to_contain_text("Considered under")


def publish_late(page: Page, faults: Faults) -> None:
    page.goto("/meetings/desk/")
    page.locator("table a[href$='/agenda/']").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("main")).to_contain_text("Too late")
    press(page, page.get_by_role("button", name="Publish for everybody"))
    expect(page.locator(".govuk-error-summary")).to_contain_text("later than the last day in time")
    faults.look_at(page)
    page.get_by_label("Why it goes out now").fill("The repair fund ends this month.")
    press(page, page.get_by_role("button", name="Publish for everybody"))
    expect(page.locator("main")).to_contain_text("It is published.")
    faults.look_at(page)


def decide(page: Page, faults: Faults) -> None:
    page.get_by_role("link", name="Run the meeting").click()
    press(page, page.get_by_role("button", name="Open the roll"))
    press(page, page.get_by_role("button", name="Everybody not called yet is here"))
    page.locator(f".fm-room__items a[title='{THEME}']").click()
    page.get_by_text("Write down a decision").click()
    page.get_by_label("What became of it").select_option(label="Agreed")
    page.get_by_label("Resolved that").fill(DECIDED)
    press(page, page.get_by_role("button", name="Save the decision"))
    press(page, page.get_by_role("button", name="The meeting is over: draft the minutes"))
    faults.look_at(page)
    press(page, page.get_by_role("button", name="Publish them as not yet approved"))


def tell_the_outcome(page: Page) -> None:
    page.goto(f"{PARKS}outcome/edit/")
    page.get_by_label("We asked").fill("What should our parks be like?")
    page.get_by_label("You said").fill("Somewhere to sit.")
    page.get_by_label("We did").fill("The Parks Board decided on forty benches.")
    page.get_by_label("Our answer").first.select_option(label="Accepted")
    page.get_by_label("Because").first.fill("The board agreed.")
    press(page, page.get_by_role("button", name="Save and publish"))


def follow(page: Page, faults: Faults) -> None:
    """Consultation, outcome, theme, item, decision; and from the decision back to the theme."""
    page.goto(PARKS)
    page.get_by_role("button", name="What came of it").click()
    page.locator("h3").get_by_role("link", name=THEME).click()
    theme = page.url
    faults.look_at(page)
    thread = page.locator(".fm-thread")
    thread.get_by_role("link", name=re.compile(THEME)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(THEME)
    assert "/items/" in page.url
    faults.look_at(page)
    page.locator(".fm-thread").get_by_role("link", name=THEME, exact=True).first.click()
    assert page.url == theme
    thread.get_by_role("link", name=re.compile(DECIDED)).click()
    assert "/meetings/decisions/" in page.url
    expect(page.locator("main")).to_contain_text(DECIDED)
    faults.look_at(page)
    page.get_by_role("link", name="Follow the whole thread").click()
    expect(page.locator("main")).to_contain_text(THEME)
    faults.look_at(page)
