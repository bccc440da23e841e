from __future__ import annotations

import json

import pytest

from folkmoot_core.clocks import NATIONAL_POLICIES, national_policy, policy_as_data, policy_from_data


@pytest.mark.parametrize("name", NATIONAL_POLICIES)
def test_a_kept_policy_comes_back_as_it_was(name: str) -> None:
    policy = national_policy(name)
    assert policy_from_data(json.loads(json.dumps(policy_as_data(policy)))) == policy
