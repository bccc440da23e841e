"""Snapshots of responses: take, look at, check, make tables. Each command is a module of `snapshot_commands`."""

from __future__ import annotations

import argparse

from folkmoot.site.snapshot_commands import show, tables, verify, write

HELP = "Take a snapshot of responses, check its files, and make tables that can be made again byte for byte"
# Only `write` needs a site, and sets Django up itself: whoever has the files needs nothing else.
NEEDS_DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in (("write", write), ("show", show), ("verify", verify), ("tables", tables)):
        own = commands.add_parser(name, description=module.HELP, help=module.HELP, allow_abbrev=False)
        module.arguments(own)
        own.set_defaults(work=module.run)


def run(args: argparse.Namespace) -> int:
    print(args.work(args))
    return 0
