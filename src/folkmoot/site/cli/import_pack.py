"""What a published agenda pack holds, read from its plain text, for a clerk to confirm. Nothing is stored."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from folkmoot_core.agendapacks import as_listing, as_plain, read_pack

HELP = "Read the text of an agenda pack: meeting, items, papers, minutes, and what could not be read"
NEEDS_DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the pack as plain text (pdftotext -layout makes it)")
    parser.add_argument("--json", action="store_true", help="as JSON, for another program")


def run(args: argparse.Namespace) -> int:
    pack = read_pack(args.file.read_bytes(), str(args.file))
    print(json.dumps(as_plain(pack), ensure_ascii=False, indent=2) if args.json else as_listing(pack))
    return 0
