"""Sites to break: on SQLite, and on a PostgreSQL of their own that waits for the disk as a live one does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from driving.real_site import RealSite
from with_postgres import postgres

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=DATABASES)
def empty_site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RealSite]:
    """Tables and nothing in them."""
    if request.param == "sqlite":
        site = RealSite(tmp_path / "site")
        site.make_tables()
        yield site
        site.kill()
        return
    with postgres(durable=True) as url:
        site = RealSite(tmp_path / "site", url)
        site.make_tables()
        yield site
        site.kill()


@pytest.fixture(params=DATABASES)
def parks_site(
    request: pytest.FixtureRequest, new_site: Callable[[str], RealSite], tmp_path: Path
) -> Iterator[RealSite]:
    """The example pack, with a consultation about parks that takes answers. Not yet served."""
    if request.param == "sqlite":
        yield new_site("example")
        return
    with postgres(durable=True) as url:
        site = RealSite(tmp_path / "site", url)
        site.make("example")
        yield site
        site.kill()
