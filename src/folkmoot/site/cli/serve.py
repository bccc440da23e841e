"""Serve the site with Granian; static files go out through WhiteNoise."""

from __future__ import annotations

import argparse
import os
import signal
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from folkmoot.site.listening import port_number, positive, refuse_taken_port
from folkmoot.site.safe_start import refuse_unsafe_start
from folkmoot.site.static_files import collect_static_files

HELP = "Serve the site to browsers until it is told to stop"
# A worker that does not finish its requests within this many seconds of being told to stop is ended.
GRACE_SECONDS = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=port_number, default=8000, help="port to listen on (8000)")
    parser.add_argument("--workers", type=positive, default=os.cpu_count() or 1, help="processes (one a core)")
    parser.add_argument("--threads", type=positive, default=4, help="requests at once in each process (4)")


def run(args: argparse.Namespace) -> int:
    refuse_unsafe_start()
    refuse_taken_port(args.host, args.port)
    collect_static_files()
    os.register_at_fork(after_in_child=_heed_the_parent_alone)
    server = Granian(
        "folkmoot.site.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=args.workers,
        blocking_threads=args.threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.warning,
    )
    print(f"Serving on http://{args.host}:{args.port} (Ctrl-C stops it)")
    sys.stdout.flush()
    server.serve()
    return 0


def _heed_the_parent_alone() -> None:
    """A terminal sends Ctrl-C to every process; the parent passes it on. A worker told twice would never finish.

    Until it serves, a worker would answer a stop with what it has from its parent, which is to note it and go on
    starting: it ends at once instead. When it serves, Granian puts its own in place of this.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
