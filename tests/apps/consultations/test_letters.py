"""Letters, e-mails and calls: kept whole, sender apart, coded to questions by their own words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.apps.consultations.officers import actor, address, open_questionnaire, signed_in

from folkmoot.domains.consultations.actions.letters import Letter, code_letter, record_letter
from folkmoot.domains.consultations.actions.submit import ContactDetails
from folkmoot.domains.consultations.adapters import codebook_of, questionnaire_of
from folkmoot.domains.consultations.enums import ReadingState
from folkmoot.domains.consultations.models import Consultation, Contact, Questionnaire, Response, Theme
from folkmoot.domains.consultations.public import consistency
from folkmoot.domains.consultations.queries.channels import totals_by_channel
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import Refused
from folkmoot.ground.thread.public import link
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + timedelta(days=1)
WORDS = "Dear all,\nThe play area is  unsafe. I went there twice.\nPlease mend the swings.\nAnn"


def keep(questionnaire: Questionnaire, **more: Any) -> Response:
    day = timezone.localdate()
    given = {"channel": "letter", "received_on": day, "words": WORDS, "key": "letter-1", **more}
    return record_letter(
        questionnaire=questionnaire, letter=Letter(**given), by=actor(questionnaire.consultation)
    ).response


def states(response: Response) -> set[str]:
    core = questionnaire_of(response.questionnaire)
    return set(codebook_of(core).states(bytes(response.coded)).values())


def test_a_letter_counts_by_channel_and_under_no_question() -> None:
    questionnaire = open_questionnaire()
    response = keep(questionnaire)
    assert [(row.channel, row.counted) for row in totals_by_channel(questionnaire.consultation).rows] == [("letter", 1)]
    assert states(response) == {"not_asked"}
    assert [(answer.question, answer.text) for answer in response.words.all()] == [("letter", WORDS)]


def test_the_sender_stands_apart_and_only_officers_see_it() -> None:
    questionnaire = open_questionnaire()
    sender = ContactDetails(name="Ann Lee", medium="letter", address="1 High Street")
    response = keep(questionnaire, sender=sender)
    assert Contact.objects.get(response=response).name == "Ann Lee"
    end = f"ledger/{response.arrival.reference}/"
    by_role = {
        role: signed_in(questionnaire.consultation, role).get(address(questionnaire, end)).content.decode()
        for role in ("engagement_officer", "administrator", "analyst")
    }
    assert ["1 High Street" in page for page in by_role.values()] == [True, True, False]
    assert all("The play area is" in page for page in by_role.values())


def test_the_same_letter_sent_twice_by_the_browser_is_one() -> None:
    questionnaire = open_questionnaire()
    assert keep(questionnaire).pk == keep(questionnaire).pk


def test_an_email_file_brings_its_words_its_sender_and_its_day(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    questionnaire = open_questionnaire()
    sent = timezone.now() - timedelta(days=2)
    mail = (
        f"From: Ann Lee <ann@example.org>\r\nSubject: Swings\r\nDate: {sent:%a, %d %b %Y %H:%M:%S +0000}\r\n\r\n"
        "The swings are broken.\r\n"
    )
    post = {"channel": "email", "key": "mail-1", "consent": "none", "words": "", "received_on": ""}
    upload = SimpleUploadedFile("mail.eml", mail.encode())
    page = signed_in(questionnaire.consultation).post(
        address(questionnaire, "letters/new/"), {**post, "upload": upload}, follow=True
    )
    response = Response.objects.get()
    assert page.status_code == 200
    assert response.arrival.words == "Swings\n\nThe swings are broken."
    assert (response.contact.name, response.contact.address) == ("Ann Lee", "ann@example.org")
    assert response.arrival.received_on == timezone.localdate(sent)
    assert response.arrival.source is not None
    assert response.arrival.source.subject_key == str(response.arrival_id)


def test_a_scan_alone_asks_for_its_words(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    questionnaire = open_questionnaire()
    post = {"channel": "letter", "key": "scan-1", "consent": "none", "received_on": timezone.localdate().isoformat()}
    upload = SimpleUploadedFile("scan.pdf", b"%PDF-1.7\n%%EOF\n")
    page = signed_in(questionnaire.consultation).post(
        address(questionnaire, "letters/new/"), {**post, "upload": upload}
    )
    assert page.status_code == 422
    assert "There are no words yet." in page.content.decode()
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"channel": "web"}, "channel"),
        ({"words": "  "}, "words"),
        ({"received_on": TOMORROW}, "received_on"),
    ],
)
def test_what_cannot_be_kept_is_named(changed: dict[str, Any], where: str) -> None:
    with pytest.raises(Invalid) as refused:
        keep(open_questionnaire(), **changed)
    assert [fault.where for fault in refused.value.faults] == [where]


def test_passages_become_answers_and_only_their_questions_count_the_letter() -> None:
    questionnaire = open_questionnaire()
    response = keep(questionnaire)
    answers = {"words": "the play area is unsafe.\nPlease mend … swings.", "visited": "yes", "repairs": ["play"]}
    code_letter(response=response, answers=answers, by=actor(questionnaire.consultation))
    response.refresh_from_db()
    core = questionnaire_of(questionnaire)
    assert response.answers == answers
    found = codebook_of(core).states(bytes(response.coded))
    assert {key: state for key, state in found.items() if state != "not_asked"} == dict.fromkeys(answers, "answered")
    assert {answer.question for answer in response.words.all()} == {"letter", "words"}
    assert response.arrival.words == WORDS
    assert Entry.objects.get(verb="response.coded").changes["visited"] == [None, "yes"]


def test_words_that_nobody_wrote_are_refused() -> None:
    questionnaire = open_questionnaire()
    response = keep(questionnaire)
    with pytest.raises(Invalid, match="words: “The swings are old” does not stand in the letter"):
        code_letter(response=response, answers={"words": "The swings are old"}, by=actor(questionnaire.consultation))


def test_coding_again_keeps_what_was_read_and_lets_go_of_the_rest() -> None:
    questionnaire = open_questionnaire()
    response, by = keep(questionnaire), actor(questionnaire.consultation)
    code_letter(response=response, answers={"words": "Please mend the swings."}, by=by)
    answer = response.words.get(question="words")
    answer.reading = ReadingState.APPROVED
    answer.save()
    code_letter(response=response, answers={"words": "Please mend the swings.", "visited": "yes"}, by=by)
    assert response.words.get(question="words").reading == ReadingState.APPROVED
    code_letter(response=response, answers={"words": "The play area is unsafe."}, by=by)
    assert response.words.get(question="words").reading == ReadingState.UNREAD
    code_letter(response=response, answers={}, by=by)
    assert [answer.question for answer in response.words.all()] == ["letter"]
    response.refresh_from_db()
    assert states(response) == {"not_asked"}


def test_an_answer_that_a_theme_rests_on_is_not_taken_away() -> None:
    questionnaire = open_questionnaire()
    response, by = keep(questionnaire), actor(questionnaire.consultation)
    code_letter(response=response, answers={"words": "Please mend the swings."}, by=by)
    theme = Theme.objects.create(consultation=Consultation.objects.get(), key="swings", title="Swings")
    link("grouped_in", response.words.get(question="words"), theme, by=by)
    with pytest.raises(Refused, match="tied to other records"):
        code_letter(response=response, answers={}, by=by)
    response.refresh_from_db()
    assert response.answers == {"words": "Please mend the swings."}


def test_the_coding_page_keeps_what_was_entered_when_something_is_wrong() -> None:
    questionnaire = open_questionnaire()
    response = keep(questionnaire)
    client = signed_in(questionnaire.consultation)
    end = address(questionnaire, f"letters/{response.arrival.reference}/")
    assert "The play area is" in client.get(end).content.decode()
    page = client.post(end, {"words": "Nobody said this", "visited": "yes"})
    assert page.status_code == 422
    assert "does not stand in the letter" in page.content.decode()
    assert "Nobody said this" in page.content.decode()
    client.post(end, {"words": "I went there twice.", "visited": "yes"})
    response.refresh_from_db()
    assert response.answers == {"visited": "yes", "words": "I went there twice."}


@pytest.mark.parametrize("role", ["analyst", "clerk"])
def test_others_record_no_letters(role: str) -> None:
    questionnaire = open_questionnaire()
    assert signed_in(questionnaire.consultation, role).get(address(questionnaire, "letters/new/")).status_code == 403


def test_the_check_is_content_with_letters_before_and_after_they_are_coded() -> None:
    questionnaire = open_questionnaire()
    response, by = keep(questionnaire), actor(questionnaire.consultation)
    assert list(consistency()) == []
    code_letter(response=response, answers={"visited": "yes", "words": "Please mend the swings."}, by=by)
    assert list(consistency()) == []
    Response.objects.filter(pk=response.pk).update(answers={"visited": "no"})
    assert len(list(consistency())) == 1
