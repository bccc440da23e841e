"""What the rules say of a board: of one on the register, by its key, or of one in a file."""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from folkmoot_core.composition import Described, as_json, check_board, contradictions, read_board
from folkmoot_core.values import Fault, Invalid

HELP = "Check who sits on a board against its rules, and say of each rule whether it is kept and why"
# A file needs no database; a body on the register does.
NEEDS_DJANGO = False
BROKEN = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "board", metavar="BODY|FILE", help="the key of a body on the register, or a YAML file of a board"
    )
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as of this day (today)")
    parser.add_argument("--json", action="store_true", help="as JSON, for another program")


def run(args: argparse.Namespace) -> int:
    """0 when every rule is kept, waived or cannot be told; 1 when one is broken."""
    day = args.on or datetime.now(ZoneInfo("Europe/London")).date()
    path = Path(args.board)
    found = of_file(read_board(path), day) if path.suffix in (".yaml", ".yml") else of_register(args.board, day)
    print(json.dumps(found, indent=2) if args.json else as_text(found))
    return 0 if found["kept"] else BROKEN


def of_file(described: Described, day: date) -> dict[str, Any]:
    findings = check_board(described.board, described.rules, day, described.waivers)
    return as_json(described.board, findings, day, described.profile, contradictions(described.rules, day))


def of_register(key: str, day: date) -> dict[str, Any]:
    from folkmoot.site.cli import set_up_django  # noqa: PLC0415 – a file needs no Django

    set_up_django()
    from folkmoot.domains.partnerships.public import check_body  # noqa: PLC0415 – models exist only now

    found = check_body(key, day)
    if found is None:
        mend = "Look for it under /bodies/, or name a file that ends in .yaml."
        raise Invalid([Fault("BODY", f"There is no body “{key}” on the register.", mend)])
    profile = found.governance.profile if found.governance else ""
    return as_json(found.board, found.findings, day, profile, found.contradictions)


def as_text(found: dict[str, Any]) -> str:
    lines = [f"{found['name']} ({found['body']}) on {found['on']}: {found['members']} members listed", ""]
    for each in found["findings"]:
        lines.append(f"{each['verdict']:<8} {each['sentence']}")
        if each["names"] and each["verdict"] in ("broken", "waived"):
            lines.append(f"{'':<9}{', '.join(each['names'])}")
        if each["source"]:
            lines.append(f"{'':<9}{each['source']}")
    lines += [f"The rules contradict each other: {sentence}" for sentence in found["contradictions"]]
    if not found["findings"]:
        lines.append("No rule is in force on this day.")
    return "\n".join(lines)
