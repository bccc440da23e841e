"""How far do coders agree, and the machine with them?"""

from __future__ import annotations

import argparse
import json
from itertools import combinations
from pathlib import Path
from typing import Any

from folkmoot.site.themes_commands.label_columns import HOW_WRITTEN, read_labels
from folkmoot_core.values import Fault, Invalid

HELP = "Say how far coders agree: two people, or a person and the machine"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a row for each comment, as CSV with column names")
    parser.add_argument("--coders", required=True, metavar="A,B", help=f"columns of labels, two or more: {HOW_WRITTEN}")
    parser.add_argument("--json", action="store_true", help="as JSON, for another program")


def run(args: argparse.Namespace) -> int:
    from folkmoot_core.themes.agreement import compare  # noqa: PLC0415 (takes a second to load)

    coders = [name.strip() for name in args.coders.split(",") if name.strip()]
    if len(coders) < 2:
        raise Invalid([Fault("--coders", "Agreement needs two coders.", "Name two columns, such as anna,ben.")])
    said = {name: read_labels(args.file, name) for name in coders}
    pairs: list[dict[str, Any]] = []
    for one, other in combinations(coders, 2):
        found = compare(said[one], said[other])
        pairs.append(
            {
                "coders": [one, other],
                "comments": found.comments,
                "alpha": vars(found.alpha),
                "f1": vars(found.f1),
                "themes": [
                    {"name": name, "kappa": found.kappa[name], "f1": found.f1_of[name]} for name in sorted(found.kappa)
                ],
            }
        )
    if args.json:
        print(json.dumps({"pairs": pairs}, ensure_ascii=False))
        return 0
    for pair in pairs:
        one, other = pair["coders"]
        print(f"{one} and {other}, {pair['comments']} comments that both coded:")
        print(f"  Krippendorff's alpha {_shown(pair['alpha'])}; F1 {_shown(pair['f1'])}")
    return 0


def _shown(measure: dict[str, float | None]) -> str:
    value, low, high = measure["value"], measure["low"], measure["high"]
    if value is None or low is None or high is None:
        return "cannot be told"
    return f"{value:.2f} (95% interval {low:.2f} to {high:.2f})"
