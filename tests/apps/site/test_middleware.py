from __future__ import annotations

from ipaddress import ip_network

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.site import middleware
from folkmoot.site.middleware import PostRateMiddleware, sender_of


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


def post(**meta: str) -> HttpRequest:
    return RequestFactory().post("/", **meta)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch):
    """A clock that the test sets, in seconds."""
    now = {"seconds": 600.0}
    monkeypatch.setattr(middleware, "monotonic", lambda: now["seconds"])
    return now


@pytest.fixture
def limited(settings, clock, db) -> PostRateMiddleware:
    settings.POSTS_A_MINUTE = 3
    return PostRateMiddleware(answer)


def test_too_many_posts_from_one_address_wait(limited, clock) -> None:
    assert [limited(post()).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_the_page_says_how_long_to_wait(limited, clock) -> None:
    clock["seconds"] = 640.0
    for _ in range(3):
        limited(post())
    refused = limited(post())
    assert refused["Retry-After"] == "21"
    assert "Wait 21 seconds" in refused.content.decode()


def test_after_the_minute_posts_are_taken_again(limited, clock) -> None:
    for _ in range(4):
        limited(post())
    clock["seconds"] += 60
    assert limited(post()).status_code == 200


def test_another_address_is_not_held_up(limited) -> None:
    for _ in range(4):
        limited(post(REMOTE_ADDR="198.51.100.1"))
    assert limited(post(REMOTE_ADDR="198.51.100.2")).status_code == 200


def test_reading_is_never_limited(limited) -> None:
    assert {limited(RequestFactory().get("/")).status_code for _ in range(20)} == {200}


def test_nought_means_no_limit(limited, settings) -> None:
    settings.POSTS_A_MINUTE = 0
    assert {limited(post()).status_code for _ in range(20)} == {200}


def test_neighbours_in_one_ipv6_network_count_as_one(limited) -> None:
    codes = [limited(post(REMOTE_ADDR=f"2001:db8:1:2::{host}")).status_code for host in range(4)]
    assert codes == [200, 200, 200, 429]


def test_a_stranger_cannot_choose_the_address_it_seems_to_come_from(settings) -> None:
    settings.PROXIES = []
    assert sender_of(post(REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="198.51.100.7")) == "203.0.113.9"


def test_our_proxy_says_on_whose_behalf_it_asks(settings) -> None:
    settings.PROXIES = [ip_network("10.0.0.0/8")]
    forwarded = "192.0.2.1, 198.51.100.7, 10.0.0.2"
    assert sender_of(post(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)) == "198.51.100.7"


@given(remote=st.text(max_size=40), forwarded=st.text(max_size=200))
def test_any_header_gives_some_sender(remote: str, forwarded: str) -> None:
    assert isinstance(sender_of(post(REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)), str)
