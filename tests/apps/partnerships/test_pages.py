"""The register as everybody sees it."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.factories.bodies import MembershipFactory, OrganisationFactory, PublicPersonFactory
from tests.factories.partnerships import (
    BoardRuleFactory,
    LevelFactory,
    NeedFactory,
    PlanFactory,
    PlanVersionFactory,
    RemitFactory,
    carried,
    governed,
)

from folkmoot.domains.partnerships.models import BoardEvent, PlanLine
from folkmoot.domains.partnerships.public import register_meeting_dates
from folkmoot.domains.partnerships.queries import meeting_dates

pytestmark = pytest.mark.django_db


def page_of(client: Client, view: str, *args: object, **asked: str) -> str:
    response = client.get(reverse(f"partnerships:{view}", args=args), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_the_picture_shows_each_body_once_and_the_lists_again(client: Client) -> None:
    forum = RemitFactory(
        body=OrganisationFactory(name="Big Forum"), level=LevelFactory(key="forum", title="Forum", position=0)
    )
    RemitFactory(body=OrganisationFactory(name="Parks & Play"), serves=forum.body)
    RemitFactory(body=OrganisationFactory(name="Old Board", dissolution_date="2010"))
    page = page_of(client, "show_picture")
    assert page.count("<title>Parks &amp; Play</title>") == 1
    assert "works for Big Forum" in page
    assert page.count('class="fm-landscape__line"') == 1
    assert "Old Board" not in page
    assert "Old Board" in page_of(client, "show_picture", on="2009-01-01")
    folded = page_of(client, "show_picture", fold="boards")
    assert "<title>Parks &amp; Play</title>" not in folded
    assert "Boards (1): folded" in folded


def sat(body: object, **parties: int) -> None:
    for party, number in parties.items():
        for _seat in range(number):
            MembershipFactory(organisation=body, person=PublicPersonFactory(), party=party)


def test_parties_share_the_seats_of_a_committee_as_they_share_the_council(client: Client) -> None:
    council = OrganisationFactory()
    parks, roads = (OrganisationFactory(key=key, parent=council) for key in ("parks", "roads"))
    for body in (parks, roads):
        governed(body, "council-committee")
    sat(parks, Blue=3, Red=2)
    sat(roads, Blue=4, Red=1)
    assert "it is not known of every member of its council" in page_of(client, "show_board", "parks")
    sat(council, Blue=12, Red=7, Green=1)
    page = page_of(client, "show_board", "parks")
    # Of ten seats six are Blue's, three or four Red's, and the last is for whoever is in no group.
    assert "Blue: 12 of 20 members, so 6.00 of 10 seats: 6 (a majority of the council" in page
    assert "Blue 3 (due 3), Red 2 (due 2)" in page
    assert "Blue has 7 on all committees, and is due 6" in page
    again = page_of(client, "show_board", "roads")
    assert "Blue has 4, and its share is 3.00" in again
    document = client.get(reverse("partnerships:export_board", args=["roads"])).json()
    verdicts = {each["rule"]: each["verdict"] for each in document["findings"]}
    assert verdicts["political_balance"] == "broken"


@pytest.mark.parametrize(
    "view", ["show_picture", "show_table", "list_boards", "show_overlaps", "show_gaps", "show_merger", "show_matrix"]
)
def test_an_empty_register_and_odd_days_are_no_trouble(client: Client, view: str) -> None:
    for on in ("x", "9999-12-31", "0001-01-01"):
        page_of(client, view, on=on, gone="x", stays="y", version="z", body="w")


def test_what_happened_at_the_end_of_time_is_no_trouble(client: Client) -> None:
    body = RemitFactory(body=OrganisationFactory(key="parks", founding_date="0001"), meetings_a_year=1).body
    for kind, settings in (
        ("reporting", {"every_months": 6}),
        ("first_meetings", {"every_months": 2, "first_months": 6}),
    ):
        BoardRuleFactory(body=body, kind=kind, settings=settings)
    for kind in ("met", "reported"):
        BoardEvent.objects.create(body=body, kind=kind, on=date.max)
    for on in ("9999-12-31", "2026-01-01"):
        page_of(client, "show_board", "parks", on=on)
        page_of(client, "show_gaps", on=on)


def test_a_body_shows_what_its_rules_say_and_downloads_the_same(client: Client) -> None:
    body = OrganisationFactory(key="parks", name="Parks")
    governed(body)
    BoardRuleFactory(body=body, words="members", settings={"least": 2, "most": 2}, source="Paragraph 1")
    MembershipFactory(organisation=body, person=PublicPersonFactory(name="Una"), start_date="2020-02")
    page = page_of(client, "show_board", "parks", on="2020-03-01")
    assert "Rule: two members; listed: one." in page
    assert "Voluntary board" in page
    assert "Record leave" not in page
    found = client.get(reverse("partnerships:export_board", args=["parks"]), {"on": "2020-03-01"}).json()
    assert (found["kept"], found["findings"][0]["names"]) == (False, ["Una"])
    assert client.get(reverse("partnerships:export_board", args=["parks"]), {"on": "2020-01-31"}).json()["members"] == 0
    assert "Rule: two members; listed: one." in page_of(client, "list_boards", on="2020-03-01")
    assert reverse("partnerships:show_board", args=["parks"]) in client.get("/bodies/parks/").content.decode()


def test_what_two_bodies_share_is_shown_with_what_a_merger_loses(client: Client) -> None:
    one, other = (RemitFactory(body=OrganisationFactory(key=key, name=key.title())).body for key in ("waste", "clean"))
    ann, bob = PublicPersonFactory(name="Ann"), PublicPersonFactory(name="Bob")
    for body in (one, other):
        MembershipFactory(organisation=body, person=ann)
    MembershipFactory(organisation=one, person=bob)
    need = NeedFactory(title="Recycling")
    carried(need, one)
    page = page_of(client, "show_overlaps")
    assert "Members of both: Ann" in page
    assert "Members of both: Ann" in page_of(client, "show_overlaps", body="waste")
    assert "No two bodies" in page_of(client, "show_overlaps", body="other")
    page = page_of(client, "show_merger", gone="waste", stays="clean")
    assert "Members without a seat: Bob" in page
    assert "Work that it carries and the other does not: Recycling" in page
    assert "Choose two different bodies" in page_of(client, "show_merger", gone="waste", stays="waste")


def test_gaps_name_work_without_a_carrier_and_bodies_that_have_not_met(client: Client) -> None:
    late = RemitFactory(body=OrganisationFactory(name="Late Group"), meetings_a_year=4).body
    RemitFactory(body=OrganisationFactory(name="Silent Group"), meetings_a_year=4)
    carried(NeedFactory(title="Carried work"), late)
    NeedFactory(title="Lonely work")
    BoardEvent.objects.create(body=late, kind="met", on=date(2020, 1, 10))
    page = page_of(client, "show_gaps", on="2020-04-11")
    without, _between, rest = page.partition("Bodies that have not met")
    assert "Lonely work" in without
    assert "Carried work" not in without
    assert "10 April 2020" in rest
    assert "Silent Group" in rest
    assert "10 April 2020" not in page_of(client, "show_gaps", on="2020-04-10")


def test_days_of_meetings_come_from_whoever_knows_them(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meeting_dates, "_sources", {})
    body = RemitFactory(body=OrganisationFactory(key="late", name="Late Group"), meetings_a_year=4).body
    BoardEvent.objects.create(body=body, kind="met", on=date(2020, 1, 10))
    register_meeting_dates("meetings", lambda: [("late", date(2020, 3, 1)), ("late", date(2021, 1, 1))])
    assert "1 June 2020" in page_of(client, "show_gaps", on="2020-06-02")
    assert "Should have met by" not in page_of(client, "show_gaps", on="2020-06-01")


def test_two_versions_of_the_matrix_are_compared(client: Client) -> None:
    board, other = OrganisationFactory(key="one", name="Board One"), OrganisationFactory(key="two", name="Board Two")
    plan, gone = PlanFactory(key="green", title="Green"), PlanFactory(title="Gone Plan")
    PlanFactory(title="Nowhere Plan")
    before, after = PlanVersionFactory(title="First"), PlanVersionFactory(title="Second")
    PlanLine.objects.create(version=before, plan=plan, title="Green", serves=["one"], first=board)
    PlanLine.objects.create(version=before, plan=gone, title="Gone Plan")
    PlanLine.objects.create(version=after, plan=plan, title="Green", serves=["one", "two"], first=other)
    page = page_of(client, "compare_versions")
    assert "0 new, 1 gone, 1 changed." in page
    assert "Board One; Board Two" in page
    assert "Nothing." in page_of(client, "compare_versions", **{"from": after.key, "to": after.key})
    page = page_of(client, "show_matrix")
    assert "Nowhere Plan" in page
    assert "Board Two" in page
    assert "Board Two" not in page_of(client, "show_matrix", version=before.key)
    assert "Called “Green”." in page_of(client, "show_plan", "green")
    rows = list(
        csv.DictReader(
            io.StringIO(client.get(reverse("partnerships:export_matrix", args=[after.key])).content.decode())
        )
    )
    assert [(row["plan"], row["serves"], row["serves_first"]) for row in rows] == [("green", "one;two", "two")]


def test_the_register_downloads_with_no_formula_in_it(client: Client) -> None:
    RemitFactory(body=OrganisationFactory(key="parks", name="=1+1"), keywords=["a", "b"], county_attends=True)
    text = client.get(reverse("partnerships:export_register")).content.decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["key"], row["name"], row["keywords"], row["county_attends"]) == ("parks", "'=1+1", "a;b", "yes")
    assert row["district_attends"] == ""


@pytest.mark.parametrize("view", ["show_picture", "show_table", "list_boards", "show_overlaps", "show_gaps"])
def test_the_number_of_queries_does_not_grow(
    client: Client, view: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def add(number: int) -> None:
        for _time in range(number):
            remit = RemitFactory(serves=OrganisationFactory(), meetings_a_year=4)
            governed(remit.body)
            BoardRuleFactory(body=remit.body)
            MembershipFactory(organisation=remit.body, on_behalf_of=OrganisationFactory())
            carried(NeedFactory(lead=remit.body), remit.body)
            NeedFactory()

    add(2)
    page_of(client, view)
    with django_assert_max_num_queries(25) as few:
        page_of(client, view)
    add(5)
    with django_assert_max_num_queries(len(few.captured_queries)):
        page_of(client, view)
