"""How common is each theme, with intervals: the machine's labels corrected by a random audit."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from folkmoot.site.themes_commands.comments_file import read_comments
from folkmoot.site.themes_commands.label_columns import HOW_WRITTEN, read_labels
from folkmoot_core.values import Fault, Invalid

HELP = "Say how common each theme is, with intervals, from a random audit by people; or draw the audit"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a row for each comment, as CSV with column names")
    parser.add_argument("--machine", required=True, metavar="COLUMN", help=f"the machine's labels: {HOW_WRITTEN}")
    parser.add_argument("--people", metavar="COLUMN", help="what people said of the comments drawn by chance")
    parser.add_argument("--stance", metavar="COLUMN", help="answer to the closed question beside it, to part by")
    parser.add_argument("--draw", type=int, metavar="N", help="only draw N rows for people to read")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the draw (1)")
    parser.add_argument("--json", action="store_true", help="as JSON, for another program; rows are counted from 0")


def run(args: argparse.Namespace) -> int:
    from folkmoot_core.themes.audit import draw_audit  # noqa: PLC0415 (takes a second to load)

    machine = read_labels(args.file, args.machine)
    if args.draw is not None:
        drawn = draw_audit(len(machine), max(args.draw, 0), args.seed)
        print(json.dumps({"rows": drawn}) if args.json else "\n".join(str(row) for row in drawn))
        return 0
    if args.people is None:
        message = "Which column holds what people said?"
        raise Invalid([Fault("--people", message, "Name it, or draw an audit first with --draw 200.")])
    people = read_labels(args.file, args.people)
    stance = read_comments(args.file, args.stance) if args.stance else None
    print_shares(_estimates(machine, people, stance), as_json=args.json)
    return 0


def _estimates(
    machine: list[frozenset[str] | None], people: list[frozenset[str] | None], stance: list[str] | None
) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415 (as above)

    from folkmoot_core.themes.audit import estimate_by_stance, estimate_shares  # noqa: PLC0415

    names = sorted({name for labels in (*machine, *people) for name in labels or ()})
    rows = [row for row, labels in enumerate(people) if labels is not None]
    told = np.array([[name in (labels or ()) for name in names] for labels in machine], np.bool_)
    said = np.array([[name in (people[row] or ()) for name in names] for row in rows], np.bool_)
    said = said.reshape(len(rows), len(names))

    def shown(estimates: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "share": each.share,
                "low": each.low,
                "high": each.high,
                "count": each.count,
                "count_low": each.count_low,
                "count_high": each.count_high,
                "audited": each.audited,
            }
            for name, each in zip(names, estimates, strict=True)
        ]

    found = {"comments": len(machine), "audited": len(rows), "themes": shown(estimate_shares(said, rows, told))}
    if stance is not None:
        parts = estimate_by_stance(said, rows, told, stance)
        found["stances"] = [{"stance": held, "themes": shown(part)} for held, part in parts.items()]
    return found


def print_shares(found: dict[str, Any], *, as_json: bool) -> None:
    """The estimates, as JSON or as lines for a person."""
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print(f"{found['comments']} comments, of which people read {found['audited']} drawn by chance.")
    parts = [
        ("", found["themes"]),
        *((part["stance"] or "no reply", part["themes"]) for part in found.get("stances", ())),
    ]
    for stance, themes in parts:
        print(f"\n{stance}".rstrip())
        for theme in themes:
            if theme["share"] is None:
                print(f"  {theme['name']}: nobody has read one of these")
            else:
                percent = "{:.1f}% (95% interval {:.1f} to {:.1f}%)"
                told = percent.format(*(100 * theme[part] for part in ("share", "low", "high")))
                print(f"  {theme['name']}: {told}, about {theme['count']} comments")
