"""Load a pack into the database: all of it, or nothing with a list of what to mend."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from folkmoot.site.packs.loader import LoadResult, load

HELP = "Load a pack of data (a folder with a pack.yaml), all or nothing"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", type=Path, metavar="FOLDER", help="folder of the pack, such as packs/NAME")
    parser.add_argument("--json", action="store_true", help="say what was loaded, or every fault, as JSON")


def run(args: argparse.Namespace) -> int:
    result = load(args.pack, demo=settings.DEMO)
    print(as_json(result) if args.json else as_text(result))
    return 0 if result.ok else 1


def as_text(result: LoadResult) -> str:
    """The faults, or how many rows each table has."""
    if not result.ok:
        return result.report.as_text()
    lines = [f"Loaded {result.pack}:"]
    for section, rows in result.counts.items():
        lines.append(f"  {section}: " + ", ".join(f"{count:,} {name}" for name, count in rows.items()))
    return "\n".join(lines)


def as_json(result: LoadResult) -> str:
    faults = [asdict(fault) for fault in result.report.faults]
    return json.dumps({"ok": result.ok, "pack": result.pack, "rows": result.counts, "faults": faults}, indent=2)
