"""`folkmoot snapshot write`: take a snapshot of a consultation of this site."""

from __future__ import annotations

import argparse

from folkmoot.site.cli import CannotGoOnError, set_up_django
from folkmoot.site.snapshot_commands.shared import as_json

HELP = "Take a snapshot of a consultation of this site; where nothing has changed, the last one stands"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG", help="the consultation: the last part of its address")


def run(args: argparse.Namespace) -> str:
    set_up_django()
    # Here and not above: models exist only now.
    from folkmoot.domains.consultations.public import take_snapshot_of  # noqa: PLC0415

    taken = take_snapshot_of(args.slug)
    if taken is None:
        raise CannotGoOnError(f"There is no consultation “{args.slug}” on this site.")
    return as_json({"snapshot": taken.digest, "folder": str(taken.folder), "responses": taken.responses})
