from __future__ import annotations

import pytest
from tests.factories.accounts import UserFactory
from tests.factories.compact import Compact, make_agreement

from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.enums import Role


@pytest.fixture
def compact(db: None) -> Compact:
    return make_agreement()


@pytest.fixture
def keeper(compact: Compact) -> User:
    """A liaison officer of the body that looks after the agreement."""
    return UserFactory(roles=[(Role.LIAISON_OFFICER, compact.keeper.scope)])


@pytest.fixture
def council_officer(compact: Compact) -> User:
    return UserFactory(roles=[(Role.ENGAGEMENT_OFFICER, compact.council.scope)])
