"""Each page of a consultation with one of everything: a typed form, a second typing to settle, a letter to code, an
answer held, a theme, an outcome. Every address is opened as the officer, also those that no link leads to just now."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from tests.journeys.looking import Faults
from tests.security.addresses import addresses
from tests.security.world import make_world

# Playwright keeps an event loop in this thread, in which nothing of ours runs; Django would refuse the database for it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("state", ["open", "closed"])
def test_no_page_in_any_state_has_a_fault(browser: Browser, live_server: LiveServer, state: str) -> None:
    world = make_world(state)
    cookie = world.client().cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=live_server.url)
    host = urlsplit(live_server.url).hostname
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "domain": host, "path": "/"}])
    page, faults, opened = context.new_page(), Faults(), 0
    for _door, address in addresses(world):
        # A file is saved, not shown; a report can be a file in HTML.
        answer = context.request.get(address)
        is_file = answer.headers.get("content-disposition", "").startswith("attachment")
        if answer.status != 200 or is_file or "text/html" not in answer.headers.get("content-type", ""):
            continue
        page.goto(address)
        faults.look_at(page)
        opened += 1
    context.close()
    assert opened > 50
    faults.refuse()
