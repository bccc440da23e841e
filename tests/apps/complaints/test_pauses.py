"""A clock that stands goes on by itself or is asked about; a local policy lets a case come back more than once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.apps.complaints.conftest import Today
from tests.factories.complaints import LETTER, log, officer, use_policy

from folkmoot.domains.complaints.actions.pausing import pause, resume, see_to_pauses
from folkmoot.domains.complaints.actions.resident import say_not_solved
from folkmoot.domains.complaints.actions.respond import Found, respond
from folkmoot.domains.complaints.models import Case, CaseEvent, Due
from folkmoot.domains.complaints.public import due
from folkmoot.domains.complaints.queries.desk import counts_for
from folkmoot.domains.complaints.queries.reporting import report_of, span_of
from folkmoot.ground.base.policies import RESIDENT, SYSTEM
from folkmoot.ground.notify.models import Message
from folkmoot_core.clocks import Policy, Span, national_policy
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 1)


@pytest.fixture
def asked(today: Today) -> Case:
    """A request for her own data, that came on a Monday."""
    use_policy(national_policy("subject-access"))
    today.is_(MONDAY)
    person = officer(name="Olga", email="olga@example.org")
    case = log(received=MONDAY)
    Case.objects.filter(pk=case.pk).update(handler=person, handler_name="Olga")
    case.refresh_from_db()
    return case


def test_a_pause_with_an_end_goes_on_by_itself_however_late_the_worker_comes(asked: Case, today: Today) -> None:
    with pytest.raises(Invalid, match="over"):
        pause(case=asked, reason="Who is asking?", until=MONDAY - timedelta(days=1), by=SYSTEM)
    case = pause(case=asked, reason="Who is asking?", until=date(2026, 6, 5), by=SYSTEM)
    assert (case.next_due, case.waiting_for) == (None, "Who is asking?")
    assert counts_for(SYSTEM).tabs["waiting"] == 1
    today.is_(date(2026, 6, 5))
    assert list(due()) == []
    today.is_(date(2026, 6, 20))
    assert list(due()) == ["The clock of 1 case goes on."]
    assert list(due()) == []
    case.refresh_from_db()
    # Four days of the pause are added to one month.
    assert (case.is_paused, case.next_due, case.waiting_for) == (False, date(2026, 7, 6), "")
    event = CaseEvent.objects.get(case=case, kind="resumed")
    assert (event.on, event.reason) == (date(2026, 6, 5), "It was stopped until 5 June 2026.")


def test_an_old_pause_is_asked_about_once_in_ten_working_days(asked: Case, today: Today, client: Client) -> None:
    pause(case=asked, reason="Who is asking?", by=SYSTEM)
    today.is_(date(2026, 6, 14))
    assert see_to_pauses() == (0, 0)
    today.is_(date(2026, 6, 15))
    assert [see_to_pauses(), see_to_pauses()] == [(0, 1), (0, 0)]
    message = Message.objects.get(template="complaints/pause")
    assert message.to == "olga@example.org"
    assert asked.arrival.reference in message.body
    today.is_(date(2026, 6, 29))
    assert see_to_pauses() == (0, 1)
    client.force_login(officer())
    page = client.get(f"/cases/{asked.arrival.reference}/").content.decode()
    assert "Is that still needed?" in page
    assert "It goes on when somebody lets it." in page
    resume(case=asked, by=SYSTEM)
    today.is_(date(2026, 8, 29))
    assert see_to_pauses() == (0, 0)


def test_an_officer_stops_the_clock_until_a_day(asked: Case, client: Client) -> None:
    client.force_login(officer())
    address = f"/cases/{asked.arrival.reference}/pause/"
    given = {"reason": "We asked for her passport.", "on": MONDAY.isoformat(), "until": "2026-05-01"}
    assert client.post(address, given).status_code == 422
    assert client.post(address, {**given, "until": "2026-06-12"}).status_code == 302
    page = client.get(f"/cases/{asked.arrival.reference}/").content.decode()
    assert "It goes on by itself after 12 June 2026." in page


@pytest.fixture
def thrice(kent_2009: Policy) -> Policy:
    """A local policy that lets a case come back three times."""
    first, again = kent_2009.stages
    return replace(kent_2009, name="thrice", stages=(first, replace(again, times=3)))


def test_a_case_comes_back_as_often_as_its_policy_lets_it(thrice: Policy, today: Today, client: Client) -> None:
    use_policy(thrice)
    today.is_(MONDAY)
    case = log(received=MONDAY)
    person = officer()
    for number in range(4):
        today.is_(MONDAY + timedelta(days=40 * number + 7))
        client.force_login(person)
        respond(case=case, found={1: Found("upheld", "So it was.")}, by=SYSTEM, letter=LETTER)
        page = client.get(f"/cases/{case.arrival.reference}/").content.decode()
        assert ("/reopen/" in page) == (number < 3)
        led_to = say_not_solved(case=case, by=RESIDENT)
        assert led_to == ("reopened" if number < 3 else "told")
    reopened = Due.objects.filter(case=case).exclude(stage="complaint")
    assert [each.name for each in reopened] == ["Answer again"] * 3
    assert len({each.stage for each in reopened}) == 3
    assert Case.objects.get(pk=case.pk).stage == 4
    # Each came back after the seven days that its policy gives, or within them.
    span = span_of("2026-27")
    assert span is not None
    table = report_of(span, policy=None, today=MONDAY + timedelta(days=300)).table("cases.time_later")
    assert table is not None
    assert [(row.key, [cell.value for cell in row.cells[2:4]]) for row in table.rows] == [("reopened", [3, 0.0])]


def test_a_reminder_is_as_late_as_the_policy_says(asked: Case, today: Today) -> None:
    lenient = national_policy("subject-access")
    assert lenient.pauses is not None
    use_policy(replace(lenient, name="lenient", pauses=replace(lenient.pauses, remind_after=Span(2, "months"))))
    case = log(received=MONDAY)
    pause(case=case, reason="Who is asking?", by=SYSTEM)
    today.is_(date(2026, 7, 31))
    assert see_to_pauses() == (0, 0)
    today.is_(date(2026, 8, 1))
    assert see_to_pauses() == (0, 1)
