"""Notices of key decisions and of private business: what everybody reads, when, and what the clerk is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.meetings.test_a_clerk_publishes import clerk_of
from tests.factories.meetings import EXEMPT, a_body, a_meeting, an_item

from folkmoot.domains.meetings.actions.agenda.items import edit_item, withdraw_item
from folkmoot.domains.meetings.actions.agenda.noticing import keep_notice
from folkmoot.domains.meetings.actions.publishing import look_before_publishing, publish
from folkmoot.domains.meetings.models import AgendaItem, DecisionNotice
from folkmoot.domains.meetings.policies import Refused
from folkmoot.ground.base.policies import RESIDENT, SYSTEM
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
VALUES = {"matter": "New benches for the county", "is_key": True, "contact": "Ann Clerk, 01622 000000"}
PLAN = "/meetings/forward-plan/"


def an_item_ahead(days: int = 40, **values: object) -> AgendaItem:
    on = timezone.localdate() + timedelta(days=days)
    return an_item(a_meeting(a_body(takes_key_decisions=True), on=on), **values)  # type: ignore[arg-type]


def test_a_clerk_gives_notice_and_everybody_reads_it_before_the_agenda_is_out(client: Client) -> None:
    item = an_item_ahead()
    clerk, address = clerk_of(item.meeting.body), f"/meetings/{item.meeting.key}/items/{item.serial}/notice/"
    assert f"{address}edit/" in clerk.get(f"/meetings/{item.meeting.key}/agenda/").content.decode()
    sent = {**VALUES, "is_key": "on", "documents": "Report of the head of parks"}
    assert clerk.post(f"{address}edit/", sent).status_code == 302
    assert client.get(address).status_code == 404
    assert "New benches" not in client.get(PLAN).content.decode()

    today = timezone.localdate()
    clerk.post(f"{address}edit/", {**sent, "published_on": f"{today:%d/%m/%Y}"})
    assert DecisionNotice.objects.get().published_on == today
    assert "New benches for the county" in client.get(PLAN).content.decode()
    page = client.get(address).content.decode()
    assert "at least 28 clear days before" in page
    assert "Report of the head of parks" in page
    assert "Notice too short" not in page
    assert client.get(f"/meetings/{item.meeting.key}/items/{item.serial}/").status_code == 404
    publish(meeting=item.meeting, by=SYSTEM)
    assert address in client.get(f"/meetings/{item.meeting.key}/items/{item.serial}/").content.decode()


def test_too_short_a_notice_is_said_to_everybody_and_to_the_clerk_until_there_is_another_way(client: Client) -> None:
    item, today = an_item_ahead(20), timezone.localdate()
    keep_notice(item=item, values={**VALUES, "published_on": today}, by=SYSTEM)
    assert "Notice too short" in client.get(PLAN).content.decode()
    assert any("its notice does not suffice" in each for each in look_before_publishing(item.meeting).hints)
    told = {"scrutiny_told_on": today, "short_reason": "The roof fell in."}
    keep_notice(item=item, values=told, by=SYSTEM)
    assert "General exception" in client.get(PLAN).content.decode()
    assert not any("its notice" in each for each in look_before_publishing(item.meeting).hints)


def test_the_clerk_is_told_what_is_missing() -> None:
    item, tomorrow = an_item_ahead(), timezone.localdate() + timedelta(days=1)
    wrong = {"matter": " ", "is_key": False, "published_on": tomorrow, "agreed_on": timezone.localdate()}
    with pytest.raises(Invalid) as problem:
        keep_notice(item=item, values=wrong, by=SYSTEM)
    fields = {fault.where for fault in problem.value.faults}
    assert fields == {"matter", "contact", "is_key", "published_on", "agreed_by", "short_reason"}
    with pytest.raises(Refused):
        keep_notice(item=item, values=VALUES, by=RESIDENT)


def test_what_is_kept_back_is_never_in_a_notice(client: Client) -> None:
    item, today = an_item_ahead(title="Sesame contract"), timezone.localdate()
    keep_notice(item=item, values={**VALUES, "matter": "The Sesame contract", "published_on": today}, by=SYSTEM)
    address = f"/meetings/{item.meeting.key}/items/{item.serial}/notice/"
    assert "Sesame" in client.get(address).content.decode()
    edit_item(item=item, values={**EXEMPT, "public_title": "A contract"}, by=SYSTEM)
    assert client.get(address).status_code == 404
    assert "Sesame" not in client.get(PLAN).content.decode()
    private = {"is_private": True, "private_reason": "Prices of bidders."}
    with pytest.raises(Invalid, match="kept back"):
        keep_notice(item=item, values=private, by=SYSTEM)
    keep_notice(item=item, values={**private, "matter": "A contract"}, by=SYSTEM)
    page = client.get(address).content.decode()
    assert "Prices of bidders." in page
    assert "Sesame" not in page


def test_a_meeting_is_named_with_its_day_as_people_write_it() -> None:
    assert str(a_meeting(on=date(2026, 5, 4))).endswith(", 4 May 2026")


def test_an_exempt_item_without_a_notice_of_private_business_is_worth_a_look() -> None:
    item = an_item_ahead(title="Sesame", public_title="A contract", **EXEMPT)
    assert any("has no notice of that" in each for each in look_before_publishing(item.meeting).hints)


def test_a_notice_that_is_out_stays_and_its_item_is_withdrawn_with_a_reason(client: Client) -> None:
    item = an_item_ahead()
    keep_notice(item=item, values={**VALUES, "published_on": timezone.localdate()}, by=SYSTEM)
    with pytest.raises(Invalid, match="stays"):
        keep_notice(item=item, values={"published_on": None}, by=SYSTEM)
    withdraw_item(item=item, reason="Not needed any more.", by=SYSTEM)
    assert "New benches" not in client.get(PLAN).content.decode()
    address = f"/meetings/{item.meeting.key}/items/{item.serial}/notice/"
    assert "Not needed any more." in client.get(address).content.decode()
