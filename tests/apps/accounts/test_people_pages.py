from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.middleware import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PASSWORD, UserFactory

from folkmoot.ground.accounts.models import RoleGrant, User
from folkmoot.ground.accounts.public import actor_of
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT
from folkmoot.ground.notify.models import Message

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Clem Hartfield",
    "email": "clem@example.org",
    "role": "clerk",
    "scope": "body:posc",
    "reason": "New clerk of the committee",
}


@pytest.fixture
def browser() -> Client:
    browser = Client()
    browser.force_login(UserFactory(name="Ada Winterbourne", roles=["administrator"]))
    return browser


def add(browser: Client, settings: Any, capture: Any, **answers: str) -> str:
    """Add Clem; returns the link that the page shows."""
    with capture(execute=True):
        page = browser.post(reverse("accounts:add_person"), NEW | answers)
    found = re.search(r"<code>http://[^/]+(/people/invitation/[^<]+)</code>", page.content.decode())
    assert found, page.content.decode()
    return found[1]


def test_an_invited_person_chooses_a_password_and_signs_in(
    browser: Client, client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    link = add(browser, settings, django_capture_on_commit_callbacks)
    message = Message.objects.get()
    assert (message.to, message.is_secret, link in message.body) == ("clem@example.org", True, True)
    assert "Ada Winterbourne has made an account for you" in message.body
    assert b"Choose a password" in client.get(link).content
    assert not User.objects.get(email="clem@example.org").has_usable_password(), "opening the link changes nothing"
    page = client.post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert b"Your account is ready" in page.content
    answer = client.post("/accounts/login/", {"login": "clem@example.org", "password": PASSWORD})
    assert answer["Location"] == "/desk/"
    assert client.get(link).status_code == 404, "the link worked once"
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["person.added", "person.role_granted", "person.invited", "person.accepted_invitation"]


def test_passwords_that_differ_are_told_and_the_link_still_works(
    browser: Client, client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    link = add(browser, settings, django_capture_on_commit_callbacks)
    page = client.post(link, {"new_password1": PASSWORD, "new_password2": "something-else-entirely"})
    assert b"govuk-error-message" in page.content
    assert client.post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD}).status_code == 200
    assert User.objects.get(email="clem@example.org").check_password(PASSWORD)


def test_a_newer_invitation_and_a_closed_account_end_the_older_link(
    browser: Client, client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    first = add(browser, settings, django_capture_on_commit_callbacks)
    person = User.objects.get(email="clem@example.org")
    page = browser.post(reverse("accounts:invite_person", args=[person.pk]), {"reason": "The first got lost"})
    second = re.search(r"<code>http://[^/]+([^<]+)</code>", page.content.decode())
    assert second
    assert client.get(first).status_code == 404
    assert client.get(second[1]).status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(second[1]).status_code == 404


def test_an_old_or_forged_link_opens_nothing(
    browser: Client, client: Client, settings: Any, django_capture_on_commit_callbacks: Any, monkeypatch: Any
) -> None:
    link = add(browser, settings, django_capture_on_commit_callbacks)
    for forged in (f"{link[:-2]}x/", "/people/invitation/eyJwZXJzb24iOjF9:1:x/", "/people/invitation/%00/"):
        assert client.get(forged).status_code in (400, 404)
    settings.INVITATION_DAYS = 0
    assert client.get(link).status_code == 404


def test_the_link_is_shown_only_where_messages_do_not_leave(
    browser: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.NOTIFY_BACKEND = "smtp"
    page = browser.post(reverse("accounts:add_person"), NEW)
    assert b"/people/invitation/" not in page.content
    assert b"on its way to clem@example.org" in page.content


def test_a_mistake_in_the_form_keeps_what_was_typed(browser: Client) -> None:
    page = browser.post(reverse("accounts:add_person"), NEW | {"scope": "Kent!", "email": "nonsense"})
    text = page.content.decode()
    assert "govuk-error-summary" in text
    assert 'value="Kent!"' in text
    assert not User.objects.filter(name="Clem Hartfield").exists()
    UserFactory(email="clem@example.org")
    assert "Somebody has an account" in browser.post(reverse("accounts:add_person"), NEW).content.decode()


def test_an_administrator_of_one_place_cannot_add_people(client: Client) -> None:
    client.force_login(UserFactory(roles=[("administrator", "organisation:parish")]))
    assert b"Add a person" not in client.get(reverse("accounts:list_people")).content
    assert client.post(reverse("accounts:add_person"), NEW).status_code == 403
    assert not User.objects.filter(email="clem@example.org").exists()


def test_roles_are_given_and_taken_on_pages_with_a_reason(browser: Client) -> None:
    person = UserFactory(name="Clem Hartfield")
    answers = {"role": "clerk", "scope": "*", "reason": "New in post"}
    page = browser.post(reverse("accounts:grant_role", args=[person.pk]), answers, follow=True)
    assert "Clem Hartfield has the role from now on." in page.content.decode()
    grant = RoleGrant.objects.get(user=person)
    assert grant.granted_by == "Ada Winterbourne"
    revoke = reverse("accounts:revoke_role", args=[person.pk, grant.pk])
    assert "govuk-error-message" in browser.post(revoke, {"reason": ""}).content.decode()
    assert browser.post(revoke, {"reason": "Moved on"}).status_code == 302
    assert not person.grants.exists()
    history = browser.get(reverse("accounts:show_person", args=[person.pk])).content.decode()
    assert "took a role from" in history
    assert "Moved on" in history


def test_the_last_administrator_is_told_kindly(browser: Client) -> None:
    grant = RoleGrant.objects.get(role="administrator")
    page = browser.post(reverse("accounts:revoke_role", args=[grant.user_id, grant.pk]), {"reason": "Retired"})
    assert b"This is the last administrator of the site. Make somebody else administrator first." in page.content
    assert RoleGrant.objects.filter(pk=grant.pk).exists()


def test_a_grant_of_another_person_is_not_reached_through_this_one(browser: Client) -> None:
    grant = UserFactory(roles=["clerk"]).grants.get()
    address = reverse("accounts:revoke_role", args=[UserFactory().pk, grant.pk])
    assert browser.post(address, {"reason": "Mischief"}).status_code == 404


@pytest.mark.parametrize("query", ["search=clem", "role=clerk", "state=stopped", "search=%00", "page=99", "page=x"])
def test_the_list_searches(browser: Client, query: str) -> None:
    clem = UserFactory(name="Clem Hartfield", roles=["clerk"], is_active=False)
    UserFactory(name="Meera Thorncote", roles=["member"])
    page = browser.get(f"{reverse('accounts:list_people')}?{query}")
    assert page.status_code in (200, 400, 404)
    if query.startswith(("search=c", "role", "state")):
        assert list(page.context["people"]) == [clem]


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_many(browser: Client, django_assert_num_queries: Any, number: int) -> None:
    for _each in range(number):
        UserFactory(roles=["clerk", "analyst"])
    browser.get(reverse("accounts:list_people"))
    with django_assert_num_queries(6):
        browser.get(reverse("accounts:list_people"))


def test_names_are_escaped(browser: Client) -> None:
    person = UserFactory(name="<script>alert(1)</script>")
    for page in (reverse("accounts:list_people"), reverse("accounts:show_person", args=[person.pk])):
        assert b"<script>alert" not in browser.get(page).content


def test_a_signed_in_person_costs_three_queries_and_a_resident_none(django_assert_num_queries: Any) -> None:
    browser = Client()
    browser.force_login(UserFactory(roles=["clerk", "analyst", "member"]))
    signed_in, anonymous = browser.get("/").wsgi_request, RequestFactory().get("/")
    signed_in.session = SessionStore(signed_in.session.session_key)
    del signed_in._cached_user
    with django_assert_num_queries(3):
        signed_in.user = get_user(signed_in)
        assert {grant.role for grant in actor_of(signed_in).grants} == {"clerk", "analyst", "member"}
    with django_assert_num_queries(0):
        assert actor_of(anonymous) == RESIDENT


def test_a_resident_gets_no_cookie(client: Client) -> None:
    assert client.get("/").cookies == {}


def test_times_are_shown_in_words(browser: Client) -> None:
    person = UserFactory(last_login=timezone.now())
    assert str(timezone.now().year) in browser.get(reverse("accounts:show_person", args=[person.pk])).content.decode()
