"""A resident answers on one page: form → check → received."""

from __future__ import annotations

import html
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory

from folkmoot.domains.consultations.enums import ResponseState
from folkmoot.domains.consultations.models import Consultation, Contact, Draft, Response
from folkmoot.domains.consultations.queries.answering import forget_sheets
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.notify.models import Message

ANSWERS = {
    "capacity": "public",
    "visited": "yes",
    "visits": "12",
    "repairs": ["play", "paths"],
    "words": "More benches, please.",
    "postcode": "AY1 1AA",
    "consent": "unnamed",
    "tell": "",
}


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_sheets() -> None:
    forget_sheets()


@pytest.fixture
def consultation(db: None) -> Consultation:
    made = ConsultationFactory(open=True)
    QuestionnaireFactory(consultation=made)
    return made


def address(consultation: Consultation) -> str:
    return reverse("consultations:answer_consultation", args=[consultation.slug])


def key_of(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found.group(1)


def hidden_fields(page: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        fields.setdefault(html.unescape(name), []).append(html.unescape(value))
    return fields


def answer(client: Client, consultation: Consultation, **changes: object) -> str:
    """The address of the received page, after all three steps."""
    form = client.get(address(consultation)).content.decode()
    check = client.post(address(consultation), ANSWERS | {"key": key_of(form), "step": "check"} | changes)
    assert check.status_code == 200, check.content.decode()
    sent = client.post(address(consultation), hidden_fields(check.content.decode()) | {"step": "send"})
    assert sent.status_code == 302
    return sent["Location"]


def test_answering_stores_one_response_with_its_origin_and_shows_its_reference(
    client: Client, consultation: Consultation
) -> None:
    page = client.get(answer(client, consultation))
    response = Response.objects.get()
    assert response.arrival.reference in page.content.decode()
    assert response.answers == {
        "capacity": "public",
        "visited": "yes",
        "visits": 12,
        "repairs": ["play", "paths"],
        "words": "More benches, please.",
        "postcode": "AY1 1AA",
    }
    assert (response.channel, response.capacity, response.state) == ("web", "public", ResponseState.COUNTED)
    assert response.arrival.received_on == timezone.localdate()
    assert [word.text for word in response.words.all()] == ["More benches, please."]


def test_a_resident_gets_no_cookie_on_any_page(client: Client, consultation: Consultation) -> None:
    client.get(answer(client, consultation))
    assert not client.cookies


def test_check_page_stores_nothing_and_shows_the_answers_in_words(client: Client, consultation: Consultation) -> None:
    form = client.get(address(consultation)).content.decode()
    page = client.post(address(consultation), ANSWERS | {"key": key_of(form), "step": "check"}).content.decode()
    assert "Play areas" in page
    assert "More benches, please." in page
    assert not Response.objects.exists()
    assert not Arrival.objects.exists()


def test_changing_brings_every_typed_word_back(client: Client, consultation: Consultation) -> None:
    check = client.post(address(consultation), ANSWERS | {"key": "0.change-me", "step": "check"}).content.decode()
    form = client.post(address(consultation), hidden_fields(check) | {"step": "change"}).content.decode()
    assert "More benches, please.</textarea>" in form
    assert re.search(r'value="play" checked', form)
    assert key_of(form) == "0.change-me"


def test_faults_keep_what_was_typed_and_lead_to_the_field(client: Client, consultation: Consultation) -> None:
    wrong = ANSWERS | {"visits": "often", "repairs": ["play", "paths", "toilets"], "step": "check", "key": "0.abcdefgh"}
    page = client.post(address(consultation), wrong)
    text = page.content.decode()
    assert page.status_code == 422
    assert 'value="often"' in text
    assert 'href="#q-repairs"' in text
    assert 'href="#q-visits"' in text
    assert 'id="q-repairs"' in text
    summary = text.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    assert "“About how many times?”" in summary, "a form of many questions says which one is meant"
    assert not Response.objects.exists()


def test_the_same_post_twice_is_one_response(client: Client, consultation: Consultation) -> None:
    data = ANSWERS | {"key": "0.twice-twice", "step": "send"}
    first, second = client.post(address(consultation), data), client.post(address(consultation), data)
    assert first["Location"] == second["Location"]
    assert Response.objects.count() == 1


def test_the_form_of_answers_that_were_sent_says_so_and_leads_to_a_new_one(
    client: Client, consultation: Consultation
) -> None:
    """What the browser asks for when somebody goes back; and a browser that asks for the form is given its key."""
    sent_on = client.get(address(consultation), headers={"sec-fetch-mode": "navigate"})
    form = sent_on["Location"]
    key = key_of(client.get(form).content.decode())
    assert form.endswith(f"?form={key}")
    # Looked at again before it is sent, it is the same form.
    assert key_of(client.get(form).content.decode()) == key
    client.post(address(consultation), {**ANSWERS, "key": key, "step": "send"})
    response = Response.objects.get()
    back = client.get(form)
    page = back.content.decode()
    assert "We have your answers already" in page
    assert response.arrival.reference in page
    assert "More benches" not in page
    assert "no-store" in back["Cache-Control"]
    assert key_of(client.get(address(consultation)).content.decode()) != key
    assert "capacity" in client.get(f"{address(consultation)}?form=made-up").content.decode()
    other = ConsultationFactory(open=True)
    QuestionnaireFactory(consultation=other)
    assert key_of(client.get(f"{address(other)}?form={key}").content.decode()) != key


def test_what_was_changed_after_sending_is_not_dropped_in_silence(client: Client, consultation: Consultation) -> None:
    data = ANSWERS | {"key": "0.twice-twice", "step": "send"}
    client.post(address(consultation), data)
    for change in ({"words": "Fewer benches."}, {"consent": "none"}, {"tell": "email", "email": "ann@example.org"}):
        page = client.post(address(consultation), data | change)
        assert page.status_code == 409
        assert Response.objects.get().arrival.reference in page.content.decode()
    assert "Fewer benches." in client.post(address(consultation), data | {"words": "Fewer benches."}).content.decode()
    assert Response.objects.get().answers["words"] == "More benches, please."


def test_an_empty_form_is_nobodys_view(client: Client, consultation: Consultation) -> None:
    empty = {"key": "0.nothing-at-all", "consent": "none", "tell": ""}
    for step in ("check", "send"):
        page = client.post(address(consultation), empty | {"step": step})
        assert page.status_code == 422
        assert "not answered any question" in page.content.decode()
        assert 'href="#q-capacity">You have not answered' in page.content.decode(), "no fault of the first question"
    begun = client.post(reverse("consultations:begin_stepwise", args=[consultation.slug]))
    assert begun.status_code == 302
    check = reverse("consultations:check_draft", args=[Draft.objects.get().key])
    assert "not answered any question" not in client.get(check).content.decode()
    page = client.post(check, {"consent": "none", "tell": ""})
    assert page.status_code == 422
    assert "not answered any question" in page.content.decode()
    assert not Response.objects.exists()


def test_each_answer_can_be_changed_from_the_check_page(client: Client, consultation: Consultation) -> None:
    check = client.post(address(consultation), ANSWERS | {"key": "0.change-me", "step": "check"}).content.decode()
    assert f'form="sending" name="step" value="change" formaction="{address(consultation)}#q-words"' in check


@pytest.mark.django_db(transaction=True)
def test_parallel_posts_of_one_form_give_one_response() -> None:
    consultation = ConsultationFactory(open=True)
    QuestionnaireFactory(consultation=consultation)
    data = ANSWERS | {"key": "0.all-at-once", "step": "send"}

    def post(_number: int) -> tuple[int, str]:
        try:
            sent = Client().post(address(consultation), data)
            return sent.status_code, sent["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(post, range(16)))
    assert len(answers) == 1
    assert Response.objects.count() == 1
    assert Arrival.objects.count() == 1


def test_answers_that_routing_hides_are_parked_not_lost(client: Client, consultation: Consultation) -> None:
    answer(client, consultation, visited="no")
    response = Response.objects.get()
    assert response.answers["visited"] == "no"
    assert "visits" not in response.answers
    assert response.parked == {"visits": 12}


def test_contact_stands_apart_and_a_copy_goes_out_only_when_asked(client: Client, consultation: Consultation) -> None:
    answer(client, consultation, tell="email", email="resident@example.org")
    contact = Contact.objects.get()
    assert (contact.medium, contact.address, contact.wants_outcome) == ("email", "resident@example.org", True)
    assert "resident@example.org" not in str(contact.response.answers)
    assert not Message.objects.exists()
    answer(client, consultation, copy="on", email="other@example.org")
    message = Message.objects.get()
    assert message.to == "other@example.org"
    assert "More benches, please." in message.body


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"tell": "email", "email": "nobody"}, "Enter an e-mail address"),
        ({"tell": "text", "telephone": "12"}, "Enter a mobile number"),
        ({"tell": "text", "telephone": "( - - - )"}, "Enter a mobile number"),
        ({"consent": "named", "name": " "}, "Enter the name to publish"),
        ({"tell": "letter", "address": ""}, "Enter your name and your whole address"),
        ({"copy": "on"}, "Enter an e-mail address"),
    ],
)
def test_an_address_that_cannot_be_reached_is_asked_for_again(
    client: Client, consultation: Consultation, wrong: dict[str, str], said: str
) -> None:
    page = client.post(address(consultation), ANSWERS | {"key": "0.abcdefgh", "step": "check"} | wrong)
    assert page.status_code == 422
    assert said in page.content.decode()


def test_what_a_machine_sends_is_held_not_lost_and_still_gets_a_reference(
    client: Client, consultation: Consultation
) -> None:
    page = client.get(answer(client, consultation, website="https://spam.example"))
    response = Response.objects.get()
    assert response.state == ResponseState.HELD
    assert response.state_reason
    assert response.arrival.reference in page.content.decode()


def test_after_the_last_day_nothing_is_taken_and_nothing_typed_is_lost(client: Client) -> None:
    consultation = ConsultationFactory(closed=True)
    QuestionnaireFactory(consultation=consultation)
    page = client.post(address(consultation), ANSWERS | {"key": "0.abcdefgh", "step": "send"})
    assert page.status_code == 410
    assert "More benches, please." in page.content.decode()
    assert not Response.objects.exists()
    assert "not taking answers" in client.get(address(consultation)).content.decode()


def test_a_consultation_being_prepared_is_not_there_yet(client: Client) -> None:
    consultation = ConsultationFactory(draft=True)
    QuestionnaireFactory(consultation=consultation)
    assert client.get(address(consultation)).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "a/b/c/d/e/f", "k" * 500, "\x00\x01bad-key-here"])
def test_a_tampered_key_loses_nothing(client: Client, consultation: Consultation, key: str) -> None:
    sent = client.post(address(consultation), ANSWERS | {"key": key, "step": "send"})
    assert sent.status_code == 302
    assert client.get(sent["Location"]).status_code == 200


def test_somebody_elses_receipt_cannot_be_guessed(client: Client, consultation: Consultation) -> None:
    answer(client, consultation)
    reference = Response.objects.get().arrival.reference
    assert client.get(reverse("consultations:received", args=[reference])).status_code == 404


def test_the_senders_copy_is_hers_and_is_not_kept_on_the_way(client: Client, consultation: Consultation) -> None:
    received = answer(client, consultation)
    copy = client.get(f"{received}answers.txt")
    assert "More benches, please." in copy.content.decode()
    assert copy["Cache-Control"] == "private, no-store"
    assert client.get(received)["Referrer-Policy"] == "no-referrer"


def test_saving_keeps_even_what_is_wrong_under_a_secret_link(client: Client, consultation: Consultation) -> None:
    saved = client.post(address(consultation), ANSWERS | {"visits": "often", "key": "0.abcdefgh", "step": "save"})
    draft = Draft.objects.get()
    assert draft.key in saved["Location"]
    later = client.get(reverse("consultations:answer_question", args=[draft.key, "visits"]))
    assert 'value="often"' in later.content.decode()
    assert not Response.objects.exists()


def test_step_by_step_follows_the_routing_and_sends_once(client: Client, consultation: Consultation) -> None:
    begun = client.post(reverse("consultations:begin_stepwise", args=[consultation.slug]))
    draft = Draft.objects.get()

    def give(question: str, **fields: object) -> str:
        return client.post(reverse("consultations:answer_question", args=[draft.key, question]), fields)["Location"]

    assert begun["Location"].endswith("/question/capacity/")
    assert give("capacity", capacity="public").endswith("/question/visited/")
    assert give("visited", visited="no").endswith("/question/repairs/")
    assert give("repairs", repairs=["play"]).endswith("/question/words/")
    assert give("words", words="Benches").endswith("/question/postcode/")
    assert give("postcode", postcode="").endswith("/check/")
    check = reverse("consultations:check_draft", args=[draft.key])
    assert "Benches" in client.get(check).content.decode()
    received = client.post(check, {"consent": "none", "tell": ""})["Location"]
    assert client.get(received).status_code == 200
    assert Response.objects.get().answers == {
        "capacity": "public",
        "visited": "no",
        "repairs": ["play"],
        "words": "Benches",
    }
    assert client.get(reverse("consultations:resume_draft", args=[draft.key]))["Location"] == received
    assert client.post(check, {"consent": "none", "tell": ""})["Location"] == received
    draft.refresh_from_db()
    assert draft.entered == {}


def test_an_answer_before_a_change_of_mind_comes_back_with_the_mind(client: Client, consultation: Consultation) -> None:
    client.post(reverse("consultations:begin_stepwise", args=[consultation.slug]))
    draft = Draft.objects.get()

    def give(question: str, **fields: object) -> None:
        client.post(reverse("consultations:answer_question", args=[draft.key, question]), fields)

    give("visited", visited="yes")
    give("visits", visits="7")
    give("visited", visited="no")
    give("visited", visited="yes")
    page = client.get(reverse("consultations:answer_question", args=[draft.key, "visits"])).content.decode()
    assert 'value="7"' in page


def test_an_old_link_says_so(client: Client, consultation: Consultation) -> None:
    client.post(reverse("consultations:begin_stepwise", args=[consultation.slug]))
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = client.get(reverse("consultations:resume_draft", args=[Draft.objects.get().key]))
    assert page.status_code == 404
    assert "no longer works" in page.content.decode()


def test_the_return_link_is_sent_to_the_address_given(client: Client, consultation: Consultation) -> None:
    client.post(reverse("consultations:begin_stepwise", args=[consultation.slug]))
    draft = Draft.objects.get()
    later = reverse("consultations:return_later", args=[draft.key])
    client.post(later, {"email": "me@example.org"})
    assert draft.key in Message.objects.get().body
    assert client.post(later, {"email": "nobody"}).status_code == 422


def test_open_form_costs_few_queries_and_repeats_cost_none(
    client: Client, consultation: Consultation, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        client.get(address(consultation))
    with django_assert_max_num_queries(0):  # type: ignore[operator]
        client.get(address(consultation))
