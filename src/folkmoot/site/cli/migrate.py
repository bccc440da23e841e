"""Bring the database up to the tables of this version."""

from __future__ import annotations

import argparse

from django.conf import settings
from django.core.management import call_command

from folkmoot.site.making_tables import take_tables_at_once

HELP = "Make or update the tables of the database"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when all goes well")


def run(args: argparse.Namespace) -> int:
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    take_tables_at_once()
    call_command("migrate", interactive=False, verbosity=0 if args.quiet else 1)
    return 0
