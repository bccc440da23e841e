from __future__ import annotations

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.documents import EML, PDF, PNG, make_document, office

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Actor, Grant
from folkmoot.ground.documents import queries
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.policies import can_read
from folkmoot.ground.documents.public import address_of, may_read


def person(role: str, scope: str = "*") -> Actor:
    return Actor("person", "user:1", "Somebody", frozenset({Grant(role, scope)}))


READERS = {
    "public": {"anonymous", *Role.values},
    "internal": set(Role.values) - {"resident"},
    "exempt": {"clerk", "member", "administrator"},
    "confidential": {"clerk", "administrator"},
    "a class nobody knows": set(),
}


@pytest.mark.parametrize("classification", READERS)
@pytest.mark.parametrize("who", ["anonymous", *Role.values])
def test_who_may_read_what(classification: str, who: str) -> None:
    actor = RESIDENT if who == "anonymous" else person(who)
    assert can_read(actor, classification) is (who in READERS[classification])


def test_a_role_in_one_place_opens_nothing_of_another() -> None:
    clerk = person("clerk", "body:alpha")
    assert can_read(clerk, "exempt", "body:alpha")
    assert not can_read(clerk, "exempt", "body:beta")
    assert not can_read(clerk, "exempt")
    assert not can_read(clerk, "exempt", "*")


@pytest.mark.django_db
def test_the_scope_comes_from_the_record_the_document_belongs_to(monkeypatch: pytest.MonkeyPatch) -> None:
    subject = make_document()
    document = make_document(classification="confidential", subject=subject)
    clerk, officer = person("clerk", "body:alpha"), person("complaints_officer", "body:alpha")
    assert not may_read(clerk, document)
    monkeypatch.setitem(
        queries.SCOPES, "documents.document", queries.SubjectScope(lambda key: "body:alpha", frozenset())
    )
    assert may_read(clerk, document)
    assert not may_read(officer, document)
    own = queries.SubjectScope(lambda key: "body:alpha", frozenset({"complaints_officer"}))
    monkeypatch.setitem(queries.SCOPES, "documents.document", own)
    assert may_read(officer, document)
    assert not may_read(clerk, document)
    assert may_read(SYSTEM, document)


@pytest.mark.django_db
def test_a_private_address_alone_opens_nothing(client: Client) -> None:
    document = make_document(classification="internal")
    path = address_of(document)
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={path}")
    client.force_login(UserFactory(roles=["analyst"]))
    assert b"".join(client.get(path)) == PDF
    client.logout()
    assert client.get(path).status_code == 302


@pytest.mark.django_db
def test_a_resident_with_an_account_is_refused(client: Client) -> None:
    client.force_login(UserFactory(roles=["resident"]))
    assert client.get(address_of(make_document(classification="internal"))).status_code == 403


@pytest.mark.django_db
def test_a_role_taken_away_closes_the_document_at_once(client: Client) -> None:
    document = make_document(classification="exempt")
    user = UserFactory(roles=["clerk"])
    client.force_login(user)
    assert b"".join(client.get(address_of(document))) == PDF
    user.grants.all().delete()
    assert client.get(address_of(document)).status_code == 403


@pytest.mark.django_db
def test_a_document_made_private_is_private_at_the_same_address(client: Client) -> None:
    document = make_document(classification="public")
    assert b"".join(client.get(address_of(document))) == PDF
    Document.objects.update(classification="exempt")
    assert client.get(address_of(document)).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "given_as"),
    [
        (PDF, "a.pdf", "attachment"),
        (EML, "a.eml", "attachment"),
        (office("word/document.xml"), "a.docx", "attachment"),
        (b"words", "a.txt", "attachment"),
        (PNG, "a.png", "inline"),
    ],
)
def test_downloads_run_nothing_and_are_kept_nowhere(client: Client, content: bytes, name: str, given_as: str) -> None:
    client.force_login(UserFactory(roles=["clerk"]))
    document = make_document(content, name, classification="confidential", title='The "plan"\r\nX-Bad: 1')
    answer = client.get(address_of(document))
    assert b"".join(answer) == content
    assert answer["Content-Disposition"].startswith(given_as)
    assert "the-plan-x-bad-1." in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"].endswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert "X-Bad" not in answer


@pytest.mark.django_db
def test_public_documents_may_be_cached_and_need_no_cookie(client: Client) -> None:
    answer = client.get(address_of(make_document(classification="public")))
    assert b"".join(answer) == PDF
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/documents/nothing/", "/documents/..%2f..%2fetc/", "/documents/%00/"])
def test_unknown_addresses_are_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code in {400, 404}


@pytest.mark.django_db
def test_a_document_whose_file_is_gone_is_not_found(client: Client) -> None:
    document = make_document(classification="public")
    document.file.storage.delete(document.file.name)
    assert client.get(address_of(document)).status_code == 404
