"""Themes in a column of comments. Each command is a module of `folkmoot.site.themes_commands`."""

from __future__ import annotations

import argparse
import pkgutil
from importlib import import_module

from folkmoot.site import themes_commands

HELP = "Find what a file of comments is about: groups that are alike, duplicates and campaigns, labels from a codebook"
NEEDS_DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for info in pkgutil.iter_modules(themes_commands.__path__):
        module = import_module(f"{themes_commands.__name__}.{info.name}")
        if hasattr(module, "HELP"):
            own = commands.add_parser(info.name, description=module.HELP, help=module.HELP, allow_abbrev=False)
            module.arguments(own)
            own.set_defaults(work=module.run)


def run(args: argparse.Namespace) -> int:
    return int(args.work(args))
