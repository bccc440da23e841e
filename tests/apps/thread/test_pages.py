from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory

from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.thread.public import link, link_many

Make = Callable[..., Setting]


@pytest.fixture
def officer(db: None) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=["engagement_officer"]))
    return client


def test_the_whole_thread_is_walked_by_clicks(setting: Make, client: Client) -> None:
    answer, theme, outcome = setting("an-answer"), setting("a-theme"), setting("an-outcome")
    link("grouped_in", answer, theme, SYSTEM)
    link("answered_with", theme, outcome, SYSTEM)
    page = client.get("/thread/base.setting/an-answer/").content.decode()
    assert page.index("a-theme") < page.index("an-outcome")
    assert 'href="/settings/an-outcome/"' in page
    assert 'href="/thread/base.setting/a-theme/"' in page
    back = client.get("/thread/base.setting/an-outcome/").content.decode()
    assert "an-answer" in back
    assert not client.cookies


def test_a_large_group_is_listed_a_page_at_a_time(setting: Make, client: Client, officer: Client) -> None:
    theme = setting("theme", "open")
    many = [setting(f"answer-{number:03}", "private" if number == 0 else "open") for number in range(61)]
    link_many("grouped_in", [(answer, theme) for answer in many], SYSTEM)
    path = "/thread/base.setting/theme/backward/grouped_in/base.setting/"
    for viewer, number in ((client, 60), (officer, 61)):
        page = viewer.get("/thread/base.setting/theme/").content.decode()
        assert path in page
        assert f">{number} settings<" in page
    first, second = (client.get(f"{path}?page={page}").content.decode() for page in (1, 2))
    assert "Groups: 60 settings" in first
    assert first.count('href="/settings/answer-') == 50
    assert second.count('href="/settings/answer-') == 10
    assert "answer-000" not in first + second
    assert "answer-000" in officer.get(path).content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/thread/base.setting/hidden/",
        "/thread/base.setting/nothing/",
        "/thread/no.model/1/",
        "/thread/notify.message/abc/",
        "/thread/notify.message/99999999999999999999999999/",
        "/thread/base.setting/hidden/forward/follows/base.setting/",
        "/thread/base.setting/shown/forward/follows/base.setting/",
        "/thread/base.setting/shown/forward/nothing/no.model/",
        "/thread/base.setting/shown/sideways/follows/base.setting/",
        "/thread/accounts.user/1/",
    ],
)
def test_what_residents_may_not_see_does_not_exist(setting: Make, client: Client, path: str) -> None:
    hidden, shown = setting("hidden", "private"), setting("shown")
    link("follows", shown, hidden, SYSTEM)
    assert client.get(path).status_code == 404
