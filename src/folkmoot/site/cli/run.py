"""What `make run` calls: everything from nothing to a served site, and at once the second time."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from folkmoot.site.cli import CannotGoOnError, main, set_up_django
from folkmoot.site.listening import port_number, refuse_taken_port
from folkmoot.site.mode import data_folder, remember_mode

HELP = "Set up a data folder for a pack when there is none yet, and serve it"
# It chooses the data folder, which the settings read, so it must come before them.
NEEDS_DJANGO = False
SECONDS_TO_STOP = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", type=Path, required=True, help="folder of the pack, such as packs/NAME")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=port_number, default=8000, help="port to listen on (8000)")
    parser.add_argument("--workers", default="", help="processes (one a core)")


def run(args: argparse.Namespace) -> int:
    if not (args.pack / "pack.yaml").is_file():
        raise CannotGoOnError(f"There is no pack at {args.pack}: it needs a file pack.yaml. --pack names the folder.")
    refuse_taken_port(args.host, args.port)
    address = f"http://{args.host}:{args.port}"
    os.environ.setdefault("FOLKMOOT_DATA", str(Path("var") / args.pack.resolve().name))
    os.environ.setdefault("FOLKMOOT_MODE", "demo")
    os.environ.setdefault("FOLKMOOT_PUBLIC_URL", address)
    remember_mode(os.environ["FOLKMOOT_MODE"])
    set_up_django()
    # What reads the database can be imported only now that Django stands.
    welcome = import_module("folkmoot.site.welcome")
    if welcome.needs_migrating():
        _do("Making the tables", ["migrate", "--quiet"])
    if not welcome.holds_a_pack():
        _do(f"Loading {args.pack}", ["load", str(args.pack)])
    print(welcome.greeting(address, data_folder()), flush=True)
    with _worker_beside():
        serve = ["serve", "--host", args.host, "--port", str(args.port)]
        return main([*serve, "--workers", args.workers] if args.workers else serve)


def _do(saying: str, command: list[str]) -> None:
    print(f"{saying} …", flush=True)
    if main(command):
        raise CannotGoOnError(f"Stopped at: {saying}. Mend what is said above, and try again.")


@contextmanager
def _worker_beside() -> Iterator[None]:
    """Messages leave and queued work is done while the site is served; both end together."""
    command = [sys.executable, "-m", "folkmoot.site.cli", "worker", "--quiet", "--parent", str(os.getpid())]
    # A session of its own: Ctrl-C at the terminal reaches the server, which then lets the worker finish.
    with subprocess.Popen(command, start_new_session=True) as worker:
        try:
            yield
        finally:
            worker.terminate()
            try:
                worker.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                worker.kill()
