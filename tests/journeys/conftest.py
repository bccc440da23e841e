"""Browsers for journeys: the machine's Chromium, against a real server. Nothing leaves this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from driving.real_site import RealSite

# Chromium asks its maker for this and that when it starts; a test run asks nobody anything.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OPENING_MILLISECONDS = 15_000


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """window(site, width=320, scripts=False): a page of a browser that has never been there before."""
    contexts = []

    def opened(site: RealSite, *, width: int = 1280, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=site.address, viewport={"width": width, "height": 800}, java_script_enabled=scripts
        )
        # A guard against waiting for ever, not a limit on how slow a machine may be.
        context.set_default_timeout(OPENING_MILLISECONDS)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
