"""A performance officer enters a figure, explains it and revises it with a reason; a resident reads the scorecard."""

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


def test_a_figure_goes_from_the_officer_to_the_resident(anyshire: RealSite, window: Callable[..., Page]) -> None:
    officer, faults = window(anyshire), Faults()
    sign_in(officer, "performance_officer")
    officer.goto("/desk/")
    officer.get_by_role("link", name="Indicators to keep").click()
    faults.look_at(officer)
    officer.get_by_role("link", name="Enter Spent on parks").click()
    faults.look_at(officer)
    expect(officer.get_by_label("Period")).to_have_value("2026-11")
    officer.get_by_label("Anyshire (optional)").fill("much")
    press(officer, officer.get_by_role("button", name="Save"))
    expect(officer.locator(".govuk-error-summary")).to_contain_text("This is no figure.")
    officer.get_by_label("Anyshire (optional)").fill("£140,000")
    press(officer, officer.get_by_role("button", name="Save"))
    expect(officer.locator("main")).to_contain_text("Really higher: November 2026 is above the upper limit")
    faults.look_at(officer)
    officer.get_by_role("link", name="Explain a figure").click()
    officer.get_by_label("Explanation").fill("A storm felled forty trees.")
    press(officer, officer.get_by_role("button", name="Save"))
    faults.look_at(officer)
    officer.get_by_role("link", name="£140,000").click()
    officer.get_by_role("button", name="Revise it").click()
    officer.get_by_label("The figure").fill("139500")
    officer.get_by_label("Why it changes").fill("A bill was counted twice")
    press(officer, officer.get_by_role("button", name="Save"))
    faults.look_at(officer)

    resident = window(anyshire, width=360, scripts=False)
    resident.goto("/performance/")
    resident.get_by_role("link", name="How the parks are doing").click()
    faults.look_at(resident)
    row = resident.locator(".fm-scorecard__row", has_text="Spent on parks")
    expect(row).to_contain_text("£139,500")
    expect(row).to_contain_text("A storm felled forty trees.")
    expect(row).to_contain_text("higher (high)")
    expect(resident.locator("main h2").first).to_have_text("What changes for people")
    row.get_by_role("link").click()
    faults.look_at(resident)
    resident.get_by_role("link", name="£139,500").click()
    expect(resident.locator("main")).to_contain_text("A bill was counted twice")
    faults.look_at(resident)
    resident.goto("/indicators/park-injuries/places/")
    faults.look_at(resident)
    resident.goto("/performance-questions/parks-safe/")
    faults.look_at(resident)
    faults.refuse()
