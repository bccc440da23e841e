"""A resident without an account: tells us, follows it, adds to it, says that it is not solved."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.complaints import ANN, UnitFactory, log, officer, use_policy

from folkmoot.domains.complaints.actions.acknowledge import acknowledge
from folkmoot.domains.complaints.actions.respond import Found, respond
from folkmoot.domains.complaints.models import Case, Complainant, Note
from folkmoot.domains.complaints.queries.following import followed
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import may_read
from folkmoot.ground.intake.public import release
from folkmoot.ground.notify.models import Message
from folkmoot_core.clocks import Policy

pytestmark = pytest.mark.django_db
TELL_US = "/complain/tell-us/"
GIVEN = {
    "kind": "complaint",
    "words": "The bus shelter was taken away.\nNobody knows why.",
    "wanted": "Put it back.",
    "medium": "email",
    "name": "Ann Example",
    "email": "Ann@Example.org",
}


def hidden_of(page: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value.replace("&#x27;", "'"))
    return found


def follow(case: Case) -> str:
    return f"/complain/follow/{case.arrival.reference}/{case.secret}/"


def test_she_tells_us_checks_sends_and_gets_a_reference_with_a_way_back(client: Client) -> None:
    unit = UnitFactory()
    photo = SimpleUploadedFile("shelter.txt", b"What it looked like.")
    page = client.post(TELL_US, {**GIVEN, "unit": unit.key, "file": photo})
    text = page.content.decode()
    assert unit.name in text
    assert "shelter.txt" in text
    assert not Case.objects.exists()
    sent = client.post(TELL_US, {**hidden_of(text), "step": "send"})
    case = Case.objects.get()
    assert sent["Location"] == f"/complain/received/{case.arrival.reference}/{case.secret}/"
    received = client.get(sent["Location"]).content.decode()
    assert case.arrival.reference in received
    assert case.secret in received
    assert (case.unit, case.kind, case.state, case.wanted) == (unit, "complaint", "open", "Put it back.")
    assert case.summary == "The bus shelter was taken away."
    assert Complainant.objects.get(case=case).email == "ann@example.org"
    document = Document.objects.get()
    assert document.subject_key == str(case.pk)
    assert may_read(officer(unit.scope).as_actor(), document)
    assert not may_read(officer("service:elsewhere").as_actor(), document)
    assert case.arrival.reference in Message.objects.get().body
    assert not client.cookies


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(client: Client) -> None:
    page = client.post(TELL_US, {**GIVEN, "email": "no address", "words": "All of this stays."})
    text = page.content.decode()
    assert page.status_code == 422
    assert "All of this stays." in text
    assert "Enter an e-mail address" in text
    assert client.post(TELL_US, {"step": "send"}).status_code == 422


def test_she_can_stay_anonymous(client: Client) -> None:
    page = client.post(TELL_US, {"kind": "comment", "words": "More benches.", "step": "send"})
    case = Case.objects.get()
    assert page.status_code == 302
    assert case.is_anonymous
    assert not Complainant.objects.exists()


def test_what_looks_like_spam_is_held_and_let_in_with_the_clock_of_its_first_day(client: Client) -> None:
    client.post(TELL_US, {**GIVEN, "website": "http://spam.example", "step": "send"})
    case = Case.objects.get()
    assert case.state == "held"
    assert not Message.objects.exists()
    due = case.next_due
    assert due is not None
    release(case.arrival, SYSTEM, "A person wrote it.")
    case.refresh_from_db()
    assert (case.state, case.next_due) == ("open", due)


def test_reference_and_code_open_the_case_however_they_are_typed(client: Client) -> None:
    case = log()
    typed = {"reference": case.arrival.reference.lower().replace("-", " "), "secret": case.secret.lower()}
    assert client.post("/complain/follow/", typed)["Location"] == follow(case)
    assert client.post("/complain/follow/", {**typed, "secret": "ABCD"}).status_code == 404
    assert client.get(f"/complain/follow/{case.arrival.reference}/nothing/").status_code == 404
    assert followed(case.arrival.reference, "") is None


def test_she_sees_where_it_stands_and_nothing_that_officers_say_among_themselves(client: Client) -> None:
    by = officer(name="Olga Officer").as_actor()
    case = log()
    Note.objects.create(case=case, words="She rings every day.", by_name="Olga")
    text = client.get(follow(case)).content.decode()
    assert "She rings every day." not in text
    assert "You will hear from us by" in text
    acknowledge(case=case, by=by, points=["The bins were missed"])
    respond(case=case, found={1: Found("partly_upheld", "Once of two times.")}, by=by)
    text = client.get(follow(case)).content.decode()
    assert "You were right in part" in text
    assert "Once of two times." in text
    assert "lgo.org.uk" in text


def test_she_adds_something_and_the_officer_sees_news(client: Client) -> None:
    case = log()
    upload = SimpleUploadedFile("more.txt", b"More of it.")
    assert client.post(follow(case), {"step": "add", "words": "It happened again.", "file": upload}).status_code == 302
    assert client.post(follow(case), {"step": "add", "words": " "}).status_code == 422
    case.refresh_from_db()
    assert case.news_at is not None
    assert "It happened again." in client.get(follow(case)).content.decode()
    assert Document.objects.get().subject_key == str(case.pk)


def test_it_is_not_solved_leads_to_the_next_stage_and_at_last_to_the_ombudsman(client: Client) -> None:
    by = officer().as_actor()
    case = log()
    answer = {1: Found("not_upheld", "We found nothing.")}
    respond(case=case, found=answer, by=by)
    assert client.post(follow(case), {"step": "not-solved"})["Location"].endswith("?done=escalated")
    case.refresh_from_db()
    assert (case.stage, case.state, case.handler) == (2, "open", None)
    respond(case=case, found=answer, by=by)
    text = client.get(follow(case)).content.decode()
    assert "our last answer" in text
    assert client.post(follow(case), {"step": "not-solved"})["Location"].endswith("?done=told")
    case.refresh_from_db()
    assert case.state == "answered"


def test_under_a_local_clock_it_is_taken_up_again(client: Client, kent_2009: Policy) -> None:
    use_policy(kent_2009)
    case = log()
    respond(case=case, found={1: Found("upheld", "Sorry.")}, by=officer().as_actor())
    assert client.post(follow(case), {"step": "not-solved", "words": "Still."})["Location"].endswith("?done=reopened")
    case.refresh_from_db()
    assert case.next_step == "responded"


def test_she_changes_how_she_hears(client: Client) -> None:
    case = log(whose=ANN)
    address = follow(case) + "how-to-hear/"
    assert "ann@example.org" in client.get(address).content.decode()
    assert client.post(address, {"medium": "text", "telephone": "12"}).status_code == 422
    assert client.post(address, {"medium": "text", "telephone": "07700 900982", "name": "Ann"}).status_code == 302
    assert Complainant.objects.get(case=case).address == "07700 900982"


def test_nobody_is_buried_in_first_messages(client: Client) -> None:
    for _turn in range(7):
        client.post(TELL_US, {**GIVEN, "step": "send"})
    assert Case.objects.count() == 7
    assert Message.objects.count() == 5


def test_the_first_page_and_the_home_page_lead_here(client: Client) -> None:
    assert 'href="/complain/"' in client.get("/").content.decode()
    assert TELL_US in client.get("/complain/").content.decode()
    assert 'value="compliment" checked' in re.sub(
        r"\s+", " ", client.get(TELL_US + "?kind=compliment").content.decode()
    ).replace('value="compliment" class="govuk-radios__input" id="id_kind_2" checked', 'value="compliment" checked')
