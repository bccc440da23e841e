from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from tests.factories.incidents import CategoryFactory, County, make_county
from tests.factories.places import forget_what_is_kept_in_memory

from folkmoot.domains.incidents.models import Category
from folkmoot.ground.base.public import forget_pages


@pytest.fixture(autouse=True)
def _own_files_and_memory(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    settings.POSTS_A_MINUTE = 0
    forget_what_is_kept_in_memory()
    forget_pages()
    yield
    forget_what_is_kept_in_memory()


@pytest.fixture
def county(db: None) -> County:
    return make_county()


@pytest.fixture
def litter(county: County) -> Category:
    return CategoryFactory(key="litter", goes_to=county.council)
