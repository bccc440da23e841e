"""Signing in by a partner's own directory: it says who somebody is, never what they may do here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from tests.apps.accounts.identity_provider import CLIENT_ID, CLIENT_SECRET, Directory, running_directory
from tests.factories.accounts import UserFactory

from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.models import Entry
from folkmoot.site.settings.signing_in import identity_providers

pytestmark = pytest.mark.django_db
ENTRY = "/accounts/oidc/partner/login/"


def environment(url: str, **more: str) -> dict[str, str]:
    return {
        "FOLKMOOT_OIDC_SERVER_URL": f"{url}/",
        "FOLKMOOT_OIDC_CLIENT_ID": CLIENT_ID,
        "FOLKMOOT_OIDC_CLIENT_SECRET": CLIENT_SECRET,
        "FOLKMOOT_OIDC_NAME": "County Hall",
        **more,
    }


@pytest.fixture
def directory(settings: Any) -> Iterator[Directory]:
    with running_directory() as server:
        settings.SOCIALACCOUNT_PROVIDERS = identity_providers(environment(server.url))
        yield server


def come_by(directory: Directory, client: Client) -> Any:
    """From our sign-in page to theirs and back."""
    asked = client.get(ENTRY)
    assert asked["Location"].startswith(f"{directory.url}/authorize?"), asked.content
    back = directory.consent(asked["Location"])
    return client.get(back.removeprefix("http://testserver"), follow=False)


def test_without_settings_there_is_no_button_and_no_door(client: Client) -> None:
    assert identity_providers({}) == {}
    assert b"oidc" not in client.get("/accounts/login/").content
    assert client.get(ENTRY).status_code == 404


def test_the_sign_in_page_names_the_provider(directory: Directory, client: Client) -> None:
    page = client.get("/accounts/login/?next=/people/").content.decode()
    assert "Sign in with County Hall" in page
    assert "/accounts/oidc/partner/login/?" in page


def test_a_newcomer_gets_an_account_and_no_role(directory: Directory, client: Client) -> None:
    assert come_by(directory, client)["Location"] == "/desk/"
    person = User.objects.get()
    assert (person.email, person.name, person.has_usable_password()) == (
        "clem@partner.example",
        "Clem Hartfield",
        False,
    )
    assert person.as_actor().grants == frozenset()
    assert client.get("/people/").status_code == 403
    assert Entry.objects.get(verb="person.signed_up").changes == {"came by": ["", "partner"]}
    assert not SocialToken.objects.exists(), "we keep no key to their directory"


def test_roles_in_the_token_are_not_believed(directory: Directory, client: Client) -> None:
    directory.claims |= {"roles": ["administrator"], "groups": ["administrator"], "is_superuser": True}
    come_by(directory, client)
    person = User.objects.get()
    assert (person.grants.count(), person.is_superuser) == (0, False)


def test_coming_again_is_the_same_person_even_with_a_new_address(directory: Directory, client: Client) -> None:
    come_by(directory, client)
    directory.claims["email"] = "clem.hartfield@partner.example"
    come_by(directory, Client())
    assert User.objects.count() == SocialAccount.objects.count() == 1


def test_an_account_prepared_by_an_administrator_is_found_by_its_address(directory: Directory, client: Client) -> None:
    prepared = UserFactory(email="clem@partner.example", roles=["administrator"])
    assert come_by(directory, client).status_code == 302
    assert client.get("/people/").status_code == 200
    assert SocialAccount.objects.get().user == prepared


def test_an_address_nobody_vouches_for_opens_no_account(directory: Directory, client: Client) -> None:
    """Otherwise whoever can write an address into a directory is administrator here."""
    UserFactory(email="clem@partner.example", roles=["administrator"])
    directory.claims["email_verified"] = False
    come_by(directory, client)
    assert client.get("/people/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_a_site_can_believe_a_directory_that_never_says_verified(
    directory: Directory, client: Client, settings: Any
) -> None:
    more = {"FOLKMOOT_OIDC_EMAIL_IS_VERIFIED": "1"}
    settings.SOCIALACCOUNT_PROVIDERS = identity_providers(environment(directory.url, **more))
    del directory.claims["email_verified"]
    UserFactory(email="clem@partner.example", roles=["administrator"])
    come_by(directory, client)
    assert client.get("/people/").status_code == 200
    assert EmailAddress.objects.filter(email="clem@partner.example", verified=True).exists()


def test_a_closed_account_stays_closed(directory: Directory, client: Client) -> None:
    come_by(directory, client)
    User.objects.update(is_active=False)
    elsewhere = Client()
    answer = come_by(directory, elsewhere)
    assert b"This account is closed" in elsewhere.get(answer["Location"]).content


@pytest.mark.parametrize("fault", ["issuer", "audience", "expired"])
def test_a_token_that_is_not_for_us_is_refused(directory: Directory, client: Client, fault: str) -> None:
    directory.faults.add(fault)
    page = come_by(directory, client)
    assert b"We could not sign you in" in page.content
    assert not User.objects.exists()


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(directory: Directory, client: Client) -> None:
    back = directory.consent(client.get(ENTRY)["Location"])
    page = Client().get(back.removeprefix("http://testserver"))
    assert b"We could not sign you in" in page.content
    assert not User.objects.exists()


def test_a_provider_that_is_down_is_told_kindly(directory: Directory, client: Client) -> None:
    directory.faults.add("down")
    page = client.get(ENTRY)
    assert page.status_code == 503
    assert b"We could not sign you in" in page.content


def test_saying_no_there_leads_back(directory: Directory, client: Client) -> None:
    asked = client.get(ENTRY)["Location"]
    state = directory.consent(asked).partition("state=")[2]
    page = client.get(f"/accounts/oidc/partner/login/callback/?error=access_denied&state={state}", follow=True)
    assert b"You did not sign in" in page.content


def test_the_directory_counts_as_a_second_step(directory: Directory, client: Client, settings: Any) -> None:
    settings.TWO_STEP = "staff"
    UserFactory(email="clem@partner.example", roles=["administrator"])
    come_by(directory, client)
    assert client.get("/people/").status_code == 200
