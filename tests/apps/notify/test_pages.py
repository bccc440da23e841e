from __future__ import annotations

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.notify import make_message

from folkmoot.ground.notify.models import Message
from folkmoot.ground.notify.public import deliver_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(UserFactory(roles=["engagement_officer"]))
    return client


def test_the_outbox_shows_whom_a_message_would_have_gone_to(officer: Client) -> None:
    message = make_message(values={"subject": "Roads", "body": "<script>x()</script> https://example.org/a"})
    deliver_due()
    page = officer.get(f"/messages/{message.pk}/").content.decode()
    assert "Would have gone to" in page
    assert "ann@example.org" in page
    assert "<script>x()" not in page
    assert 'href="https://example.org/a"' in page
    assert "This site keeps its messages here" in officer.get("/messages/").content.decode()


def test_the_list_narrows_and_costs_the_same_for_many(officer: Client, django_assert_max_num_queries) -> None:
    failed = make_message(to="nowhere", batch="june")
    for _number in range(4):
        make_message(batch="may")
    for query in ("state=failed", "batch=june", "words=nowhere"):
        assert [one.pk for one in officer.get(f"/messages/?{query}").context["page"]] == [failed.pk], query
    with django_assert_max_num_queries(9):
        page = officer.get("/messages/?batch=may").content.decode()
    assert "This batch: 0 of 4 sent, 4 waiting, 0 not delivered." in page


@pytest.mark.parametrize("query", ["state=lost", "medium=%27", "page=0", "page=x", "batch=" + "x" * 300])
def test_strange_questions_are_answered(officer: Client, query: str) -> None:
    assert officer.get(f"/messages/?{query}").status_code == 200
    assert officer.get(f"/messages/letters/?{query}").status_code == 200


def test_a_failed_message_is_sent_again_from_its_page(officer: Client) -> None:
    message = make_message(to="ann at example")
    page = officer.post(f"/messages/{message.pk}/again/", {"to": "still wrong"}).content.decode()
    assert "is not an e-mail address" in page
    assert officer.post(f"/messages/{message.pk}/again/", {"to": "ann@example.org"}).status_code == 302
    assert deliver_due() == 1
    assert Message.objects.get().to == "ann@example.org"
    assert "Only a message" in officer.post(f"/messages/{message.pk}/again/", {"to": "a@b.uk"}).content.decode()


def test_letters_print_a_page_each(officer: Client) -> None:
    letters = [make_message(medium="letter", batch="b", values={"subject": "S", "body": f"Body {n}"}) for n in range(3)]
    make_message()
    deliver_due()
    page = officer.get("/messages/letters/").content.decode()
    assert page.count('class="letter"') == 3
    assert "1 High Street<br>Anytown<br>ZZ1 1ZZ" in page
    assert "notify/letters.css" in page
    assert "3 letters to print" in officer.get("/messages/").content.decode()
    one = officer.get(f"/messages/{letters[1].pk}/letter/").content.decode()
    assert (one.count('class="letter"'), "Body 1" in one) == (1, True)


def test_a_secret_text_is_shown_in_demonstrations_only(officer: Client, settings) -> None:
    message = make_message(secret=True, values={"subject": "Password", "body": "https://example.org/secret"})
    assert "/secret" not in officer.get(f"/messages/{message.pk}/").content.decode()
    settings.DEMO = True
    assert "/secret" in officer.get(f"/messages/{message.pk}/").content.decode()


def test_nothing_is_here_for_others(officer: Client) -> None:
    message = make_message()
    other = Client()
    other.force_login(UserFactory(roles=["clerk"]))
    for path in ("/messages/", "/messages/letters/", f"/messages/{message.pk}/", f"/messages/{message.pk}/again/"):
        assert other.get(path).status_code == 403, path
        assert Client().get(path).status_code == 302, path
    assert officer.get("/messages/999/").status_code == 404
    assert officer.get(f"/messages/{message.pk}/letter/").status_code == 404


def test_a_complaints_officer_sees_no_message_of_consultations() -> None:
    message = make_message()
    other = Client()
    other.force_login(UserFactory(roles=["complaints_officer"]))
    assert message.to not in other.get("/messages/").content.decode()
    assert other.get(f"/messages/{message.pk}/").status_code == 404
    assert other.post(f"/messages/{message.pk}/again/", {"to": message.to}).status_code == 404
