"""Every page on theme work, with one of everything on it."""

from __future__ import annotations

import pytest
from tests.security.addresses import ABOUT_THEMES, OURS, address_in, text_of
from tests.security.world import make_world

pytestmark = pytest.mark.django_db
PAGES = [
    door for door in OURS if door.name.partition(":")[2] in ABOUT_THEMES | {"list_theme_work", "show_theme_counts"}
]


def test_every_page_opens_with_one_of_everything_on_it() -> None:
    world = make_world("closed")
    client = world.client()
    assert len(PAGES) == 15
    for door in PAGES:
        page = client.get(address_in(world, door))
        assert page.status_code == 200, door.name
        text = text_of(page)
        assert world.theme.title in text or "Parks" in text, door.name
