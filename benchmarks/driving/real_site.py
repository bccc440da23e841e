"""A site as an administrator runs it: a data folder of its own, and `folkmoot serve` as a process of its own."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .processes import clean_environment, cpu_seconds, family_of
from .ready_tables import ready_tables

ROOT = Path(__file__).resolve().parents[2]
FOLKMOOT = [sys.executable, "-m", "folkmoot.site.cli"]
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30


class SiteTrouble(Exception):
    """The site could not be made or started; the message holds what it said."""


class RealSite:
    """A site in `folder`. On SQLite there, or on the PostgreSQL that `database_url` names.

    `kill` is a power cut for the server: every one of its processes, at once, with SIGKILL.
    """

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        self.database_url = database_url
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_file(self) -> Path:
        return self.folder / "folkmoot.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        kept = clean_environment()
        if self.database_url:
            kept["DATABASE_URL"] = self.database_url
        return kept | {
            "FOLKMOOT_MODE": "demo",
            "FOLKMOOT_DATA": str(self.folder),
            "FOLKMOOT_PUBLIC_URL": self.address,
            # All our clients ask from one address.
            "FOLKMOOT_POSTS_A_MINUTE": "0",
        }

    def command(self, *words: str) -> subprocess.Popen[bytes]:
        """Begin a verb of the command line program, and do not wait for it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "commands.log").open("ab") as log:
            return subprocess.Popen(
                [*FOLKMOOT, *words],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def do(self, *words: str) -> None:
        """Carry out a verb of the command line program. Raises SiteTrouble when it fails."""
        if self.command(*words).wait():
            raise SiteTrouble(f"folkmoot {' '.join(words)} failed:\n{self.log()}")

    def make_tables(self) -> None:
        if self.database_url:
            self.do("migrate", "--quiet")
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(ready_tables(), self.database_file)

    def make(self, pack: str) -> None:
        """Tables, and the pack of that name."""
        self.make_tables()
        self.load(pack)

    def load(self, pack: str) -> None:
        self.do("load", str(ROOT / "packs" / pack))

    def copy_to(self, folder: Path) -> RealSite:
        """A site of its own that begins as this one is now. For SQLite, while nobody serves it."""
        shutil.copytree(self.folder, folder)
        return RealSite(folder)

    def start(self, workers: int = 0) -> None:
        """Serve, and return when a page comes. `workers` processes; one a core when 0."""
        more = ["--workers", str(workers)] if workers else []
        self.process = self.command("serve", "--port", str(self.port), *more)
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise SiteTrouble(f"The server did not start:\n{self.log()}")
            time.sleep(0.05)

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/accounts/login/")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def processes(self) -> list[int]:
        return family_of(self.process.pid) if self.process else []

    def cpu_seconds(self) -> float:
        """Processor time of the server and, on PostgreSQL, of the database server."""
        server = cpu_seconds(self.process.pid) if self.process else 0.0
        return server + (cpu_seconds(postmaster(self.database_url)) if self.database_url else 0.0)

    def kill(self) -> None:
        """Every process of the server at once, so that none can tell another."""
        if self.process is not None:
            with_all_its_own = self.process.pid
            if self.process.poll() is None:
                os.killpg(with_all_its_own, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """Politely, as an administrator would."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self.kill()
            self.process = None

    def log(self) -> str:
        """The end of what the site's programs said."""
        path = self.folder / "commands.log"
        return path.read_text(encoding="utf-8", errors="replace")[-4000:] if path.exists() else ""

    def rows(self, query: str, arguments: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """What the database holds, read past the site. `?` stands for an argument."""
        if self.database_url:
            import psycopg  # noqa: PLC0415 (only where there is a PostgreSQL)

            with psycopg.connect(self.database_url) as connection:
                return connection.execute(query.replace("?", "%s"), list(arguments) or None).fetchall()  # type: ignore[arg-type]
        import sqlite3  # noqa: PLC0415

        connection = sqlite3.connect(self.database_file, timeout=30)
        try:
            return connection.execute(query, list(arguments)).fetchall()
        finally:
            connection.close()


@contextmanager
def served(site: RealSite, workers: int = 0) -> Iterator[RealSite]:
    """The site served, and stopped afterwards, whatever happens."""
    site.start(workers)
    try:
        yield site
    finally:
        site.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postmaster(database_url: str) -> int:
    """The first process of the throw-away PostgreSQL of tools/with_postgres.py, whose socket's folder the URL names."""
    folder = Path(unquote(urlsplit(database_url).netloc.rpartition("@")[2]).rpartition(":")[0])
    return int((folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
