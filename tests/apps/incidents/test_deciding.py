"""What becomes of a report: each step has its reason, is told once, and can be undone by whoever reported it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.incidents import CategoryFactory, County, reported
from tests.factories.intake import make_arrival

from folkmoot.domains.incidents.actions.asking import ask_what_is_due
from folkmoot.domains.incidents.actions.deciding import Step, change_status, merge
from folkmoot.domains.incidents.actions.following import follow
from folkmoot.domains.incidents.actions.handling import forget_reporter, send_on
from folkmoot.domains.incidents.enums import ClosingReason, Status
from folkmoot.domains.incidents.models import Category, Follower, Incident, StatusChange
from folkmoot.domains.incidents.public import consistency
from folkmoot.domains.incidents.queries.routing import where_at
from folkmoot.ground.accounts.models import User
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot.ground.intake.public import become, release
from folkmoot.ground.notify.models import Message
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
CHANGED, FIXED = "incidents/changed", "incidents/fixed"


@pytest.fixture
def officer(county: County) -> User:
    return UserFactory(roles=[("complaints_officer", county.council.scope)], name="Olive")


def step(incident: Incident, status: str, words: str = "Some words", reason: str = "") -> StatusChange:
    return change_status(incident=incident, step=Step(status, words, reason), by=SYSTEM)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (Step("closed", "Because"), "closing_reason"),
        (Step("closed", "Because", "nonsense"), "closing_reason"),
        (Step("closed", " ", "not_found"), "words"),
        (Step("elsewhere", "Because"), "status"),
        (Step("open"), "words"),
    ],
)
def test_no_step_without_what_it_needs(litter: Category, given: Step, field: str) -> None:
    incident = reported(litter)
    with pytest.raises(Invalid) as refused:
        change_status(incident=incident, step=given, by=SYSTEM)
    assert refused.value.faults[0].where == field
    assert StatusChange.objects.count() == 1


def test_what_has_ended_goes_on_only_once_it_is_open_again(litter: Category) -> None:
    incident = reported(litter)
    step(incident, Status.FIXED)
    with pytest.raises(Invalid):
        step(incident, Status.PLANNED)
    step(incident, Status.OPEN)
    step(incident, Status.PLANNED)
    assert [change.status for change in incident.changes.all()] == ["open", "fixed", "open", "planned"]
    assert list(consistency()) == []


def test_two_officers_who_press_at_once_do_not_overwrite_each_other(litter: Category) -> None:
    incident = reported(litter)
    same = Incident.objects.get(pk=incident.pk)
    change_status(incident=incident, step=Step("planned", "a"), by=SYSTEM, seen="open")
    with pytest.raises(Refused):
        change_status(incident=same, step=Step("fixed", "b"), by=SYSTEM, seen="open")


def test_everybody_who_follows_is_told_of_each_step_once(litter: Category) -> None:
    incident = reported(litter, email="ann@example.org")
    follow(incident=incident, email="ben@example.org", by=RESIDENT)
    step(incident, Status.PLANNED, "In March")
    told = Message.objects.filter(template=CHANGED)
    assert sorted(told.values_list("to", flat=True)) == ["ann@example.org", "ben@example.org"]
    bodies = dict(told.values_list("to", "body"))
    assert incident.key in bodies["ann@example.org"]
    assert incident.key not in bodies["ben@example.org"]
    assert "In March" in bodies["ben@example.org"]


def test_whether_it_is_fixed_is_asked_once_and_no_opens_it_again(client: Client, litter: Category) -> None:
    incident = reported(litter, email="ann@example.org")
    reported(litter)
    step(incident, Status.FIXED)
    now = timezone.now()
    assert ask_what_is_due(now=now + timedelta(days=6)) == 0
    assert ask_what_is_due(now=now + timedelta(days=8)) == 1
    assert ask_what_is_due(now=now + timedelta(days=9)) == 0
    assert Message.objects.filter(template=FIXED).count() == 1
    key = Follower.objects.get().key
    assert client.post(f"/reports/fixed/{key}/", {}).status_code == 422
    client.post(f"/reports/fixed/{key}/", {"fixed": "no", "words": "Half of it is still there"})
    incident.refresh_from_db()
    assert (incident.status, incident.fixed_answer) == ("open", "no")
    assert "Half of it" in incident.words
    assert "Half of it" not in incident.status_words
    step(incident, Status.FIXED)
    assert ask_what_is_due(now=timezone.now() + timedelta(days=8)) == 1
    assert Message.objects.filter(template=FIXED).count() == 2


def test_whoever_only_follows_cannot_open_it_again(client: Client, litter: Category) -> None:
    incident = reported(litter)
    follower = follow(incident=incident, email="ben@example.org", by=RESIDENT)
    assert follower
    assert client.get(f"/reports/fixed/{follower.key}/").status_code == 404
    client.post(f"/reports/stop/{follower.key}/")
    step(incident, Status.PLANNED)
    assert not Message.objects.filter(template=CHANGED).exists()


def test_the_reporter_can_add_and_take_back_and_open_again(client: Client, litter: Category) -> None:
    incident = reported(litter)
    page = f"/reports/mine/{incident.key}/"
    client.post(page, {"deed": "add", "words": "It is growing"})
    client.post(page, {"deed": "withdraw"})
    incident.refresh_from_db()
    assert ("It is growing" in incident.words, incident.closing_reason) == (True, "withdrawn")
    client.post(page, {"deed": "reopen"})
    incident.refresh_from_db()
    assert incident.status == "open"
    assert client.post(page, {"deed": "add", "words": " "}).status_code == 422


def test_a_duplicate_takes_its_followers_along(client: Client, litter: Category) -> None:
    first, second = reported(litter, email="ann@example.org"), reported(litter, email="ben@example.org")
    merge(incident=second, into=first, by=SYSTEM)
    second.refresh_from_db()
    assert (second.status, second.closing_reason, second.merged_into) == ("closed", ClosingReason.DUPLICATE, first)
    step(first, Status.FIXED)
    assert Message.objects.filter(template=CHANGED, to="ben@example.org").count() == 2
    ben = Follower.objects.get(address="ben@example.org")
    assert (ben.incident, ben.is_reporter) == (first, False)
    # Ben's own page still opens, and leads on.
    assert first.arrival.reference in client.get(f"/reports/mine/{second.key}/").content.decode()
    for into in (second, first):
        with pytest.raises(Invalid):
            merge(incident=first, into=into, by=SYSTEM)


def test_sending_on_needs_a_reason_and_starts_afresh(litter: Category, county: County) -> None:
    incident = reported(litter)
    given = {"incident": incident, "organisation": county.district_council, "category": litter, "by": SYSTEM}
    with pytest.raises(Invalid):
        send_on(**given, reason=" ")
    send_on(**given, reason="It is theirs")
    incident.refresh_from_db()
    assert incident.organisation == county.district_council


def test_forgetting_who_reported_it_keeps_the_report_and_the_others(litter: Category) -> None:
    incident = reported(litter, email="ann@example.org")
    follow(incident=incident, email="ben@example.org", by=RESIDENT)
    step(incident, Status.PLANNED)
    with pytest.raises(Invalid):
        forget_reporter(incident=incident, reason="ann@example.org asked", by=SYSTEM)
    assert forget_reporter(incident=incident, reason="They asked", by=SYSTEM) == 2
    assert list(Message.objects.values_list("to", flat=True)) == ["ben@example.org"]
    assert [each.address for each in incident.followers.all()] == ["ben@example.org"]


# --- The officers' pages ---------------------------------------------------------------------------------------------


def test_an_officer_handles_a_report_on_its_page(client: Client, litter: Category, officer: User) -> None:
    incident = reported(litter, words="Ann wrote this", email="ann@example.org")
    client.force_login(officer)
    assert incident.arrival.reference in client.get("/reports/desk/?standing=new").content.decode()
    page = f"/reports/desk/{incident.arrival.reference}/"
    text = client.get(page).content.decode()
    assert "Ann wrote this" in text
    assert "ann@example.org" in text
    client.post(page, {"deed": "take"})
    assert incident.arrival.reference in client.get("/reports/desk/?standing=mine").content.decode()
    refused = client.post(page, {"deed": "step", "status": "closed", "words": "x", "seen": "open"})
    assert refused.status_code == 422
    assert "Say why it is closed" in refused.content.decode()
    closed = {"deed": "step", "status": "closed", "closing_reason": "not_found", "words": "Nothing there"}
    assert client.post(page, {**closed, "seen": "open"}).status_code == 302
    client.post(page, {"deed": "step", "status": "open", "words": "We look again", "seen": "closed"})
    client.post(page, {"deed": "words", "words": "A heap"})
    incident.refresh_from_db()
    assert (incident.status, incident.public_words, incident.taken_by) == ("open", "A heap", "Olive")
    told = " ".join(f"{entry.changes} {entry.subject_label}" for entry in Entry.objects.all())
    assert "Ann wrote this" not in told
    assert "ann@example.org" not in told


def test_officers_of_another_body_find_nothing(client: Client, litter: Category, county: County) -> None:
    incident = reported(litter, words="Secret")
    client.force_login(UserFactory(roles=[("complaints_officer", county.district_council.scope)]))
    assert incident.arrival.reference not in client.get("/reports/desk/?standing=open").content.decode()
    page = f"/reports/desk/{incident.arrival.reference}/"
    for answered in (client.get(page), client.post(page, {"deed": "take"})):
        assert answered.status_code == 404
    with pytest.raises(Refused):
        change_status(incident=incident, step=Step("planned"), by=UserFactory(roles=["engagement_officer"]).as_actor())


def test_the_queue_takes_as_many_queries_for_many(
    client: Client, litter: Category, officer: User, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for _turn in range(6):
        reported(litter)
    client.force_login(officer)
    client.get("/reports/desk/")
    with django_assert_max_num_queries(16):
        client.get("/reports/desk/")


def test_a_call_in_the_log_becomes_a_report(client: Client, litter: Category, officer: User) -> None:
    arrival = make_arrival(kind="unsorted", channel="telephone", words="There are bags by the gate")
    client.force_login(officer)
    ways = client.get(f"/arrivals/{arrival.reference}/").content.decode()
    address = f"/reports/desk/log/{arrival.reference}/litter/"
    assert address in ways
    assert "bags by the gate" in client.get(address).content.decode()
    posted = {"postcode": "AY1 1AA", "words": "Bags", "amount": "bag", "tell": ""}
    assert client.post(address, posted).status_code == 302
    incident = Incident.objects.get()
    assert (incident.arrival, incident.arrival.channel) == (arrival, "telephone")
    assert client.post(address, posted).status_code == 403
    assert "Became a report" in client.get(f"/arrivals/{arrival.reference}/").content.decode()


def test_what_another_app_sorted_as_a_report_waits_to_be_made_one(client: Client, litter: Category) -> None:
    arrival = make_arrival(kind="unsorted", channel="letter", words="A complaint that is a report")
    become(arrival=arrival, kind="report", channel="letter", received_on=arrival.received_on, words="x", by=SYSTEM)
    assert arrival.reference in " ".join(consistency())
    client.force_login(UserFactory(roles=["complaints_officer"]))
    assert arrival.reference in client.get("/reports/desk/").content.decode()
    address = f"/reports/desk/log/{arrival.reference}/litter/"
    client.post(address, {"postcode": "AY1 1AA", "words": "Bags", "amount": "bag", "tell": ""})
    assert Incident.objects.get().arrival == arrival


def test_what_is_let_in_at_the_door_is_let_in_here(litter: Category, officer: User) -> None:
    incident = reported(litter, held_because="It looks like spam.")
    release(incident.arrival, officer.as_actor(), "It is fine")
    incident.refresh_from_db()
    assert incident.is_let_in
    other = reported(CategoryFactory(), held_because="spam")
    with pytest.raises(Refused):
        release(other.arrival, officer.as_actor(), "It is fine")


def test_an_officer_is_shown_what_may_be_the_same_and_says_so_by_a_press(
    client: Client, litter: Category, officer: User
) -> None:
    first, second = reported(litter), reported(litter)
    over, elsewhere = reported(litter), reported(litter, where=where_at(1.15, 51.05, "Far away"))
    step(over, Status.FIXED)
    client.force_login(officer)
    page = f"/reports/desk/{second.arrival.reference}/"
    shown = client.get(page).content.decode()
    button = f'name="into" value="{first.arrival.reference}"'
    assert button in shown
    assert not any(each.arrival.reference in shown for each in (over, elsewhere))
    client.post(page, {"deed": "merge", "into": first.arrival.reference})
    second.refresh_from_db()
    assert second.merged_into == first
