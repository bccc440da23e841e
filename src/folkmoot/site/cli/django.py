"""Django's own management commands, with the settings of this site."""

from __future__ import annotations

import argparse

from django.core.management import execute_from_command_line

HELP = "Run one of Django's management commands, such as shell or makemessages"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("command", help="name of the command; help lists them")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="what the command takes")


def run(args: argparse.Namespace) -> int:
    execute_from_command_line(["folkmoot django", args.command, *args.rest])
    return 0
