"""Every page that allauth brings is drawn with our frame and our patterns."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.architecture.test_doors import ALL, Door
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
BORROWED = [door for door in ALL if not door.is_ours]
SOME = {"account_login", "account_reset_password", "account_inactive", "account_change_password", "mfa_activate_totp"}


def faults_of(page: str) -> list[str]:
    """What is wrong with how a page is drawn, in words."""
    faults = []
    if page.count("<h1") != 1 or '<h1 class="govuk-heading-l">' not in page:
        faults.append("not one heading of ours")
    if "folkmoot.css" not in page or ">Folkmoot</a>" not in page or "testserver</a>" in page:
        faults.append("not our frame")
    if re.search(r"<title>\s*(–|Folkmoot)", page):
        faults.append("no title")
    if "placeholder=" in page:
        faults.append("a placeholder in the place of a label")
    for field in re.findall(r"<input[^>]*>", page):
        identity = re.search(r' id="([^"]+)"', field)
        if 'type="hidden"' not in field and not (identity and f'for="{identity[1]}"' in page):
            faults.append(f"no label for {field}")
    if re.search(
        r"<(button|input|a)(?![^>]*class=)(?![^>]*hidden)[^>]*>", page.partition("<main")[2].partition("</main")[0]
    ):
        faults.append("a control without a pattern")
    return faults


@pytest.mark.parametrize("door", BORROWED, ids=lambda door: door.name)
def test_borrowed_pages_look_like_ours(door: Door) -> None:
    signed_in, address, person = Client(), door.address(), UserFactory()
    signed_in.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    pages = [browser.get(address) for browser in (Client(), signed_in)]
    drawn = [page for page in pages if page.status_code == 200 and page["Content-Type"].startswith("text/html")]
    assert drawn or door.name not in SOME
    assert [fault for page in drawn for fault in faults_of(page.content.decode())] == []
