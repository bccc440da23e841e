"""Themes in a column of comments. Each command is a module of `folkmoot.site.themes_commands`."""

from __future__ import annotations

import argparse
import sys

from folkmoot.site.themes_commands import commands

HELP = "Find what a file of comments is about: groups that are alike, duplicates and campaigns, labels from a codebook"
NEEDS_DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    below = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    found = commands()
    # Clustering takes seconds to load: where the command line names its command, the others stay out.
    named = [command for command in found if command.name in sys.argv]
    for command in found:
        own = below.add_parser(command.name, description=command.help, help=command.help, allow_abbrev=False)
        if command in named or not named:
            module = command.module()
            module.arguments(own)
            own.set_defaults(work=module.run)


def run(args: argparse.Namespace) -> int:
    return int(args.work(args))
