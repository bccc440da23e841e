"""What holds for every test: no network but this machine's own, no wall clock limits, and a mark on all that use the
database, so that it can be run again on PostgreSQL."""

from __future__ import annotations

import fcntl
import ipaddress
import os
import shutil
import socket
import sys
import unittest
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from tests.quick_clients import keep_lists_of_static_files
from tests.quick_databases import begin_with_ready_tables, let_tests_empty_the_history

from driving.real_site import RealSite
from find_chromium import HOW_TO_GET_IT, find_chromium

DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}

# The machines we test on are slow and busy at times; a deadline would fail good code.
hypothesis.settings.register_profile("folkmoot", deadline=None, print_blob=True)
hypothesis.settings.load_profile("folkmoot")


class NetworkRefused(AssertionError):
    """A test tried to reach another machine. An AssertionError, so that no `except OSError` can swallow it."""


def refuse_other_machines(address: Any) -> None:
    """Raise NetworkRefused unless `address` is on this machine: a path (a local socket) or a loopback host."""
    if not isinstance(address, tuple):
        return
    host = str(address[0])
    try:
        local = host in ("localhost", "") or ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        local = False
    if not local:
        raise NetworkRefused(f"A test may not reach {host}:{address[1]}; give it a stand-in on 127.0.0.1.")


@pytest.fixture(autouse=True)
def _read_the_identity_anew() -> None:
    """The site's identity is kept for half a minute, longer than a test's transaction: it must not pass from one test
    to the next, nor lapse in the middle of one that counts queries."""
    base = sys.modules.get("folkmoot.ground.base.public")
    if base is not None:
        base._identity = None  # type: ignore[attr-defined]


def guard(name: str) -> None:
    """Put the question before one method of sockets, and then do what it always did."""
    real = getattr(socket.socket, name)

    def guarded(self: socket.socket, *arguments: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            # connect(address), connect_ex(address), sendto(data, [flags,] address): the address comes last.
            refuse_other_machines(arguments[-1])
        return real(self, *arguments)

    setattr(socket.socket, name, guarded)


def guard_look_ups() -> None:
    real = socket.getaddrinfo

    def guarded(host: Any, *arguments: Any, **named: Any) -> Any:
        if host is not None:
            name = host.decode() if isinstance(host, bytes) else host
            refuse_other_machines((name, arguments[0] if arguments else ""))
        return real(host, *arguments, **named)

    socket.getaddrinfo = guarded


for method in ("connect", "connect_ex", "sendto"):
    guard(method)
guard_look_ups()
begin_with_ready_tables()
let_tests_empty_the_history()
keep_lists_of_static_files()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what touches the database, however it came to: by mark, by fixture or by Django's TestCase. Leave journeys
    out where there is no browser; tools/run_tests.py says so in one line."""
    for item in items:
        by_fixture = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        test_class = getattr(item, "cls", None)
        by_class = test_class and issubclass(test_class, unittest.TestCase) and hasattr(test_class, "databases")
        if by_fixture or by_class or item.get_closest_marker("django_db"):
            item.add_marker("database")
    if find_chromium() is None:
        journeys = [item for item in items if item.get_closest_marker("journey")]
        config.hook.pytest_deselected(items=journeys)
        items[:] = [item for item in items if item not in journeys]


def pytest_report_header() -> str:
    """One line where journeys will be left out, for whoever runs pytest itself."""
    return "" if find_chromium() else f"Journeys are left out: there is no Chromium here. {HOW_TO_GET_IT}."


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """For journeys: the program to give to Playwright as `executable_path` (with `--no-sandbox` when root)."""
    path = find_chromium()
    if path is None:
        pytest.fail(f"There is no Chromium here. {HOW_TO_GET_IT}.")
    return path


@pytest.fixture(scope="session")
def of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share: xdist gives each worker a folder of its own within it."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def loaded_site(of_this_run: Path) -> Callable[[str], RealSite]:
    """A site on SQLite with the pack of that name loaded; made once in a run, and only to be copied."""

    def loaded(pack: str) -> RealSite:
        folder = of_this_run / "loaded" / pack
        folder.parent.mkdir(exist_ok=True)
        # Whoever asks first makes it, and the others wait. What was broken off half made has no mark, and is made anew.
        made = folder.with_suffix(".made")
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                shutil.rmtree(folder, ignore_errors=True)
                RealSite(folder).make(pack)
                made.touch()
        return RealSite(folder)

    return loaded


@pytest.fixture
def new_site(loaded_site: Callable[[str], RealSite], tmp_path: Path) -> Iterator[Callable[[str], RealSite]]:
    """new_site("example") is a site of the test's own, not yet served. Whatever it serves is ended with the test."""
    made: list[RealSite] = []

    def copied(pack: str) -> RealSite:
        made.append(loaded_site(pack).copy_to(tmp_path / f"site-{len(made)}"))
        return made[-1]

    yield copied
    for site in made:
        site.kill()
