"""A clerk plans a meeting, builds its agenda with a paper and a file, publishes it in time, and puts out a supplement;
a resident without scripts, on a small telephone, reads what changed, and nothing of what is exempt."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.factories.meetings import a_pdf
from tests.journeys.looking import Faults
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]

SECRET = "Sesame and Sons bid 48,200"


@pytest.fixture
def anyshire(new_site: Callable[[str], RealSite]) -> RealSite:
    site = new_site("example")
    site.start()
    return site


def test_from_the_plan_to_the_supplement(anyshire: RealSite, window: Callable[..., Page], tmp_path: Path) -> None:
    clerk, resident, faults = window(anyshire), window(anyshire, width=320, scripts=False), Faults()
    sign_in(clerk, "clerk")
    address = plan(clerk, timezone.localdate() + timedelta(days=61), faults)
    put_together(clerk, tmp_path, faults)
    publish(clerk, faults)
    read(resident, address, faults)
    resident.get_by_role("link", name="Get an e-mail when something changes").click()
    ask_for_news(resident, anyshire, faults)

    add_late_paper(clerk, address)
    clerk.get_by_role("button", name="Publish what changed").click()
    faults.look_at(clerk)
    expect(clerk.locator("main")).to_contain_text("In time")
    press(clerk, clerk.get_by_role("button", name="Publish for everybody"))
    resident.goto(address)
    expect(resident.locator("main")).to_contain_text("What changed since it was first published")
    expect(resident.locator("main")).to_contain_text("The cost of longer hours")
    faults.look_at(resident)
    told = anyshire.rows("SELECT body FROM notify_message WHERE template = 'meetings/news'")
    assert len(told) == 1
    assert "The cost of longer hours" in str(told[0])
    assert SECRET not in str(told[0])
    faults.refuse()


def plan(page: Page, day: date, faults: Faults) -> str:
    """A date for the plan, then for everybody. Returns the address of the meeting."""
    page.goto("/desk/")
    page.get_by_role("link", name="Meetings to prepare").click()
    faults.look_at(page)
    page.get_by_role("link", name="Plan dates Anyshire Parks Board").click()
    faults.look_at(page)
    one = page.locator("form", has=page.get_by_role("button", name="Plan it"))
    press(page, one.get_by_role("button", name="Plan it"))
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    faults.look_at(page)
    one.get_by_label("Date").fill(day.isoformat())
    one.get_by_label("Starts at").fill("18:30")
    one.get_by_label("Place").fill("The Old Bandstand, Middleby")
    press(page, one.get_by_role("button", name="Plan it"))
    expect(page.locator("main")).to_contain_text("1 meeting is in the plan.")
    row = page.locator(".govuk-checkboxes__item", has_text=f"{day:%A} {day.day} {day:%B %Y}")
    row.get_by_role("checkbox").check()
    press(page, page.get_by_role("button", name="Make the ticked dates public"))
    expect(page.locator("main")).to_contain_text("1 date is public now.")
    row.get_by_role("link", name="Agenda").click()
    faults.look_at(page)
    return page.url.removesuffix("agenda/")


def put_together(page: Page, folder: Path, faults: Faults) -> None:
    """An item with a paper and a file, and an exempt one, whose paragraph she forgets at first."""
    page.get_by_role("button", name="Add an item").click()
    page.get_by_label("Section").select_option(label="B. Our parks")
    page.get_by_label("Title", exact=True).fill("Opening hours of the parks")
    page.get_by_label("What it is about").fill("Whether the gates stay open until ten in summer.")
    faults.look_at(page)
    press(page, page.get_by_role("button", name="Add", exact=False))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Add a paper to")
    faults.look_at(page)
    page.get_by_label("Title", exact=True).fill("Longer hours in summer")
    page.get_by_label(re.compile("^From")).fill("Head of Parks")
    page.get_by_label("Summary").fill("People ask to walk in the evening.")
    page.get_by_label("What the body is asked to do").select_option("approve")
    page.get_by_label("What exactly").first.fill("longer hours from May to August")
    press(page, page.get_by_role("button", name="Add", exact=False))
    file = folder / "costs.pdf"
    file.write_bytes(a_pdf("Words in a file.", 2))
    attach = page.locator("form", has=page.get_by_role("button", name="Add the file"))
    attach.get_by_label("File", exact=True).set_input_files(file)
    attach.get_by_label("Title", exact=True).fill("Appendix 1: costs")
    press(page, attach.get_by_role("button", name="Add the file"))
    expect(page.locator("main")).to_contain_text("2 pages")
    faults.look_at(page)
    page.get_by_role("link", name="Agenda", exact=True).click()

    page.get_by_role("button", name="Add an item").click()
    page.get_by_label("Section").select_option(label="B. Our parks")
    page.get_by_label("Title", exact=True).fill(SECRET)
    page.get_by_label("How does it come before the meeting?").select_option("oral")
    page.get_by_label("Exempt").check()
    press(page, page.get_by_role("button", name="Add", exact=False))
    expect(page.locator(".govuk-error-summary")).to_contain_text("What is exempt names its paragraph.")
    faults.look_at(page)
    page.get_by_role("checkbox", name=re.compile("^3")).check()
    page.get_by_label("Why is the public interest").fill("The public would pay more.")
    page.get_by_label("Title for the public").fill("Award of a contract")
    press(page, page.get_by_role("button", name="Add", exact=False))
    expect(page.locator("main")).to_contain_text(SECRET)
    faults.look_at(page)


def publish(page: Page, faults: Faults) -> None:
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("main")).to_contain_text("In time")
    faults.look_at(page)
    press(page, page.get_by_role("button", name="Publish for everybody"))
    expect(page.locator("main")).to_contain_text("It is published.")
    faults.look_at(page)


def read(page: Page, address: str, faults: Faults) -> None:
    """Found by words in the paper; what is exempt has its public title and nothing else."""
    page.goto("/meetings/find/")
    page.get_by_label("Words in titles and papers").fill("evening")
    press(page, page.get_by_role("button", name="Find"))
    faults.look_at(page)
    page.get_by_role("link", name=re.compile("Opening hours of the parks")).first.click()
    expect(page.locator("main")).to_contain_text("longer hours from May to August")
    faults.look_at(page)
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Award of a contract")
    expect(page.locator("main")).not_to_contain_text("Sesame")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="The whole pack as one PDF").click()
    assert fetched.value.path().read_bytes().startswith(b"%PDF")
    faults.look_at(page)


def ask_for_news(page: Page, site: RealSite, faults: Faults) -> None:
    faults.look_at(page)
    page.get_by_label("Your e-mail address").fill("rosa@folkmoot.example")
    press(page, page.get_by_role("button"))
    ((secret,),) = site.rows("SELECT secret FROM meetings_alert")
    page.goto(f"/meetings/alerts/{secret}/on/")
    faults.look_at(page)
    press(page, page.locator("main").get_by_role("button"))
    faults.look_at(page)


def add_late_paper(page: Page, address: str) -> None:
    page.goto(f"{address}agenda/")
    page.get_by_role("link", name="Add a paper Opening hours of the parks").click()
    page.get_by_label("Title", exact=True).fill("The cost of longer hours")
    page.get_by_label("What the body is asked to do").select_option("note")
    press(page, page.get_by_role("button", name="Add", exact=False))
    page.get_by_role("link", name="Agenda", exact=True).click()
