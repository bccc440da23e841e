from __future__ import annotations

from datetime import timedelta
from itertools import chain

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.documents import EML
from tests.factories.intake import make_arrival

from folkmoot.ground.documents.models import Document
from folkmoot.ground.intake.models import Arrival

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(UserFactory(roles=["engagement_officer"]))
    return client


def a_log(**given: object) -> dict[str, object]:
    return {"channel": "telephone", "received_on": timezone.localdate().isoformat(), "words": "", "key": "k1", **given}


def test_held_arrivals_stand_first_in_a_log_of_fixed_cost(officer: Client, django_assert_max_num_queries) -> None:
    held = make_arrival(held_because="It holds 9 links.")
    for _number in range(3):
        make_arrival()
    with django_assert_max_num_queries(9):
        page = officer.get("/arrivals/")
    assert next(iter(page.context["page"])).pk == held.pk
    assert "It holds 9 links." in page.content.decode()


def test_every_arrival_stands_on_one_page_of_the_log(officer: Client) -> None:
    """What is held comes before everything newer, also where it fills more than a page."""
    expected = []
    for number in range(53):
        expected.append(make_arrival(held_because="It looks odd", words=f"held {number}").reference)
    for number in range(53):
        expected.append(make_arrival(words=f"fine {number}").reference)
    pages = [officer.get("/arrivals/", {"page": page}).context["page"] for page in (1, 2, 3)]
    shown = [[arrival.reference for arrival in page] for page in pages]
    assert [len(page) for page in shown] == [50, 50, 6]
    assert list(chain(*shown)) == [*reversed(expected[:53]), *reversed(expected[53:])]
    assert [page.has_next for page in pages] == [True, True, False]
    assert "Arrivals 51 to 100" in officer.get("/arrivals/?page=2").content.decode()
    assert officer.get("/arrivals/?page=9").context["page"].number == 1


def test_the_log_narrows_by_what_is_asked(officer: Client) -> None:
    paper = make_arrival(channel="paper", words="the library roof")
    make_arrival()
    for query in ("channel=paper", "words=library", f"words={paper.reference.lower()}", "channel=paper&state=accepted"):
        assert [arrival.pk for arrival in officer.get(f"/arrivals/?{query}").context["page"]] == [paper.pk], query


@pytest.mark.parametrize("query", ["state=lost", "words=%00", "page=9999", "page=x", "kind=%27%3B--"])
def test_strange_questions_are_answered(officer: Client, query: str) -> None:
    make_arrival()
    assert officer.get(f"/arrivals/?{query}").status_code in {200, 400}


def test_the_form_offers_today_in_the_form_that_browsers_read(officer: Client) -> None:
    assert f'value="{timezone.localdate().isoformat()}"' in officer.get("/arrivals/log/").content.decode()


def test_a_call_is_logged_and_can_be_read_back(officer: Client) -> None:
    answer = officer.post("/arrivals/log/", a_log(words="The <b>bus</b> is late"), follow=True)
    arrival = Arrival.objects.get()
    assert (arrival.kind, arrival.channel, arrival.logged_by[:6]) == ("unsorted", "telephone", "Person")
    page = answer.content.decode()
    assert arrival.reference in page
    assert "The &lt;b&gt;bus&lt;/b&gt; is late" in page


def test_pressing_twice_logs_once(officer: Client) -> None:
    for _press in range(2):
        assert officer.post("/arrivals/log/", a_log(words="The bus is late")).status_code == 302
    assert Arrival.objects.count() == 1


def test_an_email_file_is_kept_whole_and_its_words_are_read(officer: Client) -> None:
    officer.post("/arrivals/log/", a_log(channel="email", file=SimpleUploadedFile("mail.eml", EML)))
    arrival = Arrival.objects.get()
    document = Document.objects.get()
    assert arrival.words == "Buses\n\nThe last bus is too early."
    assert (arrival.source, document.classification) == (document, "confidential")
    assert (document.subject_type, document.subject_key) == ("intake.arrival", str(arrival.pk))
    page = officer.get(f"/arrivals/{arrival.reference}/").content.decode()
    assert "Ann Lee" in page
    assert b"".join(officer.get(f"/documents/{document.key}/")) == EML


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "There is nothing to keep."),
        ({"words": "x", "channel": "web"}, "Choose one of the answers to “How did it come?”"),
        ({"words": "x", "received_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "in the future"),
        ({"file": SimpleUploadedFile("run.exe", b"MZ\x00")}, "We cannot take this kind of file."),
        ({"file": SimpleUploadedFile("x.pdf", EML)}, "We cannot take this kind of file."),
    ],
)
def test_what_cannot_be_logged_is_said_beside_the_field(
    officer: Client, given: dict[str, object], sentence: str
) -> None:
    answer = officer.post("/arrivals/log/", a_log(**given))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Arrival.objects.exists()
    assert not Document.objects.exists()


def test_let_in_and_set_aside_by_page(officer: Client) -> None:
    one = make_arrival(held_because="It holds 9 links.")
    two = make_arrival(held_because="It holds 9 links.")
    officer.post(f"/arrivals/{one.reference}/let-in/", {"reason": "A real letter"})
    officer.post(f"/arrivals/{two.reference}/set-aside/", {"reason": "Advertising"})
    states = dict(Arrival.objects.values_list("pk", "state"))
    assert states == {one.pk: "accepted", two.pk: "rejected"}
    assert "A real letter" in officer.get(f"/arrivals/{one.reference}/").content.decode()


def test_a_decision_without_a_reason_or_made_before_is_refused(officer: Client) -> None:
    arrival = make_arrival(held_because="It holds 9 links.")
    assert "Say why, in a few words." in officer.post(f"/arrivals/{arrival.reference}/let-in/", {}).content.decode()
    officer.post(f"/arrivals/{arrival.reference}/let-in/", {"reason": "A real letter"})
    again = officer.post(f"/arrivals/{arrival.reference}/set-aside/", {"reason": "Advertising"})
    assert again.status_code == 403
    assert "already decided" in again.content.decode()


@pytest.mark.parametrize("role", ["resident", "clerk", "member", "analyst", "performance_officer"])
def test_other_roles_see_neither_log_nor_letters(client: Client, officer: Client, role: str) -> None:
    officer.post("/arrivals/log/", a_log(channel="email", file=SimpleUploadedFile("mail.eml", EML)))
    arrival, document = Arrival.objects.get(), Document.objects.get()
    other = Client()
    other.force_login(UserFactory(roles=[role]))
    for path in ("/arrivals/", "/arrivals/log/", f"/arrivals/{arrival.reference}/"):
        assert other.get(path).status_code == 403, path
    # A clerk reads other confidential papers, and still no resident's letter.
    assert other.get(f"/documents/{document.key}/").status_code == 403
