"""`folkmoot themes duplicates`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from folkmoot.site.themes_commands.comments_file import file_arguments, read_comments
from folkmoot_core.themes.duplicates import DuplicateGroup, Kind, find_duplicates

HELP = "List the rows that are equal, nearly equal, or made from one campaign letter; none is dropped"
NAMES = {Kind.EXACT: "equal", Kind.NEAR: "nearly equal", Kind.CAMPAIGN: "a campaign letter"}
WORDS_SHOWN = 90


def arguments(parser: argparse.ArgumentParser) -> None:
    file_arguments(parser)
    parser.add_argument(
        "--question", default="", help="what people were asked, in case some copied it into their answer"
    )


def run(args: argparse.Namespace) -> int:
    comments = read_comments(args.file, args.text)
    groups = find_duplicates(comments, question=args.question)
    print(as_json(groups) if args.json else as_text(groups, comments))
    return 0


def as_json(groups: Sequence[DuplicateGroup]) -> str:
    return json.dumps({"groups": [{"kind": g.kind, "rows": g.rows, "sample": g.sample} for g in groups]})


def as_text(groups: Sequence[DuplicateGroup], comments: Sequence[str]) -> str:
    """One line a group, largest first, for the person at the terminal."""
    together = sum(len(group.rows) for group in groups)
    lines = [f"{len(comments):,} rows, of which {together:,} are in {len(groups):,} groups of rows that are alike."]
    for group in groups:
        sample = " ".join(comments[group.sample].split())
        shown = sample if len(sample) <= WORDS_SHOWN else f"{sample[:WORDS_SHOWN].rsplit(' ', 1)[0]} …"
        lines.append(f"{len(group.rows):>7,} rows, {NAMES[group.kind]} (row {group.sample}): {shown}")
    return "\n".join(lines)
