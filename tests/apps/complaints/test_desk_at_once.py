"""What saves an officer steps: take it with one press, sort and give at once, close a stack, see who it is from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.complaints import ANN, LETTER, ReasonFactory, UnitFactory, log, officer

from folkmoot.domains.complaints.actions.respond import Found, respond
from folkmoot.domains.complaints.enums import Kind
from folkmoot.domains.complaints.models import Case, Letter
from folkmoot.domains.complaints.queries.desk import Narrowed, desk_page
from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.policies import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return officer(name="Olga Officer")


@pytest.fixture
def browser(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def test_a_case_is_taken_with_one_press_and_not_from_a_colleague(browser: Client, person: User) -> None:
    case = log()
    page = browser.get(f"/cases/{case.arrival.reference}/").content.decode()
    assert "Take it yourself" in page
    assert "Acknowledge by" in page
    assert browser.post(f"/cases/{case.arrival.reference}/take/").status_code == 302
    assert Case.objects.get(pk=case.pk).handler == person
    assert "Take it yourself" not in browser.get(f"/cases/{case.arrival.reference}/").content.decode()
    browser.force_login(officer(name="Other"))
    assert browser.post(f"/cases/{case.arrival.reference}/take/").status_code == 409
    assert Case.objects.get(pk=case.pk).handler == person


def test_it_is_sorted_and_given_at_once_also_where_it_becomes_confidential(browser: Client) -> None:
    case, unit, colleague = log(), UnitFactory(), officer(name="Colleague")
    given = {"kind": "complaint", "summary": "Bins", "unit": unit.key, "handler": str(colleague.pk)}
    given |= {"is_confidential": "on"}
    assert browser.post(f"/cases/{case.arrival.reference}/triage/", given).status_code == 302
    case = Case.objects.get(pk=case.pk)
    assert (case.handler, case.unit, case.is_confidential) == (colleague, unit, True)
    assert browser.get(f"/cases/{case.arrival.reference}/").status_code == 404


def test_what_they_told_us_stands_beside_every_form(browser: Client) -> None:
    case = log("The very words of the resident.")
    for deed in ("answer", "triage", "acknowledge"):
        assert "The very words" in browser.get(f"/cases/{case.arrival.reference}/{deed}/").content.decode()


def test_a_stack_is_closed_and_what_owes_an_answer_stays(browser: Client) -> None:
    owed, praise, answered = log(), log(kind=Kind.COMPLIMENT), log()
    respond(case=answered, found={1: Found("upheld", "So it was.")}, by=SYSTEM, letter=LETTER)
    sent = {"deed": "close", "case": [case.arrival.reference for case in (owed, praise, answered)]}
    page = browser.post("/cases/many/", sent).content.decode()
    assert "2 cases are closed" in page
    assert "An answer is owed." in page
    browser.post("/cases/many/", {**sent, "sure": "yes"})
    found = {case.pk: (case.state, case.ending) for case in Case.objects.all()}
    assert found == {
        owed.pk: ("open", ""),
        praise.pk: ("closed", "noted"),
        answered.pk: ("closed", "answered"),
    }
    assert set(Letter.objects.filter(step__in=("thank", "close")).values_list("step", flat=True)) == {"thank", "close"}


def test_other_cases_of_the_same_person_are_named_as_far_as_the_officer_may_read(browser: Client) -> None:
    first, second, secret = log(whose=ANN), log(whose=ANN), log(whose=ANN)
    Case.objects.filter(pk=secret.pk).update(is_confidential=True, handler=officer())
    page = browser.get(f"/cases/{second.arrival.reference}/").content.decode()
    assert first.arrival.reference in page
    assert secret.arrival.reference not in page


def test_the_desk_is_narrowed_by_reason_span_and_lateness(browser: Client) -> None:
    reason, long_ago = ReasonFactory(), timezone.localdate() - timedelta(days=400)
    late, other = log("Late", received=long_ago, reasons=[reason.key]), log("Other")
    assert [case.pk for case in desk_page("all", SYSTEM, Narrowed(reason=reason.key)).cases] == [late.pk]
    assert [case.pk for case in desk_page("all", SYSTEM, Narrowed(late=True)).cases] == [late.pk]
    span = f"{long_ago.year}" if long_ago.month > 3 else f"{long_ago.year - 1}"
    came = f"{span}-{(int(span) + 1) % 100:02d}"
    assert [case.pk for case in desk_page("all", SYSTEM, Narrowed(came=came)).cases] == [late.pk]
    page = browser.get(f"/cases/?tab=all&came={came}&late=on&reason={reason.key}").content.decode()
    assert late.arrival.reference in page
    assert other.arrival.reference not in page
    # What is no span narrows nothing.
    assert len(desk_page("all", SYSTEM, Narrowed(came="nonsense")).cases) == 2
