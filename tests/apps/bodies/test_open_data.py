"""People, organisations, posts and memberships in the standards of the field."""

from __future__ import annotations

import json
import re
import tarfile
from base64 import b64encode
from hashlib import sha512
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.apps.bodies import popolo_schema
from tests.apps.bodies.popolo_schema import faults
from tests.factories.bodies import MembershipFactory, OrganisationFactory, PostFactory, PublicPersonFactory

from fetch_popolo_schemas import NotAsExpected, schemas_in
from folkmoot.ground.bodies.public import popolo

pytestmark = pytest.mark.django_db


def test_the_schemas_can_refuse() -> None:
    assert faults("memberships", {"start_date": "March 2011"})
    assert faults("organizations", {"sources": [{"note": "A paper"}]})
    assert faults("organizations", {"other_names": [{"note": "x"}]})
    assert not faults("persons", {"id": "una", "name": "Una"})
    # Only by Popolo's own: a name is asked for, and references are followed.
    assert faults("persons", {"id": "una"}) == ["'name' is a required property"]
    assert faults("memberships", {"id": "m", "organization_id": "o", "person": {"id": "una"}})
    assert faults("organizations", {"id": "o", "name": "O", "identifiers": [{"scheme": "charity"}]})
    # Only by ours.
    assert faults("posts", {"id": "p", "label": "Chair", "role": ""}) == ["role is empty"]


def test_without_popolos_own_schemas_it_is_said_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(popolo_schema, "FOLDER", tmp_path)
    with pytest.raises(AssertionError, match="make setup"):
        popolo_schema.originals.__wrapped__()


def test_schemas_come_out_of_the_expected_package_only_and_nothing_else_of_it_does() -> None:
    file = BytesIO()
    names = ("schemas/popolo/person.json", "schemas/popolo+mysociety/post.json", "schemas/../../x.json", "index.js")
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name in names:
            member = tarfile.TarInfo(f"package/{name}")
            member.size = 2
            archive.addfile(member, BytesIO(b"{}"))
    hashed = "sha512-" + b64encode(sha512(file.getvalue()).digest()).decode()
    assert schemas_in(file.getvalue(), hashed) == {"person.json": b"{}"}
    with pytest.raises(NotAsExpected, match="Nothing of it is used"):
        schemas_in(file.getvalue())


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
