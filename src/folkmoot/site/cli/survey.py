"""Weights and tables from a file of responses. Each command is a module of `folkmoot.site.survey_commands`."""

from __future__ import annotations

import argparse

from folkmoot.site.survey_commands import rake, tables

HELP = "Weigh a file of responses to census totals, and make tables with their standard errors"
NEEDS_DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in (("rake", rake), ("tables", tables)):
        own = commands.add_parser(name, description=module.HELP, help=module.HELP, allow_abbrev=False)
        module.arguments(own)
        own.set_defaults(work=module.run)


def run(args: argparse.Namespace) -> int:
    print(args.work(args))
    return 0
