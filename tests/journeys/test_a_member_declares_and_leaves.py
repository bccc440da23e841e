"""A clerk runs a meeting on a tablet without scripts; a member declares an interest and is out of the vote."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.looking import Faults
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def anyshire(new_site: Callable[[str], RealSite]) -> RealSite:
    site = new_site("example")
    site.start()
    return site


def test_from_the_roll_to_the_vote(anyshire: RealSite, window: Callable[..., Page]) -> None:
    faults = Faults()
    clerk = window(anyshire, width=768, scripts=False)
    sign_in(clerk, "clerk")
    clerk.goto("/desk/")
    clerk.get_by_role("link", name="Meetings to run").click()
    faults.look_at(clerk)
    clerk.locator("table a[href='/meetings/parks-board-coming/conduct/']").click()
    press(clerk, clerk.get_by_role("button", name="Open the roll"))
    of_orla = clerk.locator("#roll li").filter(has_text="Orla Southdown")
    press(clerk, of_orla.get_by_role("button", name="Apologies"))
    press(clerk, clerk.get_by_role("button", name="Everybody not called yet is here"))
    expect(clerk.locator("main")).to_contain_text("2 are present. The meeting is quorate.")
    faults.look_at(clerk)

    connect_the_member(window(anyshire), faults)
    declare(window(anyshire, width=360), faults)

    clerk.reload()
    expect(clerk.locator("#roll")).to_contain_text("Out of this item: interest")
    expect(clerk.locator("main")).to_contain_text("The meeting is not quorate.")
    move(clerk, "That the item be noted")
    clerk.get_by_label("For", exact=True).fill("1")
    press(clerk, clerk.get_by_role("button", name="Write down the vote"))
    expect(clerk.locator(".govuk-error-summary")).to_contain_text("Nothing can be decided at this item.")
    faults.look_at(clerk)

    press(clerk, clerk.get_by_role("link", name="Next item"))
    move(clerk, "That the next item be noted")
    clerk.get_by_label("For", exact=True).fill("2")
    press(clerk, clerk.get_by_role("button", name="Write down the vote"))
    expect(clerk.locator("#motions")).to_contain_text("2 for, 0 against, no abstentions.")
    expect(clerk.locator("#motions")).to_contain_text("Carried")
    faults.look_at(clerk)
    faults.refuse()
    assert anyshire.rows("SELECT result FROM meetings_voteevent") == [("pass",)]


def connect_the_member(page: Page, faults: Faults) -> None:
    sign_in(page, "administrator")
    page.goto("/meetings/members/")
    faults.look_at(page)
    page.get_by_label("E-mail address of the account").fill("member@anyshire.example")
    page.get_by_label("Who is it in the register of people?").select_option(label="Cllr Una Northgate")
    press(page, page.get_by_role("button", name="Connect", exact=True))


def declare(page: Page, faults: Faults) -> None:
    """By the member's own form; at first without saying what the interest is."""
    sign_in(page, "member")
    page.goto("/meetings/mine/")
    faults.look_at(page)
    press(page, page.get_by_role("link", name="Declare an interest").first)
    page.get_by_label("Disclosable pecuniary interest").check()
    press(page, page.get_by_role("button", name="Declare it"))
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say what the interest is.")
    faults.look_at(page)
    page.get_by_label("What is it?").fill("Owns the kiosk in the park")
    press(page, page.get_by_role("button", name="Declare it"))
    expect(page.locator("main")).to_contain_text("takes no part and leaves the room")


def move(page: Page, text: str) -> None:
    page.get_by_text("Somebody moves something").click()
    page.get_by_label("What is moved?").fill(text)
    press(page, page.get_by_role("button", name="Write down the motion"))
