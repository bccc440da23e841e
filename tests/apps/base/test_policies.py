from __future__ import annotations

from typing import Any

import pytest
from django.views.generic import View
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import (
    PUBLIC,
    RESIDENT,
    SIGNED_IN,
    SYSTEM,
    Access,
    Actor,
    Grant,
    access_of,
    needs,
    public_page,
)

ROLES = st.sampled_from(Role.values)
SCOPES = st.sampled_from(["*", "organisation:county", "organisation:parish", "body:posc"])
GRANTS = st.frozensets(st.builds(Grant, ROLES, SCOPES), max_size=4)
PEOPLE = st.builds(Actor, kind=st.just("person"), grants=GRANTS)


@given(PEOPLE, ROLES, SCOPES)
def test_a_role_holds_within_its_scope_or_everywhere(actor: Actor, role: str, scope: str) -> None:
    expected = Grant(role, scope) in actor.grants or Grant(role, "*") in actor.grants
    assert actor.holds(role, scope=scope) is expected


@given(PEOPLE, ROLES)
def test_without_a_scope_any_grant_of_the_role_counts(actor: Actor, role: str) -> None:
    assert actor.holds(role) is bool(actor.scopes(role))


@given(PEOPLE, st.frozensets(ROLES, min_size=1))
def test_a_page_admits_exactly_those_who_hold_one_of_its_roles(actor: Actor, roles: frozenset[str]) -> None:
    assert Access(roles=roles).admits(actor) is any(grant.role in roles for grant in actor.grants)


@given(PEOPLE)
def test_a_resident_s_role_makes_nobody_staff(actor: Actor) -> None:
    assert actor.is_staff is bool({grant.role for grant in actor.grants} - {"resident"})


def test_who_comes_in_where() -> None:
    nobody_special = Actor(kind="person")
    assert [PUBLIC.admits(actor) for actor in (RESIDENT, nobody_special)] == [True, True]
    assert [SIGNED_IN.admits(actor) for actor in (RESIDENT, nobody_special)] == [False, True]
    assert not Access(roles=frozenset({"clerk"})).admits(SYSTEM), "no request is ever the system"
    assert SYSTEM.holds("clerk", scope="body:posc"), "but its commands may do everything"


def test_marks_are_found_on_functions_and_on_classes() -> None:
    class MarkedView(View):
        access = PUBLIC

    class PlainView(View):
        pass

    def plain(request: Any) -> None: ...

    assert access_of(MarkedView.as_view()) is PUBLIC
    assert access_of(PlainView.as_view()) is None
    assert access_of(plain) is None
    assert access_of(public_page(plain)) is PUBLIC
    assert access_of(needs("clerk")(lambda request: None)) == Access(roles=frozenset({"clerk"}))


@pytest.mark.parametrize("name", ["access", "ACCESS"])
def test_something_else_of_that_name_is_no_mark(name: str) -> None:
    def view(request: Any) -> None: ...

    setattr(view, name, "everybody")
    assert access_of(view) is None
