from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import UserFactory

from folkmoot.ground.accounts.models import RoleGrant, User
from folkmoot.ground.accounts.public import DEMO_PASSWORD, demo_people, load_pack
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import SYSTEM
from folkmoot_core.packfiles import Report

pytestmark = pytest.mark.django_db
PEOPLE = """email,name,role,scope
ada@folkmoot.example,Ada Winterbourne,administrator,*
clem@folkmoot.example,Clem Hartfield,clerk,body:posc
clem@folkmoot.example,Clem Hartfield,member,
"""


def pack(folder: Path, text: str) -> Path:
    (folder / "demo").mkdir(exist_ok=True)
    (folder / "demo" / "people.csv").write_text(text)
    return folder


def load(folder: Path) -> tuple[dict[str, int], Report]:
    report = Report(folder)
    return load_pack(folder, report, SYSTEM), report


def test_a_pack_makes_people_with_all_their_roles(tmp_path: Path, client: Client) -> None:
    counts, report = load(pack(tmp_path, PEOPLE))
    assert (counts, report.ok) == ({"demo people": 2}, True)
    clem = User.objects.get(email="clem@folkmoot.example")
    assert {(grant.role, grant.scope) for grant in clem.grants.all()} == {("clerk", "body:posc"), ("member", "*")}
    assert clem.is_demo
    answer = client.post("/accounts/login/", {"login": clem.email, "password": DEMO_PASSWORD})
    assert answer["Location"] == "/desk/", "the address counts as confirmed"


def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    load(pack(tmp_path, PEOPLE))
    before = (list(User.objects.values()), list(RoleGrant.objects.values()), Entry.objects.count())
    assert load(tmp_path)[0] == {"demo people": 2}
    assert (list(User.objects.values()), list(RoleGrant.objects.values()), Entry.objects.count()) == before


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("nonsense,Bo,clerk,*", "email"),
        ("bo@folkmoot.example,,clerk,*", "name"),
        ("bo@folkmoot.example,Bo,king,*", "role"),
        ("bo@folkmoot.example,Bo,clerk,Everywhere", "scope"),
        ("real@example.org,Bo,clerk,*", "email"),
        ("clem@folkmoot.example,Clem Hartfield,clerk,body:posc", "email, role, scope"),
    ],
)
def test_a_fault_is_told_with_its_line_and_nothing_is_made(tmp_path: Path, row: str, field: str) -> None:
    UserFactory(email="real@example.org")
    counts, report = load(pack(tmp_path, f"{PEOPLE}{row}\n"))
    assert [(fault.file, fault.line, fault.where) for fault in report.faults] == [("demo/people.csv", 5, field)]
    assert report.faults[0].mend
    assert counts == {}
    assert not User.objects.filter(is_demo=True).exists()


def test_a_pack_without_people_is_fine(tmp_path: Path) -> None:
    counts, report = load(tmp_path)
    assert (counts, report.ok) == ({}, True)


def test_demo_people_stand_in_the_order_of_roles(tmp_path: Path) -> None:
    load(pack(tmp_path, PEOPLE))
    UserFactory(name="A real person", roles=["administrator"])
    assert [(person.name, person.roles) for person in demo_people()] == [
        ("Clem Hartfield", "Clerk, Member"),
        ("Ada Winterbourne", "Administrator"),
    ]


def test_the_sign_in_page_of_a_demonstration_offers_them(tmp_path: Path, client: Client, settings: Any) -> None:
    load(pack(tmp_path, PEOPLE))
    plain = client.get("/accounts/login/").content.decode()
    assert "Clem Hartfield" not in plain
    assert DEMO_PASSWORD not in plain
    settings.DEMO = True
    page = client.get("/accounts/login/").content.decode()
    assert "Clem Hartfield" in page
    assert DEMO_PASSWORD in page


def test_one_button_signs_in_as_a_demo_person_in_a_demonstration_only(
    tmp_path: Path, client: Client, settings: Any
) -> None:
    load(pack(tmp_path, PEOPLE))
    door, real = reverse("accounts:sign_in_demo"), UserFactory(roles=["administrator"])
    assert client.post(door, {"email": "ada@folkmoot.example"}).status_code == 404
    settings.DEMO = True
    assert client.get(door).status_code == 405
    assert client.post(door, {"email": real.email}).status_code == 404
    assert client.post(door, {"email": "ada@folkmoot.example", "next": "//evil.example"})["Location"] == "/desk/"
    assert client.get("/people/").status_code == 200


def test_the_demo_button_is_guarded_against_posts_from_elsewhere(tmp_path: Path, settings: Any) -> None:
    load(pack(tmp_path, PEOPLE))
    settings.DEMO = True
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("accounts:sign_in_demo"), {"email": "ada@folkmoot.example"}).status_code == 403
