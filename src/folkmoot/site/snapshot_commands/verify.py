"""`folkmoot snapshot verify`: check every byte, and tables that were made from it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from folkmoot.site.snapshot_commands.shared import as_json, engine_argument, engine_of, folder_argument, read_document
from folkmoot_core.cubes.published import differences, recipe_of, table_document, to_json
from folkmoot_core.snapshots import open_snapshot, verify
from folkmoot_core.values import Fault, Invalid

HELP = "Compare every byte of a snapshot with its name, and make tables again to compare them byte for byte"


def arguments(parser: argparse.ArgumentParser) -> None:
    folder_argument(parser)
    parser.add_argument(
        "--table",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a table that `folkmoot snapshot tables` wrote; may be given several times",
    )
    engine_argument(parser)


def run(args: argparse.Namespace) -> str:
    folder = args.folder.resolve()
    checked = verify(folder)
    if args.table:
        with engine_of(args) as engine:
            snapshot = open_snapshot(folder)
            for path in args.table:
                content, document = read_document(path)
                recipe = recipe_of(document, str(path))
                if document.get("snapshot") != snapshot.digest:
                    message = f"this table was made from another snapshot: {document.get('snapshot')}."
                    raise Invalid([Fault("", message, "Give the folder of that one.", file=str(path))])
                again = table_document(engine, snapshot, recipe)
                if to_json(again) != content:
                    where = ", ".join(differences(document, again)) or "its spacing"
                    raise Invalid([Fault("", f"this table does not come out again: {where} differs.", file=str(path))])
    return as_json({**asdict(checked), "tables": [str(path) for path in args.table]})
