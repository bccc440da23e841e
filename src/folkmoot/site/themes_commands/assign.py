"""Which themes of a codebook does each comment speak of?"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from folkmoot.site.themes_commands.comments_file import file_arguments, read_comments

HELP = "Say which themes of a codebook each comment speaks of, best first, and how sure that is"


def arguments(parser: argparse.ArgumentParser) -> None:
    file_arguments(parser)
    codebook_arguments(parser)
    parser.add_argument("--several", action="store_true", help="a comment may be under several themes, or under none")
    parser.add_argument(
        "--at-least",
        type=float,
        default=0.05,
        metavar="SHARE",
        help="also give themes beyond the best three that are so likely (0.05)",
    )


def codebook_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--codebook",
        type=Path,
        required=True,
        metavar="FILE",
        help="YAML: a list of themes with name, and, where there are, description and examples",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="same seed, same result (1)")


def run(args: argparse.Namespace) -> int:
    from folkmoot.site.themes_commands.machine_reading import read_by_machine  # noqa: PLC0415 (takes a second to load)

    comments = read_comments(args.file, args.text)
    codebook, found = read_by_machine(comments, args.codebook, seed=args.seed, several=args.several)
    names = dict(zip(codebook.keys, codebook.names, strict=True))
    rows = [
        {
            "row": row,
            "labels": [
                {"name": names[each.key], "confidence": round(each.confidence, 4)}
                for each in found.suggestions(row, args.at_least)
            ],
        }
        | ({"read_by": "words"} if found.by_words[row] else {})
        for row in range(len(comments))
    ]
    if found.by_words.any():
        told = f"{int(found.by_words.sum())} comments are not in English: compared by words only, which is less sure."
        print(told, file=sys.stderr)
    if args.json:
        print(json.dumps({"rows": rows}, ensure_ascii=False))
        return 0
    first = Counter(codebook.names[place] for place, no in zip(found.best, found.unread, strict=True) if not no)
    for name in codebook.names:
        print(f"{first[name]:>8}  {name}")
    print(f"{int(found.unread.sum()):>8}  (without words)")
    print("\nThese are the machine's guesses, no counts to publish: audit them first (folkmoot themes audit).")
    return 0
