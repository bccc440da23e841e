"""Every address of the site, opened as a resident and as each role: who may come in is decided, and holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from django.urls.converters import StringConverter
from pytest_django import DjangoDbBlocker
from tests.architecture.samples import BY_CONVERTER, SAMPLES
from tests.factories.accounts import UserFactory

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import Access, Actor, access_of, needs

REFUSED = 403
FAULT = 500
# 400 is for a page that needs something in its query; 405 for one that only takes posts.
ANSWERS = (200, 301, 302, 304, 400, 404, 405)


@dataclass(frozen=True)
class Door:
    """One address: its name with its namespaces, the view behind it, and its arguments with their converters."""

    name: str
    view: Any
    converters: tuple[tuple[str, Any], ...]

    @property
    def access(self) -> Access | None:
        return access_of(self.view)

    @property
    def is_ours(self) -> bool:
        return not self.view.__module__.startswith(settings.VIEWS_WITH_THEIR_OWN_DOOR)

    def address(self) -> str:
        arguments = {name: stand_in(converter) for name, converter in self.converters}
        if self.name in SAMPLES:
            arguments |= SAMPLES[self.name]()
        return reverse(self.name, kwargs=arguments)


def doors(resolver: URLResolver | None = None, space: str = "", above: tuple[Any, ...] = ()) -> Iterator[Door]:
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        converters = (*above, *arguments_of(pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from doors(pattern, inner, converters)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield Door(f"{space}{pattern.name}", pattern.callback, converters)


def arguments_of(pattern: URLPattern | URLResolver) -> Iterator[tuple[str, Any]]:
    converters = dict(pattern.pattern.converters)
    regex = getattr(pattern.pattern, "regex", None)
    for name in regex.groupindex if regex else ():
        converters.setdefault(name, StringConverter())
    yield from converters.items()


def stand_in(converter: Any) -> Any:
    """Something the converter takes: by its class, or the first of the words that a converter of ours lists."""
    kind = type(converter).__name__
    if kind in BY_CONVERTER:
        return BY_CONVERTER[kind]
    first = converter.regex.strip("()?:").split("|")[0]
    assert re.fullmatch(r"[\w.-]+", first), f"Say in samples.py, BY_CONVERTER, what stands in for a {kind}."
    return converter.to_python(first)


ALL = list(doors())
OURS = [door for door in ALL if door.is_ours]


def nameless(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from nameless(pattern)
        elif not pattern.name and not pattern.callback.__module__.startswith(
            (*settings.VIEWS_WITH_THEIR_OWN_DOOR, "django.views.generic")
        ):
            yield str(pattern.pattern)


def test_the_walk_finds_the_site() -> None:
    names = {door.name for door in ALL}
    assert {"home", "accounts:list_people", "audit:list_entries", "account_login", "mfa_index"} <= names
    assert list(nameless(get_resolver())) == [], "every page of ours has a name, so that the walk can open it"


def test_every_sample_is_of_a_page_that_exists() -> None:
    assert set(SAMPLES) - {door.name for door in ALL} == set()


@pytest.mark.parametrize("door", OURS, ids=lambda door: door.name)
def test_every_page_of_ours_says_who_may_come_in(door: Door) -> None:
    assert door.access is not None, f"Mark {door.view} with @public_page or @needs(Role.…)."


def browser_for(role: str) -> tuple[Client, Actor]:
    """A browser in which a person of this role has signed in, and who that person is."""
    browser = Client(raise_request_exception=False)
    person = UserFactory(roles=[role])
    browser.force_login(person)
    return browser, person.as_actor()


@pytest.fixture(scope="module")
def signed_in(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, tuple[Client, Actor]]]:
    """A browser for each role, signed in once for all doors: that costs as much as opening one. It is undone at the
    end, as what each test changes is undone before (a test's own transaction is within this one)."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {role: browser_for(role) for role in Role.values}
        transaction.set_rollback(True)


@contextmanager
def as_it_was(browser: Client) -> Iterator[Client]:
    """The browser, whose cookies are afterwards what they were, whatever an answer told it to forget."""
    kept = {name: cookie.value for name, cookie in browser.cookies.items()}
    yield browser
    browser.cookies = SimpleCookie(kept)


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("door", ALL, ids=lambda door: door.name)
def test_a_resident_gets_the_page_the_sign_in_or_nothing(door: Door) -> None:
    browser = Client(raise_request_exception=False)
    response = browser.get(door.address())
    assert response.status_code < FAULT
    if not door.is_ours:
        return
    if door.access and door.access.public:
        assert response.status_code in ANSWERS
    else:
        assert response.status_code == 302
        assert response["Location"].startswith(settings.LOGIN_URL)


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("door", ALL, ids=lambda door: door.name)
def test_each_role_comes_in_where_it_may_and_nowhere_else(
    door: Door, signed_in: dict[str, tuple[Client, Actor]]
) -> None:
    address = door.address()
    for role, (window, actor) in signed_in.items():
        with as_it_was(window) as browser:
            response = browser.get(address)
            assert response.status_code < FAULT, role
            if not door.is_ours or door.access is None:
                continue
            if door.access.admits(actor):
                assert response.status_code in ANSWERS, role
            else:
                assert response.status_code == REFUSED, role
                assert browser.post(address).status_code == REFUSED, role


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("door", OURS, ids=lambda door: door.name)
def test_no_page_falls_over_a_resident_s_stray_post(door: Door) -> None:
    """Not even one that no form of ours would send, with a null byte in it."""
    browser = Client(raise_request_exception=False)
    assert browser.post(door.address(), {"nonsense": "\x00"}).status_code < FAULT


@pytest.mark.django_db
def test_a_role_held_in_one_place_does_not_open_the_whole_history() -> None:
    browser = Client()
    browser.force_login(UserFactory(roles=[(Role.ADMINISTRATOR, "organisation:parish")]))
    assert browser.get(reverse("audit:list_entries")).status_code == REFUSED
    assert browser.get(reverse("audit:export_entries")).status_code == REFUSED


def unmarked(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("Nobody thought about who may read this.")


@needs(Role.CLERK)
def for_clerks(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("Minutes")


urlpatterns = [
    *get_resolver().url_patterns,
    path("unmarked/", unmarked),
    path("for-clerks/", for_clerks),
]


@pytest.mark.django_db
@pytest.mark.urls("tests.architecture.test_doors")
def test_a_page_without_a_mark_is_refused_to_an_administrator(client: Client) -> None:
    client.force_login(UserFactory(roles=[Role.ADMINISTRATOR]))
    assert client.get("/unmarked/").status_code == REFUSED
    assert client.get("/for-clerks/").status_code == REFUSED
    client.force_login(UserFactory(roles=[Role.CLERK]))
    assert client.get("/for-clerks/").status_code == 200
