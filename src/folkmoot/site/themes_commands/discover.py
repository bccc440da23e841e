"""`folkmoot themes discover`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from folkmoot.site.themes_commands.comments_file import file_arguments, read_comments

if TYPE_CHECKING:
    from folkmoot_core.themes.discovery import Discovery

HELP = "Group comments that are alike into some sixty small clusters, for people to merge and name"
LETTERS_SHOWN = 90


def arguments(parser: argparse.ArgumentParser) -> None:
    file_arguments(parser)
    parser.add_argument("--seed", type=_seed, default=0, metavar="N", help="same file and seed, same clusters (0)")
    parser.add_argument(
        "--clusters", type=_at_least_one, metavar="N", help="how many at most (60; fewer for a short file)"
    )


def run(args: argparse.Namespace) -> int:
    from folkmoot_core.themes.discovery import discover  # noqa: PLC0415 (takes a second to load)

    comments = read_comments(args.file, args.text)
    found = discover(comments, args.seed, args.clusters)
    print(as_json(found) if args.json else as_text(found, comments))
    return 0


def as_json(found: Discovery) -> str:
    clusters = [
        {
            "id": cluster.id,
            "size": len(cluster.members),
            "words": cluster.words,
            "central": cluster.central,
            "members": cluster.members,
            "language": cluster.language,
            "read_by": cluster.read_by,
        }
        for cluster in found.clusters
    ]
    made_by = {"seed": found.seed, "model_sha256": found.model}
    return json.dumps({"clusters": clusters, "blank": found.blank, "notes": found.notes, "made_by": made_by})


def as_text(found: Discovery, comments: Sequence[str]) -> str:
    """Each cluster with its words and two comments, largest first, for the person at the terminal."""
    lines = [f"{len(comments):,} rows in {len(found.clusters)} clusters, largest first.", *found.notes]
    for cluster in found.clusters:
        lines += ["", f"{cluster.id}: {len(cluster.members):,} rows: {', '.join(cluster.words)}"]
        for row in cluster.central[:2]:
            words = " ".join(comments[row].split())
            shown = words if len(words) <= LETTERS_SHOWN else f"{words[:LETTERS_SHOWN].rsplit(' ', 1)[0]} …"
            lines.append(f"    row {row}: {shown}")
    return "\n".join(lines)


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 0 on")
    return int(text)


def _at_least_one(text: str) -> int:
    number = _seed(text)
    if number < 1:
        raise argparse.ArgumentTypeError("there must be at least one")
    return number
