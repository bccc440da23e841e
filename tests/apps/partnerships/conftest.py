from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.factories.places import forget_what_is_kept_in_memory


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    forget_what_is_kept_in_memory()
    yield
    forget_what_is_kept_in_memory()
