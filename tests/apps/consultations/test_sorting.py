"""What an officer logged by hand becomes an answer of a consultation: the same arrival, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone
from tests.apps.consultations.officers import actor, address, closed_questionnaire, open_questionnaire, signed_in
from tests.factories.consultations import ConsultationFactory
from tests.factories.documents import EML, PDF

from folkmoot.domains.consultations.actions.letters import Letter, record_letter
from folkmoot.domains.consultations.models import Answer, Contact, Questionnaire, Response
from folkmoot.domains.consultations.public import consistency
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import SYSTEM, Refused
from folkmoot.ground.documents.models import Document
from folkmoot.ground.intake.actions.log_by_hand import log_by_hand
from folkmoot.ground.intake.models import Arrival

pytestmark = pytest.mark.django_db
WORDS = "A lady rang: the play area is unsafe."


def logged(**given: Any) -> Arrival:
    return log_by_hand(
        **{"channel": "telephone", "received_on": timezone.localdate(), "words": WORDS, "by": SYSTEM, **given}
    )


def way(questionnaire: Questionnaire, arrival: Arrival) -> str:
    return address(questionnaire, f"letters/new/?arrival={arrival.reference}")


def given(arrival: Arrival, **more: str) -> dict[str, str]:
    """What the form sends when nothing was altered."""
    day = arrival.received_on.isoformat()
    return {
        "channel": arrival.channel,
        "received_on": day,
        "words": arrival.words,
        "consent": "none",
        "key": "k1",
        **more,
    }


def test_a_call_becomes_an_answer_and_stays_the_same_arrival() -> None:
    questionnaire, arrival = open_questionnaire(), logged()
    client = signed_in(questionnaire.consultation)
    page = client.get(f"/arrivals/{arrival.reference}/").content.decode()
    assert f'href="{way(questionnaire, arrival)}"' in page
    form = client.get(way(questionnaire, arrival)).content.decode()
    assert WORDS in form
    assert f'value="{arrival.received_on.isoformat()}"' in form
    answer = client.post(way(questionnaire, arrival), given(arrival))
    assert answer.status_code == 302
    response = Response.objects.get()
    assert (response.arrival, response.channel, response.arrival.kind) == (arrival, "telephone", "response")
    assert Arrival.objects.get().reference == arrival.reference
    assert Answer.objects.get().text == WORDS
    assert Entry.objects.get(verb="arrival.sorted").changes == {"kind": ["unsorted", "response"]}
    assert list(consistency()) == []


def test_the_log_and_the_page_lead_to_what_it_became() -> None:
    questionnaire, arrival = open_questionnaire(), logged()
    client = signed_in(questionnaire.consultation)
    assert "Not sorted yet" in client.get("/arrivals/").content.decode()
    client.post(way(questionnaire, arrival), given(arrival))
    assert "Became an answer" in client.get("/arrivals/").content.decode()
    page = client.get(f"/arrivals/{arrival.reference}/").content.decode()
    assert f'href="{address(questionnaire, f"ledger/{arrival.reference}/")}"' in page
    assert "letters/new/" not in page


def test_what_has_become_something_does_not_become_anything_again() -> None:
    first, second, arrival = open_questionnaire(), open_questionnaire(), logged()
    by = actor(first.consultation)
    letter = Letter(
        channel="telephone", received_on=arrival.received_on, words=WORDS, key="k1", upload=None, arrival=arrival
    )
    record_letter(questionnaire=first, letter=letter, by=by)
    with pytest.raises(Refused, match="has become something already"):
        record_letter(questionnaire=second, letter=letter, by=actor(second.consultation))
    client = signed_in(first.consultation)
    for answer in (
        client.get(way(first, arrival), follow=True),
        client.post(way(first, arrival), given(arrival), follow=True),
    ):
        assert answer.redirect_chain[-1][0] == f"/arrivals/{arrival.reference}/"
        assert "has become something already" in answer.content.decode()
    assert Response.objects.count() == 1
    other = signed_in(second.consultation)
    assert other.get(way(second, arrival)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_make_one_answer_of_it() -> None:
    questionnaires, arrival = [open_questionnaire(), open_questionnaire()], logged()
    officers = [actor(each.consultation) for each in questionnaires]

    def take_in(number: int) -> str:
        letter = Letter(
            channel="telephone", received_on=arrival.received_on, words=WORDS, key=f"k{number}", arrival=arrival
        )
        try:
            record_letter(questionnaire=questionnaires[number % 2], letter=letter, by=officers[number % 2])
        except Refused as refused:
            return str(refused)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(take_in, range(4)))
    assert told[0] == ""
    assert all("has become something already" in sentence for sentence in told[1:])
    assert Response.objects.count() == Arrival.objects.count() == Answer.objects.count() == 1


def test_an_email_brings_its_file_its_sender_and_its_attachments() -> None:
    questionnaire = open_questionnaire()
    mail = EML.replace(
        b"\r\n\r\n", b"\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n"
    )
    mail += b"--b\r\nContent-Disposition: attachment; filename=plan.pdf\r\n\r\n" + PDF + b"\r\n--b--\r\n"
    arrival = logged(channel="email", words="", upload=SimpleUploadedFile("mail.eml", mail))
    client = signed_in(questionnaire.consultation)
    form = client.get(way(questionnaire, arrival)).content.decode()
    assert "ann@example.org" in form
    assert 'type="file"' not in form
    assert arrival.source is not None
    assert arrival.source.key in form
    sender = {"name": "Ann Lee", "medium": "email", "address": "ann@example.org"}
    client.post(way(questionnaire, arrival), given(arrival, **sender))
    response = Response.objects.get()
    assert response.arrival.source == arrival.source
    assert Contact.objects.get().address == "ann@example.org"
    plan = Document.objects.get(title="plan.pdf")
    page = client.get(address(questionnaire, f"ledger/{arrival.reference}/")).content.decode()
    for document in (plan, arrival.source):
        assert f"/documents/{document.key}/" in page
        opened = client.get(f"/documents/{document.key}/")
        assert (opened.status_code, bool(b"".join(opened))) == (200, True)
    elsewhere = signed_in(open_questionnaire().consultation)
    assert elsewhere.get(f"/documents/{plan.key}/").status_code == 403


def test_words_that_are_mended_are_kept_and_stay_out_of_the_history() -> None:
    questionnaire = open_questionnaire()
    arrival = logged(channel="letter", words="", upload=SimpleUploadedFile("scan.pdf", PDF))
    client = signed_in(questionnaire.consultation)
    assert client.post(way(questionnaire, arrival), given(arrival)).status_code == 422
    assert Arrival.objects.get().kind == "unsorted"
    client.post(way(questionnaire, arrival), given(arrival, words="Please mend the swings."))
    assert Arrival.objects.get().words == "Please mend the swings."
    assert not [entry for entry in Entry.objects.all() if "swings" in str(entry.changes)]


def test_what_came_after_the_last_day_is_held() -> None:
    questionnaire, arrival = closed_questionnaire(), logged()
    signed_in(questionnaire.consultation).post(way(questionnaire, arrival), given(arrival))
    assert Response.objects.get().state == Arrival.objects.get().state == "held"


def test_only_consultations_that_the_officer_types_for_are_offered() -> None:
    questionnaire, other = open_questionnaire(), open_questionnaire()
    own = questionnaire.consultation.organisation
    ConsultationFactory(organisation=own, draft=True, questionnaires=1)
    ConsultationFactory(organisation=own, decided=True, questionnaires=1)
    page = signed_in(questionnaire.consultation).get(f"/arrivals/{logged().reference}/").content.decode()
    assert page.count("letters/new/?arrival=") == 1
    assert other.consultation.title not in page
    paper = logged(channel="paper", received_on=timezone.localdate() - timedelta(days=1))
    assert (
        "letters/new/"
        not in signed_in(questionnaire.consultation).get(f"/arrivals/{paper.reference}/").content.decode()
    )


def test_an_arrival_that_is_none_is_not_found() -> None:
    questionnaire = open_questionnaire()
    assert (
        signed_in(questionnaire.consultation).get(address(questionnaire, "letters/new/?arrival=NONE")).status_code
        == 404
    )
