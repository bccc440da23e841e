from __future__ import annotations

import threading

import pytest
from allauth.mfa.models import Authenticator
from django.db import connections
from tests.factories.accounts import UserFactory

from folkmoot.ground.accounts.actions.stop_person import reopen_person, reset_second_step, stop_person
from folkmoot.ground.accounts.models import RoleGrant, User
from folkmoot.ground.accounts.public import add_person, consistency, grant_role, person_count, revoke_role
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Actor, Refused
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
WHY = "New in post"


def test_adding_a_person_makes_an_account_without_a_role_or_a_password(administrator: Actor) -> None:
    person = add_person(email=" Clem@Example.ORG ", name="Clem Hartfield", by=administrator, reason=WHY)
    assert (person.email, person.has_usable_password(), person.grants.count()) == ("clem@example.org", False, 0)
    entry = Entry.objects.get(verb="person.added")
    assert (entry.actor_name, entry.reason, entry.changes) == ("Ada Winterbourne", WHY, {"email": ["", person.email]})


@pytest.mark.parametrize(("email", "name"), [("clem", "Clem"), ("", "Clem"), ("clem@example.org", "  ")])
def test_a_bad_address_or_no_name_is_told(email: str, name: str) -> None:
    with pytest.raises(Invalid):
        add_person(email=email, name=name, by=SYSTEM)
    assert not User.objects.exists()


def test_an_address_has_one_account_whatever_its_case() -> None:
    add_person(email="clem@example.org", name="Clem", by=SYSTEM)
    with pytest.raises(Invalid, match="Somebody has an account"):
        add_person(email="CLEM@example.org", name="Clem", by=SYSTEM)


def test_granting_twice_is_one_grant_and_one_entry(administrator: Actor) -> None:
    person = UserFactory()
    for _time in range(2):
        grant_role(person=person, role="clerk", scope="body:posc", by=administrator, reason=WHY)
    assert person.grants.get().scope == "body:posc"
    assert Entry.objects.get(verb="person.role_granted").changes == {"clerk": ["", "body:posc"]}


@pytest.mark.parametrize(
    ("role", "scope", "reason", "field"),
    [("king", "*", WHY, "role"), ("clerk", "everywhere", WHY, "scope"), ("clerk", "*", " ", "reason")],
)
def test_a_grant_that_makes_no_sense_names_the_field(role: str, scope: str, reason: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        grant_role(person=UserFactory(), role=role, scope=scope, by=SYSTEM, reason=reason)
    assert refusal.value.faults[0].where == field


def test_an_administrator_of_one_place_gives_roles_there_only(parish_administrator: Actor) -> None:
    person = UserFactory()
    grant_role(person=person, role="clerk", scope="organisation:parish", by=parish_administrator, reason=WHY)
    for scope in ("*", "organisation:county"):
        with pytest.raises(Refused):
            grant_role(person=person, role="administrator", scope=scope, by=parish_administrator, reason=WHY)
    county_wide = RoleGrant.objects.create(user=person, role="analyst")
    with pytest.raises(Refused):
        revoke_role(grant=county_wide, by=parish_administrator, reason=WHY)
    with pytest.raises(Refused):
        stop_person(person=person, by=parish_administrator, reason=WHY)


@pytest.mark.parametrize("role", ["resident", "clerk", "analyst", "member"])
def test_no_lower_role_manages_people(role: str) -> None:
    actor, person = UserFactory(roles=[role]).as_actor(), UserFactory(roles=["clerk"])
    with pytest.raises(Refused):
        add_person(email="friend@example.org", name="Friend", by=actor)
    with pytest.raises(Refused):
        grant_role(person=person, role="administrator", by=actor, reason=WHY)
    with pytest.raises(Refused):
        revoke_role(grant=person.grants.get(), by=actor, reason=WHY)
    with pytest.raises(Refused):
        stop_person(person=person, by=RESIDENT, reason=WHY)
    assert not Entry.objects.exists()


def test_the_last_administrator_stays() -> None:
    ada = UserFactory(roles=["administrator"])
    UserFactory(roles=["administrator"], is_active=False)
    UserFactory(roles=[("administrator", "organisation:parish")])
    with pytest.raises(Invalid, match="last administrator"):
        revoke_role(grant=ada.grants.get(), by=SYSTEM, reason=WHY)
    with pytest.raises(Invalid, match="last administrator"):
        stop_person(person=ada, by=SYSTEM, reason=WHY)
    UserFactory(roles=["administrator"])
    revoke_role(grant=ada.grants.get(), by=SYSTEM, reason=WHY)
    assert not ada.grants.exists()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_remove_each_other_at_once() -> None:
    grants = [UserFactory(roles=["administrator"]).grants.get() for _each in range(2)]
    start = threading.Barrier(2)
    refused: list[str] = []

    def remove(grant: RoleGrant) -> None:
        start.wait()
        try:
            revoke_role(grant=grant, by=SYSTEM, reason=WHY)
        except Invalid as problem:
            refused.append(str(problem))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=remove, args=(grant,)) for grant in grants]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert RoleGrant.objects.count() == 1
    assert len(refused) == 1


def test_stopping_and_reopening_keeps_the_roles(administrator: Actor) -> None:
    person = UserFactory(roles=["clerk"])
    stop_person(person=person, by=administrator, reason="Left the council")
    assert (person.is_active, person_count()) == (False, 1)
    reopen_person(person=person, by=administrator, reason="Came back")
    assert (person.is_active, person.grants.count()) == (True, 1)
    verbs = ["person.stopped", "person.reopened"]
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == verbs


def test_nobody_closes_their_own_account() -> None:
    ada, _other = UserFactory(roles=["administrator"]), UserFactory(roles=["administrator"])
    with pytest.raises(Invalid, match="your own account"):
        stop_person(person=ada, by=ada.as_actor(), reason=WHY)


def test_a_lost_second_step_is_reset_on_record(administrator: Actor) -> None:
    person = UserFactory()
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    reset_second_step(person=person, by=administrator, reason="Lost the telephone; came to the desk with a passport")
    assert not Authenticator.objects.exists()
    assert Entry.objects.get().verb == "person.second_step_reset"
    with pytest.raises(Invalid, match="no second step"):
        reset_second_step(person=person, by=administrator, reason=WHY)


def test_consistency_tells_of_a_site_without_a_governor() -> None:
    assert "Nobody is administrator" in next(iter(consistency()))
    UserFactory(roles=["administrator"])
    assert list(consistency()) == []
    RoleGrant.objects.create(user=UserFactory(name="Connie"), role="herald")
    assert list(consistency()) == ["Connie holds 'herald', which is not a role any more. Take it away."]


def test_deleting_an_account_takes_its_grants_and_no_history(administrator: Actor) -> None:
    person = UserFactory()
    grant_role(person=person, role="clerk", by=administrator, reason=WHY)
    before = Entry.objects.count()
    person.delete()
    assert (Entry.objects.count(), RoleGrant.objects.filter(role="clerk").count()) == (before, 0)
