"""What an administrator does at the terminal: the first account, and looking for what is wrong."""

from __future__ import annotations

import io
from importlib import import_module

import pytest
from django.core.exceptions import ImproperlyConfigured

from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.enums import Role
from folkmoot.site.cli import check, main
from folkmoot.site.settings.environment import networks, number, words

pytestmark = pytest.mark.django_db(transaction=True)
ADD = ["user", "add", "--email", "ada@example.org", "--name", "Ada Example"]


def test_the_first_administrator_gets_a_link(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ADD, "--administrator"]) == 0
    person = User.objects.get(email="ada@example.org")
    assert [(grant.role, grant.scope) for grant in person.grants.all()] == [(Role.ADMINISTRATOR, "*")]
    assert not person.has_usable_password()
    assert "http" in capsys.readouterr().out


def test_a_password_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a long and quiet river\n"))
    assert main([*ADD, "--password-stdin"]) == 0
    assert User.objects.get(email="ada@example.org").check_password("a long and quiet river")


@pytest.mark.parametrize("password", ["short", "password1234", ""])
def test_a_weak_password_makes_no_account(password: str, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    assert main([*ADD, "--password-stdin"]) == 1
    assert "password: " in capsys.readouterr().err
    assert not User.objects.exists()


@pytest.mark.parametrize(("email", "name"), [("nobody", "Ada"), ("ada@example.org", "  "), ("", "Ada")])
def test_a_bad_account_is_refused_with_the_field(email: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["user", "add", "--email", email, "--name", name]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert not User.objects.exists()


def test_the_same_account_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(ADD) == 0
    assert main(ADD) == 1
    assert "ada@example.org" in capsys.readouterr().err


def test_check_lists_what_apps_find_wrong(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(check, "offered", lambda name: [("places", lambda: ["A ward lies in no district."])])
    assert main(["check"]) == 1
    said = capsys.readouterr()
    assert "places: A ward lies in no district." in said.err
    assert "1 to mend." in said.out


def test_check_is_content_with_a_site_that_has_an_administrator(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ADD, "--administrator"]) == 0
    assert main(["check"]) == 0, capsys.readouterr().err
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "Nothing to mend."
    assert said[-2].startswith("Looked at the settings and whether the tables fit; the records of audit, accounts")
    assert "consultations (0 responses)" in said[-2]


def test_check_of_the_settings_does_not_claim_to_have_read_the_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--settings-only"]) == 0
    assert "Looked at the settings and whether the tables fit.\n" in capsys.readouterr().out


def test_the_verb_named_django_does_not_hide_the_library() -> None:
    import_module("folkmoot.site.cli.django")
    assert main(["check", "--settings-only"]) == 0


def test_check_says_when_tables_are_old(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(check, "needs_migrating", lambda: True)
    assert main(["check"]) == 1
    assert "Run `folkmoot migrate`." in capsys.readouterr().err


@pytest.mark.parametrize("value", ["many", "-1", "1.5", "٣"])
def test_a_setting_that_is_no_number_is_named(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLKMOOT_POSTS_A_MINUTE", value)
    with pytest.raises(ImproperlyConfigured, match="FOLKMOOT_POSTS_A_MINUTE is"):
        number("FOLKMOOT_POSTS_A_MINUTE", 120)


def test_settings_are_read_with_spaces_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLKMOOT_HOSTS", " one.example , two.example,")
    monkeypatch.setenv("FOLKMOOT_PROXIES", "10.0.0.1, fd00::/8")
    assert words("FOLKMOOT_HOSTS") == ["one.example", "two.example"]
    assert [str(network) for network in networks("FOLKMOOT_PROXIES")] == ["10.0.0.1/32", "fd00::/8"]


def test_a_proxy_that_is_no_network_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLKMOOT_PROXIES", "10.0.0.1, proxy.example")
    with pytest.raises(ImproperlyConfigured, match=r"'proxy\.example', which is no network"):
        networks("FOLKMOOT_PROXIES")
