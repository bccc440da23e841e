"""The site with stand-ins for its consultations, and data folders to run the program on."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.factories.site import Card, Folkmoot, Keeping, OutcomeCard, Told, run_folkmoot

from driving.ready_tables import ready_tables
from folkmoot.domains.consultations import public as consultations
from folkmoot.ground.base.public import set_site_identity


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    told = Told([Card()], [OutcomeCard()], Keeping())
    monkeypatch.setattr(consultations, "open_now", lambda today: told.open_now, raising=False)
    monkeypatch.setattr(consultations, "latest_outcomes", lambda limit: told.outcomes[:limit], raising=False)
    monkeypatch.setattr(consultations, "record_of_keeping", lambda today: told.keeping, raising=False)
    return told


@pytest.fixture
def identity(db: None) -> Iterator[Callable[..., None]]:
    """Sets what the site knows of itself; forgotten again afterwards, since it is kept in memory."""
    yield lambda **values: set_site_identity(values)
    set_site_identity({})


@pytest.fixture
def polite_client(db: None) -> Client:
    """Shows the page of an error to the test, as to a person."""
    return Client(raise_request_exception=False)


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of a demo with its tables and nothing in them; copied, never used as it is."""
    folder = tmp_path_factory.mktemp("site") / "data"
    folder.mkdir()
    shutil.copy(ready_tables(), folder / "folkmoot.sqlite3")
    (folder / "mode").write_text("demo")
    return folder


@pytest.fixture
def data_folder(empty_site: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(empty_site, folder)
    return folder


@pytest.fixture
def folkmoot(data_folder: Path) -> Folkmoot:
    """Runs the program on a data folder of its own."""

    def run(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
        return run_folkmoot("--data", str(data_folder), *words, **options)

    return run
