"""Password, second step, new password: as somebody at a browser does it."""

from __future__ import annotations

import re
from ipaddress import ip_network
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import PASSWORD, UserFactory

from folkmoot.ground.accounts.models import RoleGrant, User
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.notify.models import Message

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"
PEOPLE = "/people/"


def sign_in(client: Client, person: User, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(SIGN_IN, {"login": person.email, "password": password, **more})


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_second_step(person: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def test_the_right_password_opens_the_desk_and_a_new_session(client: Client) -> None:
    client.get(SIGN_IN)
    client.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = client.session.session_key
    response = sign_in(client, UserFactory())
    assert (response.status_code, response["Location"]) == (302, "/desk/")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client) -> None:
    known = sign_in(client, UserFactory(email="known@example.org"), "wrong-wrong-wrong")
    unknown = sign_in(client, UserFactory.build(email="nobody@example.org"), "wrong-wrong-wrong")
    pages = [
        re.sub(r"(csrfmiddlewaretoken\" value=\"[^\"]+|[a-z]+@example.org)", "", page.content.decode())
        for page in (known, unknown)
    ]
    assert pages[0] == pages[1]
    assert "govuk-error-summary" in pages[0]


def test_signing_in_leads_back_to_the_page_asked_for_but_not_to_another_site(client: Client) -> None:
    person = UserFactory(roles=["administrator"])
    response = client.get(f"{PEOPLE}?search=a b")
    assert response["Location"] == "/accounts/login/?next=/people/%3Fsearch%3Da%2520b"
    assert sign_in(client, person, next="/people/?search=a")["Location"] == "/people/?search=a"
    client.post("/accounts/logout/")
    assert sign_in(client, person, next="https://elsewhere.example/")["Location"] == "/desk/"


def test_after_many_wrong_passwords_even_the_right_one_must_wait(client: Client) -> None:
    person = UserFactory()
    for number in range(6):
        sign_in(client, person, f"wrong-number-{number}")
    assert b"govuk-error-summary" in sign_in(client, person).content
    assert client.get("/accounts/email/").status_code == 302


def test_a_flood_from_one_address_gets_our_page(client: Client) -> None:
    pages = [client.post(SIGN_IN, {"login": f"p{n}@example.org", "password": "x"}) for n in range(35)]
    assert pages[-1].status_code == 429
    assert b"Please wait a moment" in pages[-1].content
    assert b"govuk-heading-l" in pages[-1].content


def test_behind_our_proxy_each_visitor_is_counted_alone(client: Client, settings: Any) -> None:
    settings.PROXIES = [ip_network("127.0.0.0/8")]

    def flood(sender: str) -> int:
        tries = [{"login": f"p{number}@example.org", "password": "x"} for number in range(31)]
        return [client.post(SIGN_IN, each, HTTP_X_FORWARDED_FOR=sender) for each in tries][-1].status_code

    assert flood("203.0.113.5") == 429
    person = UserFactory()
    answer = client.post(SIGN_IN, {"login": person.email, "password": PASSWORD}, HTTP_X_FORWARDED_FOR="203.0.113.6")
    assert answer.status_code == 302


def test_a_closed_account_is_out_at_once(client: Client) -> None:
    person = UserFactory(roles=["administrator"])
    sign_in(client, person)
    assert client.get(PEOPLE).status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(PEOPLE).status_code == 302
    page = client.get(sign_in(Client(), person)["Location"])
    assert b"This account is closed" in page.content


def test_a_change_of_roles_holds_from_the_next_request(client: Client) -> None:
    person = UserFactory()
    sign_in(client, person)
    assert client.get(PEOPLE).status_code == 403
    grant = RoleGrant.objects.create(user=person, role="administrator")
    assert client.get(PEOPLE).status_code == 200
    grant.delete()
    assert client.get(PEOPLE).status_code == 403


def test_changing_the_password_ends_the_other_sessions(client: Client) -> None:
    person, elsewhere = UserFactory(), Client()
    sign_in(client, person)
    sign_in(elsewhere, person)
    new = "lantern-pebble-orchard"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/accounts/email/").status_code == 200
    assert elsewhere.get("/accounts/email/").status_code == 302
    assert Entry.objects.filter(verb="person.password_changed").count() == 1
    assert Message.objects.get().subject == "Your password was changed"


@pytest.mark.parametrize("weak", ["short-one", "password1234", "Clem Hartfield"])
def test_a_weak_password_is_refused(client: Client, weak: str) -> None:
    person = UserFactory(name="Clem Hartfield")
    sign_in(client, person)
    answer = client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak})
    assert b"govuk-error-summary" in answer.content
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_signing_out_needs_a_post(client: Client) -> None:
    sign_in(client, UserFactory())
    assert b"Sign out" in client.get("/accounts/logout/").content
    assert client.get("/accounts/email/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/accounts/email/").status_code == 302


def test_a_new_password_by_a_link_in_the_outbox(client: Client, settings: Any) -> None:
    settings.PUBLIC_URL = "https://county.example"
    person = UserFactory()
    client.post("/accounts/password/reset/", {"email": person.email}, HTTP_HOST="127.0.0.1")
    message = Message.objects.get()
    assert (message.to, message.subject, message.is_secret) == (person.email, "Choose a new password", True)
    link = re.search(r"https://county\.example(/accounts/password/reset/key/\S+)", message.body)
    assert link, "the link has our own host, whatever the request said"
    page = client.get(link[1], follow=True)
    new = "lantern-pebble-orchard"
    done = client.post(page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert b"Your password is changed" in done.content
    assert sign_in(client, person, new).status_code == 302
    assert b"no longer works" in Client().get(link[1], follow=True).content


def test_asking_for_a_password_of_nobody_sends_nothing_and_says_the_same(client: Client) -> None:
    known = client.post("/accounts/password/reset/", {"email": UserFactory().email}, follow=True)
    Message.objects.all().delete()
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert known.content == unknown.content
    assert not Message.objects.exists()


def test_sign_up_is_closed_unless_the_site_opens_it(client: Client, settings: Any) -> None:
    assert b"Accounts are for staff" in client.get("/accounts/signup/").content
    answers = {"email": "new@example.org", "name": "New", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", answers)
    assert not User.objects.exists()
    settings.SIGN_UP_OPEN = True
    client.post("/accounts/signup/", answers)
    person = User.objects.get()
    assert (person.name, person.as_actor().grants) == ("New", frozenset())
    assert sign_in(client, person)["Location"] == "/accounts/confirm-email/", "the address is proved first"


def test_the_second_step_is_asked_for(client: Client) -> None:
    person = UserFactory(roles=["administrator"])
    secret = with_second_step(person)
    assert sign_in(client, person)["Location"] == reverse("mfa_authenticate")
    assert client.get(PEOPLE).status_code == 302
    assert b"govuk-error-summary" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).content
    assert client.get(PEOPLE).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert client.get(PEOPLE).status_code == 200


def test_a_code_works_once(client: Client) -> None:
    person, elsewhere = UserFactory(), Client()
    code = code_for(with_second_step(person))
    for browser, opened in ((client, 200), (elsewhere, 302)):
        sign_in(browser, person)
        browser.post(reverse("mfa_authenticate"), {"code": code})
        assert browser.get("/accounts/email/").status_code == opened


def test_a_recovery_code_works_once(client: Client) -> None:
    person, elsewhere = UserFactory(), Client()
    with_second_step(person)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for browser, opened in ((client, 200), (elsewhere, 302)):
        sign_in(browser, person)
        browser.post(reverse("mfa_authenticate"), {"code": code})
        assert browser.get("/accounts/email/").status_code == opened


def test_a_role_that_needs_a_second_step_holds_nothing_until_there_is_one(
    client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.TWO_STEP = "staff"
    person = UserFactory(roles=["administrator"])
    sign_in(client, person)
    assert client.get(PEOPLE)["Location"] == reverse("mfa_activate_totp")
    assert b"needs a second step" in client.get(reverse("mfa_activate_totp")).content
    assert client.get("/").status_code == 200
    assert client.get("/").wsgi_request.actor.grants == frozenset()
    page = client.get(reverse("mfa_activate_totp"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_for(page.context["form"].secret)})
    assert client.get(PEOPLE).status_code == 200
    assert Entry.objects.filter(verb="person.second_step_added").count() == 2, "the app and the recovery codes"


def test_roles_that_need_no_second_step_come_in(client: Client, settings: Any) -> None:
    settings.TWO_STEP = "clerk"
    sign_in(client, UserFactory(roles=["administrator"]))
    assert client.get(PEOPLE).status_code == 200


def test_a_dead_demo_account_cannot_sign_in_nor_stay(client: Client, settings: Any) -> None:
    person = UserFactory(is_demo=True)
    sign_in(client, person)
    assert client.get("/accounts/email/").status_code == 200
    settings.DEMO_PEOPLE_MAY_SIGN_IN = False
    assert client.get("/accounts/email/").status_code == 302
    sign_in(Client(), person)
    assert client.get("/accounts/email/").status_code == 302
