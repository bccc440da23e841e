"""The officer's desk: queues, search, one case, many cases, and what is typed by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.bodies import OrganisationFactory
from tests.factories.complaints import ANN, LETTER, ReasonFactory, UnitFactory, log, officer

from folkmoot.domains.complaints.actions.remedies import add_remedy
from folkmoot.domains.complaints.actions.respond import Found, respond
from folkmoot.domains.complaints.enums import Kind
from folkmoot.domains.complaints.models import Case, CaseEvent, Complainant, Lesson, Letter, Note, Remedy
from folkmoot.domains.complaints.queries import desk
from folkmoot.domains.complaints.queries.desk import Narrowed, counts_for, desk_page, search
from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.documents.models import Document
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.notify.models import Message

pytestmark = pytest.mark.django_db
LETTER_GIVEN = {"send": "on", "subject": "About it", "body": "Dear Ann. {answer_by} {points} www.lgo.org.uk"}


@pytest.fixture
def person() -> User:
    return officer(name="Olga Officer")


@pytest.fixture
def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def do(browser: Client, case: Case, deed: str, status: int = 302, **given: object) -> Case:
    page = browser.post(f"/cases/{case.arrival.reference}/{deed}/", given)
    assert page.status_code == status, page.content.decode()[-3000:]
    return Case.objects.get(pk=case.pk)


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def test_the_queues_hold_what_they_say(person: User, browser: Client) -> None:
    mine, nobodys, closed = log("Mine"), log("Nobody's"), log("Closed")
    Case.objects.filter(pk=mine.pk).update(handler=person, next_due=days(0))
    Case.objects.filter(pk=nobodys.pk).update(next_due=days(-1), waiting_for="the crew", waiting_since=days(-2))
    Case.objects.filter(pk=closed.pk).update(state="closed", ending="answered")
    counts = counts_for(person.as_actor())
    assert counts.tabs == {"mine": 1, "unassigned": 1, "today": 1, "overdue": 1, "waiting": 1, "open": 2}
    found = {
        tab: {case.arrival.words for case in desk_page(tab, person.as_actor(), Narrowed()).cases}
        for tab in ("mine", "unassigned", "today", "overdue", "waiting", "open", "all")
    }
    assert found["mine"] == found["today"] == {"Mine"}
    assert found["unassigned"] == found["overdue"] == found["waiting"] == {"Nobody's"}
    assert found["open"] == {"Mine", "Nobody's"}
    assert found["all"] == {"Mine", "Nobody's", "Closed"}
    assert mine.arrival.reference in browser.get("/cases/").content.decode()


def test_the_desk_asks_as_much_for_many_cases_as_for_one(
    browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        log(f"Case {number}", unit=UnitFactory())
    browser.get("/cases/?tab=open")
    with django_assert_max_num_queries(13):
        browser.get("/cases/?tab=open")


def test_pages_follow_each_other_without_gap_or_repeat(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "A_PAGE", 3)
    cases = [log(f"Case {number}") for number in range(8)]
    for number, case in enumerate(cases):
        due = None if number in (2, 5) else days(number // 3)
        Case.objects.filter(pk=case.pk).update(next_due=due, received_on=days(-(number // 2)))
    for tab in ("open", "all"):
        seen, cursor = [], ""
        while True:
            page = desk_page(tab, person.as_actor(), Narrowed(), cursor)
            seen += [case.pk for case in page.cases]
            cursor = page.next
            if not cursor:
                break
        assert sorted(seen) == sorted(case.pk for case in cases), tab
        assert len(seen) == len(set(seen)), tab
    assert desk_page("open", person.as_actor(), Narrowed(), "nonsense").cases


def test_search_finds_words_names_notes_and_references_and_nothing_hidden(person: User, browser: Client) -> None:
    case = log("The lamp post at the crossing is out.", whose=ANN)
    hidden = log("Another lamp post.", is_confidential=True)
    Case.objects.filter(pk=hidden.pk).update(handler=officer())
    do(browser, case, "note", kind="call", words="She rang about the Zebra.")

    def found(words: str) -> list[int]:
        return [each.pk for each in search(words, person.as_actor(), Narrowed()).cases]

    for words in ("lamp post", "LAMP cros", "ann example", "ann@example.org", "zebra", str(case).lower()):
        assert found(words) == [case.pk], words
    for words in ("lamppost", '" AND *', "🙂", "NEAR(", "zebra lion"):
        assert found(words) == [], words
    assert case.arrival.reference in browser.get("/cases/?words=lamp").content.decode()


def test_a_case_goes_its_whole_way_by_its_page(person: User, browser: Client) -> None:
    unit, reason, other = UnitFactory(), ReasonFactory(), officer()
    case = log(kind=Kind.UNDECIDED, received=days(-2))
    address = f"/cases/{case.arrival.reference}/"
    assert browser.get(address).status_code == 200
    sorted_ = {"kind": "complaint", "summary": "Missed bins", "unit": unit.key, "reasons": [reason.key]}
    case = do(browser, case, "triage", **sorted_, clock_from=days(-2))
    assert (case.kind, case.unit, list(case.reasons.all())) == ("complaint", unit, [reason])
    case = do(browser, case, "assign", handler=person.pk)
    assert case.handler == person
    acknowledged = {**LETTER_GIVEN, "on": days(0), "points": "One\nTwo\n"}
    assert browser.get(address + "acknowledge/").status_code == 200
    case = do(browser, case, "acknowledge", **acknowledged)
    letter = Letter.objects.get(case=case)
    assert "1. One\n2. Two" in letter.body
    assert "{" not in letter.body
    do(browser, case, "acknowledge", status=422, **acknowledged)
    do(
        browser,
        case,
        "extend",
        status=422,
        until=days(90),
        reason="Waiting",
        subject="S",
        body="No word of who is above",
    )
    case = do(browser, case, "extend", until=days(90), reason="Waiting", subject="S", body=LETTER.body)
    case = do(browser, case, "wait", whom="the contractor")
    assert case.waiting_for == "the contractor"
    assert "the contractor" in browser.get("/cases/?tab=waiting").content.decode()
    do(browser, case, "file", file=SimpleUploadedFile("log.txt", b"The crew's log"), title="The crew's log")
    do(browser, case, "heard", channel="telephone", on=days(0), words="She asks how long.")
    do(browser, case, "remedy", kind="action", words="Empty them", owner_name="Crew", due_on=days(-1))
    do(browser, case, "remedy", status=422, kind="payment", words="Pay", owner_name="Crew", due_on=days(1))
    found = {"outcome-1": "upheld", "because-1": "We missed them.", "outcome-2": "upheld"}
    do(browser, case, "answer", status=422, on=days(0), **found)
    case = do(browser, case, "answer", on=days(0), **found, **{"because-2": "Sorry."}, **LETTER_GIVEN)
    assert (case.state, case.outcome, case.waiting_for) == ("answered", "upheld", "")
    assert "Empty them" in browser.get("/cases/promises/").content.decode()
    do(browser, case, "done", remedy=Remedy.objects.get().pk, on=days(0))
    assert "Empty them" not in browser.get("/cases/promises/").content.decode()
    do(browser, case, "lesson", cause="No stand-in", learned="Name one.")
    do(browser, case, "escalate", status=422, on=days(0), handler=person.pk)
    case = do(browser, case, "escalate", on=days(0), handler=other.pk)
    assert (case.stage, case.handler) == (2, other)
    event = CaseEvent.objects.filter(case=case, kind="acknowledged").get()
    do(browser, case, "correct", event=event.pk, on=days(-1), reason="It was the day before.")
    text = browser.get(address).content.decode()
    for piece in (
        "Missed bins",
        "The crew&#x27;s log",
        "No stand-in",
        "She asks how long.",
        "(corrected)",
        "day by day",
    ):
        assert piece in text, piece
    assert Lesson.objects.count() == Document.objects.count() == 1


def test_what_somebody_else_did_first_is_said_and_nothing_typed_is_lost(browser: Client) -> None:
    case = log()
    do(browser, case, "withdraw", reason="She rang", on=days(0))
    page = browser.post(
        f"/cases/{case.arrival.reference}/acknowledge/", {**LETTER_GIVEN, "on": days(0), "points": "My words"}
    )
    assert page.status_code == 409
    assert "My words" in page.content.decode()
    assert "Reopen it first" in page.content.decode()
    assert do(browser, case, "reopen", reason="She rang again", on=days(0)).state == "open"


def test_cases_are_tied_joined_and_split(browser: Client) -> None:
    case, twin = log("Bins"), log("Bins again")
    do(browser, case, "tie", status=422, other="no such")
    do(browser, case, "tie", other=twin.arrival.reference)
    assert twin.arrival.reference in browser.get(f"/cases/{case.arrival.reference}/").content.decode()
    twin = do(browser, twin, "merge", other=case.arrival.reference.lower())
    assert (twin.state, twin.ending, twin.merged_into) == ("closed", "merged", case)
    do(browser, case, "split", summary="The lid", words="And the lid is broken.")
    new = Case.objects.latest("pk")
    assert (new.summary, new.received_on, Complainant.objects.get(case=new).name) == (
        "The lid",
        case.received_on,
        ANN.name,
    )


def test_a_joint_complaint_has_one_lead_and_a_confidential_one_its_readers(browser: Client, person: User) -> None:
    lead, partner = OrganisationFactory(), OrganisationFactory()
    case = log()
    given = {"kind": "complaint", "summary": "Bins", "clock_from": days(0)}
    do(browser, case, "triage", status=422, **given, partners=[partner.key])
    case = do(browser, case, "triage", **given, lead=lead.key, partners=[partner.key])
    assert (case.lead, list(case.partners.all())) == (lead, [partner])
    other = officer()
    do(browser, case, "assign", handler=other.pk)
    case = do(browser, case, "triage", **given, is_confidential="on")
    assert browser.get(f"/cases/{case.arrival.reference}/").status_code == 404, "it is the handler's now"
    theirs = Client()
    theirs.force_login(other)
    do(theirs, case, "readers", readers=[person.pk])
    assert browser.get(f"/cases/{case.arrival.reference}/").status_code == 200


def test_many_are_done_at_once_after_saying_what_will_be_done(browser: Client, person: User) -> None:
    first, second = log("One"), log("Two")
    respond(case=second, found={1: Found("upheld", "Yes.")}, by=person.as_actor())
    ticked = [first.arrival.reference, second.arrival.reference]
    page = browser.post("/cases/many/", {"case": ticked, "deed": "acknowledge", "handler": ""}).content.decode()
    assert "It is not open." in page
    assert not CaseEvent.objects.filter(kind="acknowledged").exists()
    page = browser.post("/cases/many/", {"case": ticked, "deed": "acknowledge", "sure": "yes"}, follow=True)
    assert "Done with 1 case." in page.content.decode()
    assert "Reopen it" in page.content.decode()
    assert Message.objects.count() == 1
    browser.post("/cases/many/", {"case": ticked, "deed": "assign", "handler": person.pk, "sure": "yes"})
    assert Case.objects.filter(handler=person).count() == 2


def test_a_call_is_logged_and_a_letter_in_the_log_becomes_a_case(browser: Client) -> None:
    given = {
        "channel": "telephone",
        "received_on": days(-1),
        "kind": "complaint",
        "words": "He shouted at her.",
        "key": "k1",
    }
    assert browser.post("/cases/log/", {**given, "received_on": days(1)}).status_code == 422
    sent = browser.post("/cases/log/", given)
    case = Case.objects.get()
    assert sent["Location"] == f"/cases/{case.arrival.reference}/"
    assert case.is_anonymous
    browser.post("/cases/log/", given)
    assert Case.objects.count() == 1
    browser.post("/arrivals/log/", {"channel": "letter", "received_on": days(-3), "words": "Dear Sirs", "key": "k2"})
    arrival = Arrival.objects.get(kind="unsorted").reference
    assert "/cases/log/?arrival=" in browser.get(f"/arrivals/{arrival}/").content.decode()
    page = browser.get(f"/cases/log/?arrival={arrival}")
    assert "Dear Sirs" in page.content.decode()
    sent = browser.post(
        f"/cases/log/?arrival={arrival}", {**given, "channel": "letter", "received_on": days(-3), "words": "Dear Sirs"}
    )
    assert sent["Location"] == f"/cases/{arrival}/"
    assert browser.get(f"/cases/log/?arrival={arrival}").status_code == 404


def test_a_stack_of_cards_is_typed(browser: Client) -> None:
    assert browser.get("/cases/cards/").status_code == 200
    given = {"channel": "paper", "received_on": days(0), "unit": ""}
    rows = {f"card{number}-key": f"key-{number}" for number in range(1, 9)}
    rows |= {
        "card1-words": "More benches",
        "card3-kind": "P",
        "card3-words": "Thanks",
        "card3-reach": "ann@example.org",
    }
    wrong = browser.post("/cases/cards/", {**given, **rows, "card2-kind": "z", "card4-name": "Bob"})
    assert wrong.status_code == 422
    assert "More benches" in wrong.content.decode()
    assert not Case.objects.exists()
    assert browser.post("/cases/cards/", {**given, **rows}).status_code == 302
    browser.post("/cases/cards/", {**given, **rows})
    assert sorted(Case.objects.values_list("kind", "summary")) == [
        ("comment", "More benches"),
        ("compliment", "Thanks"),
    ]


def test_the_history_holds_no_words_and_no_address_of_a_resident(browser: Client, person: User) -> None:
    case = log("A secret of hers.", whose=ANN, by=person.as_actor())
    do(browser, case, "person", name="Ann Other", medium="email", email="other@example.org")
    do(browser, case, "note", kind="note", words="She lives at Elm Road.")
    do(browser, case, "triage", kind="complaint", summary="Ann's matter", place_words="Elm Road", clock_from=days(0))
    add_remedy(case=case, kind="apology", words="Sorry, Ann", owner_name="Me", due_on=days(1), by=person.as_actor())
    told = " ".join(f"{entry.subject_label} {entry.changes}" for entry in Entry.objects.all())
    for piece in ("secret of hers", "Ann", "example.org", "Elm"):
        assert piece not in told, piece
    assert Note.objects.get().words == "She lives at Elm Road."
