"""The chair of a board reads on a telephone what of its plan is overdue, due soon, silent and blocked, and follows one
up to the ambition; an officer tells that it is done, and it is gone from the page."""

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


def test_a_chair_sees_exceptions_until_they_are_seen_to(anyshire: RealSite, window: Callable[..., Page]) -> None:
    chair, faults = window(anyshire, width=360, scripts=False), Faults()
    chair.goto("/bodies/parks_board/")
    chair.get_by_role("link", name="What it carries out, and what is late").click()
    faults.look_at(chair)
    main = chair.locator("main")
    for state, title in (
        ("Blocked", "Mend the swings"),
        ("Overdue", "Count trees that died"),
        ("Due soon", "Plant two hundred street trees"),
        ("No word", "Put up signs that children made"),
    ):
        under = main.locator("h2", has_text=state).locator("xpath=following-sibling::ul[1]")
        expect(under).to_contain_text(title)
    expect(main).to_contain_text("The other two wait for a part.")
    chair.get_by_role("link", name="Mend the swings").click()
    faults.look_at(chair)
    expect(main).to_contain_text("A greener Anyshire")

    officer = window(anyshire)
    sign_in(officer, "performance_officer")
    officer.goto(chair.url)
    officer.get_by_role("button", name="Tell how far it is").click()
    officer.get_by_label("Done", exact=True).check()
    officer.get_by_label("What was done?").fill("The part came; all three swing again.")
    officer.get_by_label("If it cannot go on: why?").fill("")
    press(officer, officer.get_by_role("button", name="Save"))
    faults.look_at(officer)

    chair.goto("/plans/exceptions/parks_board/")
    expect(main).not_to_contain_text("Mend the swings")
    faults.refuse()
