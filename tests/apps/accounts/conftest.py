from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.factories.accounts import UserFactory

from folkmoot.ground.base.policies import Actor, Grant


@pytest.fixture(autouse=True)
def no_tries_counted() -> None:
    """Each test starts with nobody having tried to sign in too often."""
    cache.clear()


@pytest.fixture
def administrator() -> Actor:
    return UserFactory(name="Ada Winterbourne", roles=["administrator"]).as_actor()


@pytest.fixture
def parish_administrator() -> Actor:
    grants = frozenset({Grant("administrator", "organisation:parish")})
    return Actor(kind="person", key="user:0", name="Paula Parish", grants=grants)
