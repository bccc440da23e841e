"""What the Ombudsman has: 28 days, decisions by the list of their day, remedies, and the yearly letter explained."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from tests.factories.complaints import log, officer

from folkmoot.domains.complaints.actions.ombudsman import ReferralFields, put_referral
from folkmoot.domains.complaints.models import AnnualLetter, LetterFigure, Referral, TheirCase
from folkmoot.domains.complaints.queries.ombudsman import reconciled, year_of_referrals
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import SYSTEM, Actor, Grant, Refused
from folkmoot_core.casework import year_of
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
CAME = date(2010, 6, 1)
FORWARDED = "lgo-enquiries-2008:forwarded"
SETTLED = "lgo-decisions-before-2011:local_settlement"


def put(theirs: str = "10-001", **known: object) -> Referral:
    fields = {"received_on": CAME, "category": "Highways", "stage": FORWARDED, **known}
    return put_referral(known=ReferralFields(theirs=theirs, **fields), by=SYSTEM)  # type: ignore[arg-type]


@pytest.mark.parametrize(("answered", "days", "late"), [(29, 28, False), (30, 29, True)])
def test_the_answer_to_an_enquiry_has_28_days(answered: int, days: int, late: bool) -> None:
    one = put(enquired_on=date(2010, 6, 1), answered_on=date(2010, 6, answered))
    assert (one.days_to_answer, one.is_late(date(2011, 1, 1))) == (days, late)


def test_an_enquiry_without_an_answer_is_late_on_the_29th_day() -> None:
    one = put(enquired_on=date(2010, 6, 1))
    assert [one.is_late(date(2010, 6, day)) for day in (29, 30)] == [False, True]


def test_a_decision_is_one_of_the_list_of_its_day_and_says_whether_there_was_fault() -> None:
    one = put(decision=SETTLED, decided_on=date(2011, 2, 1), remedy="Apologise.", compensation=Decimal(500))
    assert one.is_fault
    with pytest.raises(Invalid, match="in force"):
        put("10-002", decision=SETTLED, decided_on=date(2014, 2, 1))
    with pytest.raises(Invalid, match="belong together"):
        put("10-003", decision=SETTLED)
    year = year_of_referrals(year_of(2010))
    assert (year.received, year.decided, year.fault, year.compensation, year.owed, year.kept) == (1, 1, 1, 500, 1, 0)


def test_every_fault_names_its_field_and_nobody_else_may_write() -> None:
    put()
    with pytest.raises(Invalid) as problem:
        put(answered_on=CAME, compensation=Decimal(-1), enquired_on=date(2999, 1, 1))
    assert {fault.where for fault in problem.value.faults} == {
        "theirs",
        "answered_on",
        "compensation",
        "enquired_on",
        "remedy",
    }
    one_service = Actor("person", "user:1", "Ann", frozenset({Grant(Role.COMPLAINTS_OFFICER, "service:parks")}))
    with pytest.raises(Refused):
        put_referral(known=ReferralFields("x", CAME), by=one_service)


def test_the_letter_is_explained_case_by_case() -> None:
    """Printed 2 and 1, ours 3: one is not on their list; the total that the letter gets wrong is named."""
    letter = AnnualLetter.objects.create(span="2010-11", title="Letter", source="The letter")
    label = "Forwarded to investigative team (new)"
    for place, (row, value) in enumerate(((label, 2), ("Advice given", 1), ("Total", 3))):
        LetterFigure.objects.create(
            letter=letter, table="received", row=row, column="Highways", value=value, position=place
        )
    for number in (1, 2, 3):
        put(f"10-00{number}")
    put("10-004", stage="lgo-enquiries-2008:advice")
    for number in (1, 2):
        TheirCase.objects.create(
            letter=letter, reference=f"10-00{number}", category="Highways", stage="forwarded", received_on=CAME
        )
    TheirCase.objects.create(letter=letter, reference="10-004", category="Highways", stage="advice", received_on=CAME)
    cell = reconciled(letter)["received"].cell(label, "Highways")
    assert (cell.published, cell.ours, cell.unexplained) == (2, 3, 0)
    assert [reason.ours for reason in cell.reasons] == [("10-003",)]
    letter.cases.all().delete()
    assert reconciled(letter)["received"].cell(label, "Highways").unexplained == 1


def test_an_officer_of_all_services_writes_it_down_and_reads_the_letter(client: Client) -> None:
    case = log(received=date(2010, 5, 1))
    client.force_login(officer())
    AnnualLetter.objects.create(span="2010-11", title="The letter of 2011")
    sent = {
        "theirs": "10-777",
        "case": case.arrival.reference,
        "received_on": "2010-06-01",
        "stage": "",
        "decision": "",
    }
    assert client.post("/cases/ombudsman/new/", {**sent, "case": "NONE-1"}).status_code == 422
    assert client.post("/cases/ombudsman/new/", sent).status_code == 302
    one = Referral.objects.get()
    page = client.get("/cases/ombudsman/?year=2010-11").content.decode()
    assert "10-777" in page
    assert case.arrival.reference in page
    assert "10-777" in client.get(f"/cases/ombudsman/{one.pk}/").content.decode()
    assert client.get("/cases/ombudsman/letters/2010-11/").status_code == 200
    assert client.get("/cases/ombudsman/letters/2011-12/").status_code == 404


def test_an_officer_of_one_service_does_not_see_it(client: Client) -> None:
    client.force_login(officer("service:parks"))
    assert client.get("/cases/ombudsman/").status_code == 404
