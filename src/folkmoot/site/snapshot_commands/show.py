"""`folkmoot snapshot show`: what a snapshot holds."""

from __future__ import annotations

import argparse

from folkmoot.site.snapshot_commands.shared import as_json, folder_argument
from folkmoot_core.snapshots import open_snapshot

HELP = "What a snapshot holds: how many responses, which files, which columns with which options"


def arguments(parser: argparse.ArgumentParser) -> None:
    folder_argument(parser)


def run(args: argparse.Namespace) -> str:
    snapshot = open_snapshot(args.folder.resolve())
    columns = [
        {
            "name": column.name,
            "kind": column.kind,
            "text": f"{column.text}: {column.row}" if column.row else column.text,
            "levels": {level.key: level.text for level in column.levels},
        }
        for column in snapshot.book.columns
    ]
    return as_json(
        {
            "snapshot": snapshot.digest,
            "title": snapshot.book.title,
            "responses": snapshot.responses,
            "written_with": snapshot.manifest.written_with,
            "files": [entry.file for entry in snapshot.manifest.files],
            "words_removed": sorted(snapshot.removed),
            "columns": columns,
        }
    )
