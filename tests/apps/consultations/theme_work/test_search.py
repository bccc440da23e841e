"""Looking for groups, and putting them under themes."""

from __future__ import annotations

import pytest
from tests.apps.consultations.theme_work.making import begun, merged, searched

pytestmark = pytest.mark.django_db


def test_smoke() -> None:
    work = begun()
    search = searched(work)
    print(search.settings, [(c.words, len(c.members), c.near) for c in search.clusters.all()])
    themes = merged(search)
    print(themes)
    assert 0
