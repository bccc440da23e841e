"""Which comments should people label next?"""

from __future__ import annotations

import argparse
import json

from folkmoot.site.themes_commands.assign import codebook_arguments
from folkmoot.site.themes_commands.comments_file import file_arguments, read_comments

HELP = "Choose the comments that people should label next, since the machine would learn most from them"


def arguments(parser: argparse.ArgumentParser) -> None:
    file_arguments(parser)
    codebook_arguments(parser)
    parser.add_argument("--how-many", type=int, default=20, metavar="N", help="how many comments (20)")


def run(args: argparse.Namespace) -> int:
    # Take a second to load, which who only asks for help need not wait for.
    from folkmoot.site.themes_commands.machine_reading import read_by_machine  # noqa: PLC0415
    from folkmoot_core.themes.asking import next_to_ask  # noqa: PLC0415
    from folkmoot_core.themes.sentence_model import load_sentence_model  # noqa: PLC0415

    comments = read_comments(args.file, args.text)
    codebook, found = read_by_machine(comments, args.codebook, seed=args.seed)
    known = {example.strip() for theme in codebook.themes for example in theme.examples}
    asked = [row for row, comment in enumerate(comments) if comment.strip() in known]
    vectors = load_sentence_model().vectors(comments)
    rows = next_to_ask(found, vectors, asked=asked, how_many=max(args.how_many, 0), seed=args.seed)
    names = dict(zip(codebook.keys, codebook.names, strict=True))
    if args.json:
        told = [{"row": row, "suggestions": [names[each.key] for each in found.suggestions(row)[:3]]} for row in rows]
        print(json.dumps({"rows": told}, ensure_ascii=False))
        return 0
    for row in rows:
        print(f"row {row}: {' '.join(comments[row].split())}")
        print(f"    {', or '.join(names[each.key] for each in found.suggestions(row)[:3])}?")
    return 0
