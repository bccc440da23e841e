"""Work with the national postcode file, for a county whose pack brings no postcodes of its own."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.places.public import Imported, import_postcodes

HELP = "Import the national postcode file (ONSPD, NSPL or Code-Point Open), all or nothing"


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    importing = verbs.add_parser("import", help="put the live postcodes of a file there")
    importing.add_argument("file", type=Path, metavar="FILE", help="the .csv file, or a folder of them, unpacked")
    importing.add_argument("--all", action="store_true", help="also districts that the site does not know yet")
    importing.add_argument("--names", type=Path, metavar="CSV", help="names of wards and districts by code")
    importing.add_argument("--json", action="store_true", help="say what was done as JSON")


def run(args: argparse.Namespace) -> int:
    done = import_postcodes(args.file, by=SYSTEM, everywhere=args.all, names=args.names)
    print(json.dumps(vars(done)) if args.json else as_text(done))
    return 0


def as_text(done: Imported) -> str:
    """What the import did, for the person at the terminal."""
    lines = [f"Rows read: {done.read:,}. Postcodes put there: {done.written:,}."]
    if done.elsewhere:
        lines.append(f"Passed over, in districts that the site does not know: {done.elsewhere:,}.")
    if done.ended:
        lines.append(f"Taken out, since they have ended: {done.ended:,}.")
    if done.new_places:
        lines.append(f"Places made for them: {done.new_places:,}.")
    return "\n".join(lines)
