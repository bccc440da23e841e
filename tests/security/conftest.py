from __future__ import annotations

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def _as_many_posts_as_a_test_needs(settings: LazySettings) -> None:
    settings.POSTS_A_MINUTE = 0
