from __future__ import annotations

import pytest
from django.test import override_settings

from folkmoot.ground.accounts.apps import check_two_step
from folkmoot.ground.accounts.policies import can_grant, must_use_two_steps, roles_with_two_steps
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import RESIDENT, Actor, Grant


def holder(role: str, scope: str = "*") -> Actor:
    return Actor(kind="person", grants=frozenset({Grant(role, scope)}))


@pytest.mark.parametrize("setting", ["", "none", " none "])
def test_nobody_need_take_a_second_step(setting: str) -> None:
    assert roles_with_two_steps(setting) == frozenset()


def test_staff_are_all_but_residents() -> None:
    assert {role for role in Role.values if must_use_two_steps(holder(role), "staff")} == set(Role.values) - {
        "resident"
    }
    assert not must_use_two_steps(RESIDENT, "staff")


def test_some_roles_can_be_named() -> None:
    assert must_use_two_steps(holder("clerk", "body:posc"), "administrator, clerk")
    assert not must_use_two_steps(holder("member"), "administrator, clerk")


def test_a_slip_in_the_setting_stops_the_start() -> None:
    with pytest.raises(ValueError, match="'admin' is not a role"):
        roles_with_two_steps("admin")
    with override_settings(TWO_STEP="staff, clerks"):
        assert [problem.id for problem in check_two_step()] == ["folkmoot.accounts.E001"]
    with override_settings(TWO_STEP="staff"):
        assert check_two_step() == []


@pytest.mark.parametrize(
    ("actor", "scope", "may"),
    [
        (holder("administrator"), "*", True),
        (holder("administrator"), "body:posc", True),
        (holder("administrator", "body:posc"), "body:posc", True),
        (holder("administrator", "body:posc"), "*", False),
        (holder("clerk"), "body:posc", False),
        (RESIDENT, "*", False),
    ],
)
def test_roles_are_given_only_where_one_is_administrator(actor: Actor, scope: str, may: bool) -> None:
    assert can_grant(actor, scope) is may
