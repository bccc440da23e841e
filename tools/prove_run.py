"""Prove `make run` as a newcomer meets it: from nothing to a home page, and again, sooner, with all data kept.

Use: python tools/prove_run.py [PACK]     in a clone in which nothing has run yet
"""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_START_SECONDS = 300
STOP_SECONDS = 30


class Unproved(Exception):
    """What `make run` did not do."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(address: str) -> str | None:
    """The page at `address`; None while nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return str(answer.read().decode("utf-8"))
    except urllib.error.HTTPError as refused:
        raise Unproved(f"{address} answers {refused.code}") from refused
    except (OSError, urllib.error.URLError):
        return None


def stop(process: subprocess.Popen[str]) -> None:
    """End the process group: make, the command and the server's workers. Returns when the last of them has gone."""
    until = time.monotonic() + STOP_SECONDS
    os.killpg(process.pid, signal.SIGTERM)
    while time.monotonic() < until:
        process.poll()
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGKILL)
    raise Unproved(f"the server had not stopped {STOP_SECONDS} s after it was told to")


def wait_for_page(process: subprocess.Popen[str], address: str) -> str:
    until = time.monotonic() + FIRST_START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        page = fetch(address)
        if page is not None:
            return page
        time.sleep(0.1)
    raise Unproved(f"make ended with {process.returncode}" if process.poll() else f"no answer from {address}")


def start_and_look(pack: str, port: int) -> tuple[float, str]:
    """Start, wait for the home page, stop. Returns the seconds that took and what was said at the terminal."""
    command = ["make", "run", f"PACK={pack}", f"PORT={port}"]
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, text=True, start_new_session=True)
        try:
            page = wait_for_page(process, f"http://127.0.0.1:{port}/")
            took = time.monotonic() - began
        except Unproved as fault:
            log.seek(0)
            raise Unproved(f"{fault}. It said:\n{log.read()[-4000:]}") from fault
        finally:
            if process.poll() is None:
                stop(process)
        log.seek(0)
        said = log.read()
    if "<h1" not in page or "folkmoot/folkmoot" not in page:
        raise Unproved(f"the home page has no heading or no style sheet:\n{page[:2000]}")
    return took, said


def rows_by_table() -> dict[str, int]:
    """How many rows each table holds, in the one database that `make run` made."""
    databases = sorted((ROOT / "var").glob("**/*.sqlite3"))
    if len(databases) != 1:
        raise Unproved(f"expected one database under var/, found {[str(path) for path in databases]}")
    with closing(sqlite3.connect(databases[0])) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    return {name: int(count) for name, count in counts.items() if not name.startswith("sqlite_")}


def main() -> int:
    pack = sys.argv[1] if len(sys.argv) > 1 else "packs/kent-2011"
    port = free_port()
    try:
        first, said = start_and_look(pack, port)
        print(said.rstrip())
        before = rows_by_table()
        print(f"The first start took {first:.1f} s: {sum(before.values())} rows in {len(before)} tables.")
        second, _ = start_and_look(pack, port)
        after = rows_by_table()
        lost = {name: (count, after.get(name, 0)) for name, count in before.items() if after.get(name, 0) < count}
        if lost:
            raise Unproved(f"rows were lost between two starts: {lost}")
    except Unproved as fault:
        print(f"make run is not proved: {fault}")
        return 1
    print(f"The second start took {second:.1f} s, and every row is still there.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
