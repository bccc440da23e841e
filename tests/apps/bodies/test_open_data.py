"""People, organisations, posts and memberships in the standards of the field."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft3Validator, FormatChecker
from tests.apps.bodies.popolo_schema import SCHEMAS
from tests.factories.bodies import MembershipFactory, OrganisationFactory, PostFactory, PublicPersonFactory

from folkmoot.ground.bodies.public import popolo

pytestmark = pytest.mark.django_db


def faults(collection: str, document: dict[str, Any]) -> list[str]:
    validator = Draft3Validator(SCHEMAS[collection], format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(document)]


def test_the_schemas_can_refuse() -> None:
    assert faults("memberships", {"start_date": "March 2011"})
    assert faults("organizations", {"sources": [{"note": "A paper"}]})
    assert faults("organizations", {"other_names": [{"note": "x"}]})
    assert not faults("persons", {"id": "una", "name": "Una"})


def everything() -> dict[str, list[dict[str, Any]]]:
    council = OrganisationFactory(other_names=["Old Council"], founding_date="1974-04", dissolution_date="2030")
    board = OrganisationFactory(parent=council, source="Paper 1", note="A note", purpose="Parks")
    post = PostFactory(organisation=board)
    MembershipFactory(
        person=PublicPersonFactory(honorific_prefix="Cllr"),
        organisation=board,
        post=post,
        on_behalf_of=council,
        start_date="2011-03",
        end_date="2012-05-01",
        standing="primary",
        party="Green",
        source="Paper 2",
    )
    MembershipFactory(organisation=board, person=None, post=post, role="")
    return popolo()


def test_every_document_is_what_popolo_asks_for() -> None:
    for collection, documents in everything().items():
        assert documents
        assert [fault for document in documents for fault in faults(collection, document)] == []


def test_every_reference_leads_to_a_document_and_every_membership_names_who_and_where() -> None:
    found = everything()
    ids = {name: {document["id"] for document in documents} for name, documents in found.items()}
    assert all(len(ids[name]) == len(found[name]) for name in found)
    for seat in found["memberships"]:
        assert seat.get("person_id") or seat.get("post_id")
        assert seat["organization_id"] in ids["organizations"]
        assert seat.get("on_behalf_of_id", seat["organization_id"]) in ids["organizations"]
        assert "person_id" not in seat or seat["person_id"] in ids["persons"]
        assert "post_id" not in seat or seat["post_id"] in ids["posts"]
    assert all(post["organization_id"] in ids["organizations"] for post in found["posts"])
    assert all(each.get("parent_id", each["id"]) in ids["organizations"] for each in found["organizations"])


def linked_data(page: str) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return dict(json.loads(text))


def test_a_body_is_told_to_search_engines_in_the_words_of_schema_org(client: Client) -> None:
    council = OrganisationFactory(name="Council", classification="county_council")
    body = OrganisationFactory(key="parks", name="Parks", parent=council, founding_date="2011-03")
    person = PublicPersonFactory(key="una", name="Una")
    MembershipFactory(organisation=body, person=person, role="Chair", start_date="2011")
    found = linked_data(client.get("/bodies/parks/").content.decode())
    assert found["@context"] == "https://schema.org"
    assert (found["@type"], found["@id"], found["foundingDate"]) == (
        "Organization",
        "http://testserver/bodies/parks/",
        "2011-03",
    )
    assert found["parentOrganization"]["name"] == "Council"
    (role,) = found["member"]
    assert (role["@type"], role["roleName"], role["startDate"]) == ("OrganizationRole", "Chair", "2011")
    assert role["member"] == {"@type": "Person", "name": "Una", "url": "http://testserver/bodies/people/una/"}


def test_no_name_ends_the_script(client: Client) -> None:
    OrganisationFactory(key="parks", name="</script><script>alert(1)</script><!--", purpose="a & b")
    page = client.get("/bodies/parks/").content.decode()
    assert "<script>alert" not in page
    assert linked_data(page)["name"] == "</script><script>alert(1)</script><!--"
    assert linked_data(page)["description"] == "a & b"


def test_who_sat_on_a_body_on_a_day_and_which_posts_were_vacant(client: Client) -> None:
    body = OrganisationFactory(key="parks")
    post = PostFactory(organisation=body, label="Chair of parks")
    person = PublicPersonFactory(name="Una")
    MembershipFactory(organisation=body, person=person, post=post, start_date="2011-03", end_date="2012-03")
    then = client.get("/bodies/parks/?on=2011-06-01").content.decode()
    assert "vacant" not in then
    assert "As of 1 June 2011" in then
    before = client.get("/bodies/parks/?on=2011-02-01").content.decode()
    assert "Members to come" in before
    assert "1 post is vacant" in before
    assert "Members before" in client.get("/bodies/parks/?on=nonsense").content.decode()
