"""An analyst takes a snapshot while people answer, downloads it, and checks it with the command."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.journeys.looking import Faults
from tests.journeys.people import press, sign_in

from driving.real_site import RealSite, served
from folkmoot_core.snapshots import verify

pytestmark = pytest.mark.journey


def test_an_analyst_keeps_a_snapshot(
    new_site: Callable[[str], RealSite], window: Callable[..., Page], tmp_path: Path
) -> None:
    with served(new_site("example")) as site:
        slug = str(
            site.rows("SELECT slug FROM consultations_consultation WHERE opens_on IS NOT NULL ORDER BY id")[0][0]
        )
        page = window(site, scripts=False)
        sign_in(page, "analyst")
        faults = Faults()
        page.goto(f"/consultations/{slug}/results/")
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("link", name="Snapshots").click()
        faults.look_at(page)
        press(page, page.get_by_role("button", name="Take a snapshot now"))
        faults.look_at(page)
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the files").first.click()
        archive = tmp_path / "snapshot.zip"
        download.value.save_as(archive)
        faults.refuse()
    with zipfile.ZipFile(archive) as files:
        files.extractall(tmp_path)
    name = name_in(archive)
    assert verify(tmp_path / name).digest == name
    site.do("snapshot", "verify", str(tmp_path / name))


def name_in(archive: Path) -> str:
    """The one folder in the archive."""
    with zipfile.ZipFile(archive) as files:
        (name,) = {each.partition("/")[0] for each in files.namelist()}
    return name
