"""From an empty plan to a consultation that takes answers, by the pages alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.looking import Faults
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]

TITLE = "Where should the market go?"
QUESTION = "Which square suits you best?"


@pytest.fixture
def anyshire(new_site: Callable[[str], RealSite]) -> RealSite:
    site = new_site("example")
    site.start()
    return site


def fill(page: Page, part: str, **values: str) -> None:
    """One page of the plan, from its link to its button. Fields go by their names."""
    page.locator(f"main a[href$='/plan/{part}/']").last.click()
    for name, value in values.items():
        page.locator(f"[name={name}]:not([type=radio])").fill(value)
    press(page, page.get_by_role("button", name="Save"))
    expect(page.locator(".govuk-error-summary")).to_have_count(0)


def write_questions(page: Page, faults: Faults) -> None:
    page.get_by_role("link", name="Write the questions").click()
    press(page, page.get_by_role("button", name="Add a section"))
    faults.look_at(page)
    page.get_by_role("textbox", name="Heading", exact=True).fill("The market")
    press(page, page.locator("main form button").first)
    faults.look_at(page)
    page.get_by_role("link", name="Add a question").first.click()
    faults.look_at(page)
    page.locator("[name=kind][value=choose_one]").check()
    press(page, page.locator("main form button").first)
    faults.look_at(page)
    page.locator("[name=text]").fill(QUESTION)
    page.locator("[name=options]").fill("Church Square\nStation Square")
    press(page, page.locator("main form button").first)
    expect(page.locator("main")).to_contain_text(QUESTION)
    faults.look_at(page)


def test_from_nothing_to_open(anyshire: RealSite, window: Callable[..., Page]) -> None:
    page, faults = window(anyshire), Faults()
    sign_in(page, "engagement_officer")
    page.goto("/desk/")
    page.locator("a[href='/consultations/desk/']").first.click()
    page.locator("a[href='/consultations/new/']").first.click()
    faults.look_at(page)
    page.get_by_role("textbox", name="Title").fill(TITLE)
    page.locator("[name=organisation]").select_option(label="Anyshire County Council")
    press(page, page.get_by_role("button", name="Begin the plan"))
    plan = page.url
    faults.look_at(page)

    page.goto(plan)
    fill(page, "basics", summary="The market has outgrown Middle Street. Tell us which square would suit you.")
    page.goto(plan)
    fill(
        page, "reasons", objectives="Learn which square people can reach", why_now="The lease ends next year.",
        still_open="Which square", already_decided="That the market stays on Saturdays",
    )  # fmt: skip
    page.goto(plan)
    fill(page, "decision", who_decides="The Parks Board decides in public after reading a summary.")
    page.goto(plan)
    page.locator("main a[href$='/plan/equality/']").last.click()
    page.locator("[name=equality_status][value=initial_done]").check()
    page.locator("[name=equality_text]").fill("Traders with vans and people who cannot walk far.")
    press(page, page.get_by_role("button", name="Save"))
    page.goto(plan)
    fill(page, "contact", contact_name="Market team", contact_email="market@anyshire.example")
    set_short_dates(page, plan)
    page.goto(plan)
    write_questions(page, faults)
    open_today(page, plan, faults)
    page.goto("/")
    page.get_by_role("link", name=TITLE, exact=True).click()
    faults.look_at(page)
    expect(page.locator("main")).to_contain_text("The lease ends next year.")
    expect(page.locator("main")).to_contain_text("The market season starts in spring.")
    press(page, page.get_by_role("button", name="Answer on one page"))
    page.get_by_label("Station Square").check()
    press(page, page.get_by_role("button", name="Check my answers"))
    press(page, page.get_by_role("button", name="Send my answers"))
    expect(page.locator(".govuk-panel strong")).to_have_count(1)
    faults.refuse()


def set_short_dates(page: Page, plan: str) -> None:
    """Thirty days need a reason: without it the plan is kept, and cannot be opened."""
    today = page.evaluate("new Date().toISOString().slice(0, 10)")
    later = page.evaluate("new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10)")
    page.goto(plan)
    fill(page, "dates", planned_opening=today, planned_closing=later)
    page.goto(plan)
    press(page, page.get_by_role("button", name="See what it needs to open"))
    expect(page.locator("[name=opens_on]")).to_have_count(0)
    page.goto(plan)
    fill(page, "dates", short_reason="The market season starts in spring.")


def open_today(page: Page, plan: str, faults: Faults) -> None:
    page.goto(plan)
    press(page, page.get_by_role("button", name="Open it, or put it on the calendar"))
    faults.look_at(page)
    page.locator("[name=opens_on]").fill(page.evaluate("new Date().toISOString().slice(0, 10)"))
    press(page, page.locator("main form button").first)
