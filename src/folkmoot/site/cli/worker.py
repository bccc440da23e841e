"""Deliver messages and do the work that pages leave for later, until told to stop."""

from __future__ import annotations

import argparse
import signal
from types import FrameType

from folkmoot.site.background import Background
from folkmoot.site.safe_start import refuse_unsafe_start

HELP = "Deliver messages that are due and do queued work, until it is told to stop"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is due now, and end")
    parser.add_argument("--every", type=float, default=2.0, metavar="SECONDS", help="pause when there is nothing (2)")
    parser.add_argument("--parent", type=int, default=0, help="stop when the process of this number is gone")
    parser.add_argument("--quiet", action="store_true", help="say nothing when all goes well")


def run(args: argparse.Namespace) -> int:
    refuse_unsafe_start()
    background = Background()
    if args.once:
        background.do_what_is_due()
        return 0

    def stop(_signal: int, _frame: FrameType | None) -> None:
        background.stop.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if not args.quiet:
        print("Working: messages and queued tasks (Ctrl-C stops it)", flush=True)
    background.run(pause=max(args.every, 0.1), parent=args.parent)
    return 0
