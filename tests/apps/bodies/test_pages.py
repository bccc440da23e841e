"""The register as everybody sees it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.apps.bodies.popolo_schema import faults
from tests.factories.bodies import MembershipFactory, OrganisationFactory, PostFactory, PublicPersonFactory

from folkmoot.ground.bodies.public import members_of, popolo, register, sittings_of
from folkmoot.ground.bodies.templatetags.partial_dates import partial_date

pytestmark = pytest.mark.django_db


def test_the_register_stands_by_kind_and_name(client: Client) -> None:
    OrganisationFactory(name="Zebra Council", classification="county_council")
    OrganisationFactory(name="Young Board")
    OrganisationFactory(name="Able Board", dissolution_date="2011")
    assert [each.name for each in register()] == ["Zebra Council", "Able Board", "Young Board"]
    page = client.get("/bodies/").content.decode()
    assert page.index("County council") < page.index("Zebra Council") < page.index("Able Board")
    assert "(no longer exists)" in page


@pytest.mark.parametrize(
    ("search", "found"),
    [("parks", 2), ("PARKS board", 1), ("lawn", 1), ("shepway", 1), ("nothing at all", 0), ("\0", 3), ("%", 0)],
)
def test_a_search_finds_names_other_names_and_purposes(search: str, found: int) -> None:
    OrganisationFactory(name="Parks Board")
    OrganisationFactory(name="Green", purpose="Lawns and parks")
    OrganisationFactory(name="Coast", other_names=["Shepway Group"])
    assert register(search).count() == found


def test_a_search_that_finds_nothing_says_so(client: Client) -> None:
    assert "Nothing on the register" in client.get("/bodies/?search=x&kind=board").content.decode()
    assert client.get("/bodies/?kind=coven").status_code == 200


@pytest.mark.parametrize(
    ("end", "ended"),
    [("", False), ("2011", False), ("2011-06", False), ("2011-06-15", False), ("2011-06-14", True), ("2010", True)],
)
def test_a_membership_has_ended_when_all_of_its_last_date_is_over(end: str, ended: bool) -> None:
    seat = MembershipFactory(end_date=end)
    sittings = members_of(seat.organisation, date(2011, 6, 15))
    assert (seat in sittings.before) is ended
    assert (seat in sittings.now) is not ended
    assert sittings_of(seat.person, date(2011, 6, 15)) == sittings


def test_a_body_shows_its_parts_members_and_posts(client: Client) -> None:
    body = OrganisationFactory(key="parks", purpose="Keeps the parks")
    OrganisationFactory(name="Ponds Group", parent=body)
    council = OrganisationFactory(name="Some Council")
    person = PublicPersonFactory(name="Una Northgate", honorific_prefix="Cllr")
    post = PostFactory(organisation=body, label="Chair of parks")
    MembershipFactory(
        organisation=body, person=person, post=post, on_behalf_of=council, start_date="2011-03", end_date="2012"
    )
    page = client.get("/bodies/parks/").content.decode()
    for part in ("Keeps the parks", "Ponds Group", "Cllr Una Northgate", "Chair of parks", "Some Council"):
        assert part in page
    assert "from March 2011 until 2012" in page
    assert "Edit this entry" not in page
    assert "Sat on before" in client.get(f"/bodies/people/{person.key}/").content.decode()


@pytest.mark.parametrize("address", ["/bodies/", "/bodies/parks/", "/bodies/popolo.json", "/bodies/people/una/"])
def test_the_number_of_queries_does_not_grow(
    client: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    body = OrganisationFactory(key="parks")
    person = PublicPersonFactory(key="una")

    def add(number: int) -> None:
        for _time in range(number):
            behalf = OrganisationFactory(parent=body)
            MembershipFactory(organisation=body, post=PostFactory(organisation=body), on_behalf_of=behalf)
            MembershipFactory(person=person, on_behalf_of=behalf)

    add(1)
    client.get(address)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    add(5)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert client.get(address).status_code == 200


def test_popolo_has_its_shapes_and_leaves_out_what_is_empty() -> None:
    council = OrganisationFactory(key="council", name="Council", founding_date="1974-04")
    board = OrganisationFactory(key="board", name="Board", parent=council, source="Paper 1")
    person = PublicPersonFactory(key="una", name="Una", honorific_prefix="Cllr")
    post = PostFactory(key="chair", label="Chair", organisation=board)
    seat = MembershipFactory(
        person=person, organisation=board, post=post, role="Chair", on_behalf_of=council, start_date="2011"
    )
    vacant = MembershipFactory(person=None, organisation=board, post=post, role="")
    assert popolo() == {
        "persons": [{"id": "una", "name": "Una", "honorific_prefix": "Cllr"}],
        "organizations": [
            {
                "id": "board",
                "name": "Board",
                "classification": "board",
                "parent_id": "council",
                "source": "Paper 1",
            },
            {"id": "council", "name": "Council", "classification": "board", "founding_date": "1974-04"},
        ],
        "posts": [{"id": "chair", "label": "Chair", "organization_id": "board"}],
        "memberships": [
            {
                "id": f"membership-{seat.pk}",
                "role": "Chair",
                "person_id": "una",
                "organization_id": "board",
                "post_id": "chair",
                "on_behalf_of_id": "council",
                "start_date": "2011",
            },
            {"id": f"membership-{vacant.pk}", "organization_id": "board", "post_id": "chair"},
        ],
    }


def test_popolo_is_json_for_any_site(client: Client) -> None:
    OrganisationFactory(name="Börd")
    response = client.get("/bodies/popolo.json")
    assert (response["Content-Type"], response["Access-Control-Allow-Origin"]) == ("application/json", "*")
    assert response.json()["organizations"][0]["name"] == "Börd"
    assert [fault for name, each in response.json().items() for one in each for fault in faults(name, one)] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2011-03-25", "25 March 2011"), ("2011-03", "March 2011"), ("2011", "2011"), ("", ""), ("spring", "spring")],
)
def test_a_partial_date_is_shown_as_far_as_it_is_known(text: str, shown: str) -> None:
    assert partial_date(text) == shown
