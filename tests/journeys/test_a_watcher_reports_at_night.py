"""A watcher with a small telephone, no scripts and no mouse reports at night; an officer answers; it is not fixed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from tests.journeys.looking import Faults, tab_to
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def anyshire(new_site: Callable[[str], RealSite]) -> RealSite:
    site = new_site("example")
    site.start()
    return site


def photo() -> dict[str, object]:
    made = BytesIO()
    Image.radial_gradient("L").resize((800, 600)).convert("RGB").save(made, "JPEG")
    return {"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def test_from_the_report_to_not_fixed(anyshire: RealSite, window: Callable[..., Page]) -> None:
    page, faults = window(anyshire, width=360, scripts=False), Faults()
    reference = report_by_keyboard(page, faults)
    own_page = page.url
    assert page.context.cookies() == []
    assert anyshire.rows("SELECT count(*) FROM incidents_photo WHERE incident_id IS NOT NULL") == [(1,)]
    be_shown_it_before_reporting_again(page, faults)

    desk = window(anyshire)
    sign_in(desk, "complaints_officer")
    close_with_a_reason(desk, reference, faults)

    # It is still there.
    page.goto(own_page)
    expect(page.locator("main")).to_contain_text("We went and found nothing.")
    page.get_by_label("Tell us what is still wrong").fill("It is behind the gate.")
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Open")
    faults.look_at(page)
    desk.goto("/reports/desk/?standing=reopened")
    expect(desk.get_by_role("link", name=reference)).to_be_visible()
    faults.refuse()


def report_by_keyboard(page: Page, faults: Faults) -> str:
    """From the first page to the reference, at first without an answer that is needed."""
    page.goto("/")
    faults.look_at(page)
    page.get_by_role("link", name="Report a problem").last.click()
    faults.look_at(page)
    page.get_by_label("What is it?").fill("bottles")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Litter or full bins").click()
    faults.look_at(page)
    page.get_by_label("Postcode").fill("AY1 1AA")
    page.get_by_label("A photo").set_input_files([photo()])  # type: ignore[list-item]
    tab_to(page, value="send")
    press_enter(page)
    assert page.title().startswith("Error:")
    expect(page.locator("main")).to_contain_text("We have kept your photo")
    faults.look_at(page)
    page.get_by_label("Up to a car load").focus()
    page.keyboard.press("Space")
    page.get_by_label("What is wrong?").fill("Beside the gate; I saw a white van.")
    tab_to(page, value="send")
    press_enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your report")
    faults.look_at(page)
    return page.locator(".govuk-panel strong").inner_text()


def be_shown_it_before_reporting_again(page: Page, faults: Faults) -> None:
    page.goto("/reports/new/litter/")
    page.get_by_label("Postcode").fill("AY1 1AA")
    page.get_by_label("Up to a bag").check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it one of these?")
    faults.look_at(page)
    page.get_by_role("button", name="Yes: follow this one instead").click()
    expect(page.get_by_role("heading", name="Follow it")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("white van")
    faults.look_at(page)


def close_with_a_reason(desk: Page, reference: str, faults: Faults) -> None:
    """At first without one."""
    desk.goto(f"/reports/desk/{reference}/")
    faults.look_at(desk)
    expect(desk.locator("main")).to_contain_text("I saw a white van.")
    desk.get_by_label("Closed", exact=True).check()
    press(desk, desk.get_by_role("button", name="Save and tell them"))
    expect(desk.locator(".govuk-error-summary")).to_contain_text("Say why it is closed")
    faults.look_at(desk)
    desk.get_by_label("Why is it closed?").select_option("not_found")
    desk.get_by_label("What happens, in plain words").fill("We went and found nothing.")
    press(desk, desk.get_by_role("button", name="Save and tell them"))
    desk.goto("/reports/desk/?standing=ended")
    faults.look_at(desk)


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_watcher_joins_is_welcomed_and_writes_down_hours(anyshire: RealSite, window: Callable[..., Page]) -> None:
    page, faults = window(anyshire, width=360, scripts=False), Faults()
    page.goto("/reports/watch/")
    faults.look_at(page)
    page.get_by_label("Your ward").select_option(label="Harbour")
    page.get_by_label("Your name").fill("Wat Northby")
    page.get_by_label("E-mail address").fill("wat@example.org")
    page.get_by_role("button", name="Join").click()
    expect(page.locator("main")).to_contain_text("We have sent the way to your own page")
    ((key,),) = anyshire.rows("SELECT key FROM incidents_watcher")

    desk = window(anyshire)
    sign_in(desk, "administrator")
    desk.goto("/reports/watch/desk/")
    faults.look_at(desk)
    press(desk, desk.get_by_role("button", name="Welcome"))

    page.goto(f"/reports/watch/mine/{key}/")
    faults.look_at(page)
    page.get_by_label("For how many minutes?").fill("90")
    page.get_by_label("How many bags were filled?").fill("3")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("90 minutes")
    faults.look_at(page)
    page.goto("/reports/map/")
    faults.look_at(page)
    desk.goto("/reports/keys/")
    desk.get_by_label("Whose key is it").fill("An app")
    press(desk, desk.get_by_role("button", name="Give a key"))
    faults.look_at(desk)
    faults.refuse()


def test_the_place_is_pressed_on_a_map_or_told_by_the_device(anyshire: RealSite, window: Callable[..., Page]) -> None:
    page, faults = window(anyshire, width=360), Faults()
    page.goto("/reports/new/litter/")
    page.get_by_role("button", name="Choose on a map").click()
    page.get_by_role("button", name="Further away").scroll_into_view_if_needed()
    ward = page.locator(".fm-pointing__wards path").first.bounding_box()
    assert ward is not None
    page.mouse.click(ward["x"] + ward["width"] / 2, ward["y"] + ward["height"] / 2)
    expect(page.locator("[data-pointing-said]")).to_contain_text("You chose a place in")
    pressed = page.locator("[name=latitude]").input_value()
    page.get_by_role("application", name="Map").focus()
    for key in ("+", "+", "+", "ArrowUp"):
        page.keyboard.press(key)
    moved = page.locator("[name=latitude]").input_value()
    assert 0 < float(moved) - float(pressed) < 0.01
    faults.look_at(page)
    page.get_by_label("Up to a bag").check()
    press(page, page.get_by_role("button", name="Send the report"))
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your report")
    assert anyshire.rows("SELECT latitude, ward_id IS NOT NULL FROM incidents_incident") == [(float(moved), 1)]

    # Nobody is asked where she is before she presses the button; then it is her device that says it.
    longitude = anyshire.rows("SELECT longitude FROM incidents_incident")[0][0]
    page.context.grant_permissions(["geolocation"], origin=anyshire.address)
    page.context.set_geolocation({"latitude": float(moved), "longitude": float(longitude), "accuracy": 20})
    page.goto("/reports/new/litter/")
    expect(page.locator("[name=latitude]")).to_have_value("")
    page.get_by_role("button", name="Use where I am").click()
    expect(page.locator("[data-pointing-said]")).to_contain_text("right to about 20 metres")
    expect(page.locator("[name=latitude]")).to_have_value(moved)
    faults.look_at(page)
    faults.refuse()
