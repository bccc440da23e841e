"""The program serves, works in the background, and stops when it is told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.factories.site import environment

from driving.processes import family_of
from folkmoot.ground.notify.models import Message
from folkmoot.ground.notify.public import tell
from folkmoot.site import background

# Making all tables takes most of a minute on a slow core with others at work.
PATIENCE_SECONDS = 240
BETWEEN_LOOKS_SECONDS = 0.05
pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    """Until the server answers; it may take its time on a busy machine, but it may not die."""
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE_SECONDS and process.poll() is None:
        try:
            answer(address)
            return
        except OSError:
            time.sleep(BETWEEN_LOOKS_SECONDS)
    process.kill()
    pytest.fail(f"The server did not come up. It said: {process.communicate()}")


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the program beside the test, and ends it afterwards whatever happened."""
    started: list[subprocess.Popen[str]] = []

    def begin(*words: str, **changes: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "folkmoot.site.cli", *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = subprocess.Popen(command, env=environment(**changes), text=True, start_new_session=True, **pipes)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def test_serve_answers_with_static_files_and_stops_cleanly(data_folder: Path, start: Start) -> None:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    process = start("--data", str(data_folder), "serve", "--port", str(port), "--workers", "2")
    wait_for(f"{site}/healthz", process)
    assert answer(f"{site}/healthz") == (200, "ok\n")
    assert answer(f"{site}/robots.txt")[0] == 200
    assert answer(f"{site}/nothing%00here")[0] == 400
    page = answer(f"{site}/about/")[1]
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert style != "/static/folkmoot/folkmoot.css", "the name says nothing of the content"
    assert answer(f"{site}{style}")[0] == 200
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_SECONDS) == 0
    with pytest.raises(OSError, match="refused"):
        answer(f"{site}/healthz")


def test_ctrl_c_lets_every_worker_finish(data_folder: Path, start: Start) -> None:
    """A terminal sends it to the whole group. A worker that heard it twice used to be killed after twenty seconds."""
    port = free_port()
    process = start("--data", str(data_folder), "serve", "--port", str(port), "--workers", "2")
    wait_for(f"http://127.0.0.1:{port}/healthz", process)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert "Killing" not in "".join(said)


def test_a_worker_that_is_still_starting_ends_at_once(data_folder: Path, start: Start) -> None:
    """It used to note the stop as its parent would, go on starting, and be killed after twenty seconds."""
    process = start("--data", str(data_folder), "serve", "--port", str(free_port()), "--workers", "2")
    started = time.monotonic()
    while len(family_of(process.pid)) < 3 and time.monotonic() - started < PATIENCE_SECONDS:
        assert process.poll() is None
        time.sleep(BETWEEN_LOOKS_SECONDS)
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert "Killing" not in "".join(said)


def test_run_loads_a_pack_once_and_serves_it(tmp_path: Path, start: Start) -> None:
    pack = tmp_path / "exampleshire"
    pack.mkdir()
    (pack / "pack.yaml").write_text("pack: exampleshire\ntitle: Exampleshire asks\ncounty: {name: Exampleshire}\n")
    data = {"FOLKMOOT_DATA": str(tmp_path / "data")}
    for expected in (True, False):
        port = free_port()
        process = start("run", "--pack", str(pack), "--port", str(port), "--workers", "1", **data)
        wait_for(f"http://127.0.0.1:{port}/healthz", process)
        assert "Exampleshire asks" in answer(f"http://127.0.0.1:{port}/about/")[1]
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=PATIENCE_SECONDS)[0]
        assert process.returncode == 0
        assert f"Folkmoot is at  http://127.0.0.1:{port}" in said
        assert ("Loading" in said) is expected


def test_a_taken_port_is_said_at_once(data_folder: Path, start: Start) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = start("--data", str(data_folder), "serve", "--port", str(other.getsockname()[1]))
        _out, error = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 1
    assert "Choose another with --port" in error


def test_a_worker_stops_when_told_to(data_folder: Path, start: Start) -> None:
    process = start("--data", str(data_folder), "worker")
    assert process.stdout is not None
    assert "Working" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_SECONDS) == 0


def test_a_worker_ends_with_the_program_that_started_it(data_folder: Path, start: Start) -> None:
    process = start("--data", str(data_folder), "worker", "--parent", str(os.getpid() + 1))
    assert process.wait(PATIENCE_SECONDS) == 0


@pytest.mark.django_db
def test_the_worker_delivers_what_is_due_and_tidies_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "close_old_connections", lambda: None)
    tidied: list[bool] = []
    monkeypatch.setattr(background, "tidy", lambda: tidied.append(True))
    tell(medium="email", to="pat@example.org", template="plain", values={"subject": "A", "body": "B"}, dedupe_key="1")
    worker = background.Background()
    assert worker.do_what_is_due()
    assert not worker.do_what_is_due()
    assert Message.objects.get().state == "sent"
    assert tidied == [True]


@pytest.mark.django_db
def test_tidying_asks_every_app_that_offers_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "offered", lambda name: [("drafts", lambda: ["2 drafts are gone."])])
    assert background.tidy() == ["2 drafts are gone."]
