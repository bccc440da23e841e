"""What the published figures of a county get wrong, found by adding up, dividing and comparing."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from folkmoot_core.reconcile import finding_as_json, reconcile_pack

HELP = "Find published figures of a pack that do not add up, do not agree with each other, or break a rule"
NEEDS_DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", type=Path, metavar="PACK", help="the folder of a pack, such as packs/example")
    parser.add_argument("--json", action="store_true", help="as JSON, for another program")


def run(args: argparse.Namespace) -> int:
    """0 whatever was found: a finding is for somebody to look at, and not a failure."""
    found = reconcile_pack(args.pack)
    if args.json:
        print(json.dumps({"findings": [finding_as_json(each) for each in found]}, indent=2, ensure_ascii=False))
        return 0
    for check, count in Counter(each.check for each in found).items():
        print(f"\n{check[0].upper()}{check[1:]} ({count})\n")
        for each in found:
            if each.check == check:
                print(f"  {each.sentence}")
                print(f"    {'; '.join(each.sources)}")
    many = "1 finding." if len(found) == 1 else f"{len(found)} findings."
    print(f"\n{many}" if found else "Nothing to say: all figures agree.")
    return 0
