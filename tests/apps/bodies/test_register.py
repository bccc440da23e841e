"""Altering the register, and who may."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.bodies import MembershipFactory, OrganisationFactory, PostFactory, PublicPersonFactory

from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, Actor, Grant, Refused
from folkmoot.ground.bodies.models import Membership, Organisation, Person
from folkmoot.ground.bodies.public import add_body, add_seat, edit_body, edit_seat
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db

ADMINISTRATOR = Actor("person", "user:1", "Ada", frozenset({Grant("administrator")}))


def clerk_of(organisation: Organisation) -> Actor:
    return Actor("person", "user:2", "Clem", frozenset({Grant("clerk", organisation.scope)}))


def test_a_body_gets_a_key_from_its_name_that_nothing_has() -> None:
    values = {"name": "Parks Board", "classification": "board"}
    keys = [add_body(values=values, by=ADMINISTRATOR).key for _time in range(3)]
    assert keys == ["parks_board", "parks_board_2", "parks_board_3"]
    assert add_body(values={**values, "name": "公園"}, by=ADMINISTRATOR).key == "organisation"


def test_a_change_is_in_the_history_with_old_and_new() -> None:
    above = OrganisationFactory(name="Council")
    body = OrganisationFactory(name="Old name")
    values = {"name": "New name", "parent": above, "purpose": ""}
    edit_body(organisation=body, values=values, by=ADMINISTRATOR, reason="Renamed by vote")
    entry = Entry.objects.get(verb="body.edited")
    assert entry.changes == {"name": ["Old name", "New name"], "parent": [None, "Council"]}
    assert (entry.reason, entry.actor_name, entry.subject_key) == ("Renamed by vote", "Ada", str(body.pk))


def test_a_change_that_changes_nothing_is_not_in_the_history() -> None:
    body = OrganisationFactory(name="Same")
    edit_body(organisation=body, values={"name": "Same"}, by=ADMINISTRATOR)
    assert not Entry.objects.exists()


def test_a_clerk_keeps_their_own_body_and_no_other() -> None:
    own, other = OrganisationFactory(), OrganisationFactory()
    clerk = clerk_of(own)
    edit_body(organisation=own, values={"purpose": "Parks"}, by=clerk)
    with pytest.raises(Refused):
        edit_body(organisation=other, values={"purpose": "Parks"}, by=clerk)
    with pytest.raises(Refused):
        add_seat(organisation=other, values={}, new_person="Una", by=clerk)
    with pytest.raises(Refused):
        edit_seat(seat=MembershipFactory(organisation=other), values={"role": "Chair"}, by=clerk)
    with pytest.raises(Refused):
        add_body(values={"name": "Mine", "classification": "board"}, by=clerk)
    with pytest.raises(Refused):
        edit_body(organisation=own, values={"purpose": "Mine"}, by=RESIDENT)


def test_somebody_new_is_put_on_the_register_with_their_seat() -> None:
    body = OrganisationFactory()
    seat = add_seat(organisation=body, values={"role": "Chair"}, new_person="Una Northgate", by=ADMINISTRATOR)
    assert seat.person == Person.objects.get(key="una_northgate")
    assert set(Entry.objects.values_list("verb", flat=True)) == {"person.added", "seat.added"}


def test_a_seat_is_ended_not_removed() -> None:
    seat = MembershipFactory(start_date="2011")
    edit_seat(seat=seat, values={"end_date": "2012-03"}, by=ADMINISTRATOR)
    assert Membership.objects.get().end_date == "2012-03"
    assert Entry.objects.get().changes == {"end_date": ["", "2012-03"]}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("left_out", ["neither", "post", "person"])
def test_a_seat_that_two_add_at_once_is_there_once(left_out: str) -> None:
    post = PostFactory()
    values = {"person": PublicPersonFactory(), "post": post, "role": "Chair", "start_date": "2011"}
    values.pop(left_out, None)

    def add(_number: int) -> str:
        try:
            add_seat(organisation=post.organisation, values=values, by=ADMINISTRATOR)
        except Invalid as problem:
            return str(problem)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(add, range(4)))
    assert Membership.objects.count() == Entry.objects.filter(verb="seat.added").count() == 1
    assert min(told) == ""
    assert all("on the register already" in sentence for sentence in sorted(told)[1:])


def test_the_same_person_may_sit_in_two_roles_and_at_two_times() -> None:
    seat = MembershipFactory(role="Chair", start_date="2011")
    for role, start in (("Member", "2011"), ("Chair", "2015"), ("Chair", "")):
        MembershipFactory(person=seat.person, organisation=seat.organisation, role=role, start_date=start)
    assert Membership.objects.count() == 4


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(UserFactory(roles=["clerk"]))
    return client


def test_the_pages_add_and_edit_a_body(keeper: Client) -> None:
    response = keeper.post("/bodies/register/add/", {"name": "Parks Board", "classification": "board"}, follow=True)
    assert "Parks Board is on the register now." in response.content.decode()
    keeper.post(
        "/bodies/parks_board/edit/",
        {"name": "Parks Board", "classification": "board", "founding_date": "2011-03", "reason": "Found its papers"},
    )
    body = Organisation.objects.get()
    assert body.founding_date == "2011-03"
    assert "March 2011" in keeper.get("/bodies/parks_board/").content.decode()
    assert Entry.objects.get(verb="body.edited").reason == "Found its papers"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "Enter the name."),
        ("founding_date", "March 2011", "Enter a date that exists"),
        ("founding_date", "2011-13", "Enter a date that exists"),
        ("dissolution_date", "2010", "It ends before it begins."),
        ("classification", "coven", "Choose “Kind” from the list."),
    ],
)
def test_what_is_wrong_with_a_body_is_said_at_its_field(keeper: Client, field: str, value: str, says: str) -> None:
    sent = {"name": "Parks", "classification": "board", "founding_date": "2011", field: value}
    page = keeper.post("/bodies/register/add/", sent).content.decode()
    assert says in page
    assert f'href="#id_{field}"' in page
    assert not Organisation.objects.exists()


def test_a_body_cannot_be_part_of_its_own_part(keeper: Client) -> None:
    above = OrganisationFactory(key="above", name="Above")
    below = OrganisationFactory(parent=OrganisationFactory(parent=above))
    sent = {"name": "Above", "classification": "board", "parent": below.pk}
    assert "part of something that is part of it" in keeper.post("/bodies/above/edit/", sent).content.decode()
    above.refresh_from_db()
    assert above.parent is None


def test_the_page_of_a_seat_wants_one_person_or_a_vacant_post(keeper: Client) -> None:
    post = PostFactory(organisation=OrganisationFactory(key="parks"))
    person = PublicPersonFactory()
    assert "Choose a person" in keeper.post("/bodies/parks/seats/add/", {"role": "Chair"}).content.decode()
    both = {"person": person.pk, "new_person": "Una"}
    assert "not both" in keeper.post("/bodies/parks/seats/add/", both).content.decode()
    assert not Membership.objects.exists()
    assert keeper.post("/bodies/parks/seats/add/", {"post": post.pk}).status_code == 302
    assert "Vacant" in keeper.get("/bodies/parks/").content.decode()
    seat = Membership.objects.get()
    keeper.post(f"/bodies/parks/seats/{seat.pk}/", {"post": post.pk, "person": person.pk})
    seat.refresh_from_db()
    assert seat.person == person


def test_the_page_of_a_seat_says_that_it_is_there_already_and_makes_nobody_new(keeper: Client) -> None:
    parks = OrganisationFactory(key="parks")
    seat = MembershipFactory(organisation=parks, role="Chair")
    given = {"person": seat.person_id, "role": "Chair"}
    assert "This is on the register already." in keeper.post("/bodies/parks/seats/add/", given).content.decode()
    other = MembershipFactory(organisation=parks, role="Member", person=seat.person)
    again = keeper.post(f"/bodies/parks/seats/{other.pk}/", given)
    assert "This is on the register already." in again.content.decode()
    assert Membership.objects.count() == 2
    other.refresh_from_db()
    assert other.role == "Member"


@pytest.mark.parametrize("address", ["/bodies/parks/edit/", "/bodies/parks/seats/add/", "/bodies/register/add/"])
def test_the_keepers_pages_are_for_the_keepers_of_that_body(client: Client, address: str) -> None:
    OrganisationFactory(key="parks")
    assert client.get(address).status_code == 302
    client.force_login(UserFactory(roles=[("clerk", "body:something_else")]))
    assert client.get(address).status_code == 403
    assert client.post(address, {"name": "x", "classification": "board"}).status_code == 403


def test_a_seat_is_only_found_under_its_own_body(client: Client) -> None:
    OrganisationFactory(key="parks")
    seat = MembershipFactory()
    client.force_login(UserFactory(roles=[("clerk", "body:parks")]))
    own = MembershipFactory(organisation=Organisation.objects.get(key="parks"))
    assert client.get(f"/bodies/parks/seats/{own.pk}/").status_code == 200
    assert client.get(f"/bodies/parks/seats/{seat.pk}/").status_code == 404
    assert client.get(f"/bodies/parks/seats/{10**30}/").status_code == 404
