"""A resident complains without scripts on a small telephone and follows it; an officer acknowledges late, extends and
answers; she says that it is not solved, and somebody else looks again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.journeys.looking import Faults
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]
WORDS = "The play area in Priory Park has no gate.\nMy little one ran into the road."


@pytest.fixture
def anyshire(new_site: Callable[[str], RealSite]) -> RealSite:
    site = new_site("example")
    site.start()
    return site


def complain(page: Page, faults: Faults) -> str:
    """She tells us; returns the address of her own page."""
    page.goto("/")
    press(page, page.get_by_role("link", name="Tell us, or follow what you told us"))
    faults.look_at(page)
    press(page, page.get_by_role("button", name="Tell us"))
    faults.look_at(page)
    page.get_by_label("Complain", exact=True).check()
    page.get_by_label("What happened?").fill(WORDS)
    page.get_by_label("Which service is it about?").select_option(label="Parks and paths")
    page.get_by_label("By e-mail").check()
    page.get_by_label("Your name").fill("Ann Example")
    page.get_by_label("E-mail address").fill("ann@example")
    press(page, page.get_by_role("button", name="Check what you wrote"))
    expect(page.get_by_role("alert")).to_contain_text("Enter an e-mail address")
    faults.look_at(page)
    page.get_by_label("E-mail address").fill("ann@example.org")
    press(page, page.get_by_role("button", name="Check what you wrote"))
    faults.look_at(page)
    press(page, page.get_by_role("button", name="Send it"))
    expect(page.get_by_role("heading", level=1)).to_have_text("We have it")
    faults.look_at(page)
    press(page, page.get_by_role("button", name="Follow it, or add something"))
    faults.look_at(page)
    return page.url


def find_by_keyboard(page: Page, reference: str, faults: Faults) -> None:
    """To the first case of a queue, tick it; then search for hers, open it, and begin to acknowledge."""
    page.goto("/cases/?tab=unassigned")
    faults.look_at(page)
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    page.keyboard.press("/")
    page.keyboard.type("gate priory")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, page.get_by_role("link", name=reference))
    faults.look_at(page)
    with page.expect_navigation():
        page.keyboard.press("k")
    expect(page.get_by_role("heading", level=1)).to_have_text("Acknowledge")


def officer_page(page: Page, reference: str, deed: str, faults: Faults) -> None:
    page.goto(f"/cases/{reference}/")
    press(page, page.get_by_role("button", name=deed, exact=True))
    faults.look_at(page)


def test_from_complaint_to_the_second_look(anyshire: RealSite, window: Callable[..., Page]) -> None:
    hers, faults = window(anyshire, width=320, scripts=False), Faults()
    address = complain(hers, faults)
    reference = address.rstrip("/").split("/")[-2]

    page = window(anyshire)
    sign_in(page, "administrator")
    find_by_keyboard(page, reference, faults)
    page.get_by_label("the points, one a line").fill("The gate is missing")
    press(page, page.get_by_role("button", name="Acknowledge"))

    officer_page(page, reference, "Take more time", faults)
    page.get_by_label("Until which day?").fill((timezone.localdate() + timedelta(days=60)).isoformat())
    page.get_by_label("Why?").fill("We wait for the gate maker.")
    press(page, page.get_by_role("button", name="Take more time"))
    hers.goto(address)
    expect(hers.locator("main")).to_contain_text("We asked for more time")
    expect(hers.locator("main")).to_contain_text("www.lgo.org.uk")
    hers.get_by_label("What would you like to add?").fill("It happened again today.")
    press(hers, hers.get_by_role("button", name="Add it"))

    page.goto(f"/cases/{reference}/")
    expect(page.locator("main")).to_contain_text("It happened again today.")
    press(page, page.get_by_role("button", name="Mark as read"))
    officer_page(page, reference, "Answer", faults)
    page.get_by_role("radio", name="Upheld", exact=True).check()
    page.get_by_label("Because").fill("It was taken away and not put back.")
    press(page, page.get_by_role("button", name="Answer"))
    faults.look_at(page)

    hers.goto(address)
    expect(hers.locator("main")).to_contain_text("You were right: something went wrong.")
    faults.look_at(hers)
    press(hers, hers.get_by_role("button", name="It is not solved"))
    expect(hers.locator("main")).to_contain_text("Somebody who has not dealt with it before")
    faults.look_at(hers)
    for way in ("/cases/?tab=open", "/cases/log/", "/cases/cards/", "/cases/promises/", "/complain/follow/"):
        page.goto(way)
        faults.look_at(page)
    faults.refuse()
