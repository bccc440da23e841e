"""Forget what has been kept as long as the rules for cases say; with --dry-run only say what."""

from __future__ import annotations

import argparse
import json

from django.utils import timezone

from folkmoot.domains.complaints.public import forget_over, would_forget

HELP = "Forget cases, messages, files and others that were kept as long as the rules say; the counts stay"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
    parser.add_argument("--json", action="store_true", help="print {rule: number of records}")


def run(args: argparse.Namespace) -> int:
    today = timezone.localdate()
    found = would_forget(today) if args.dry_run else forget_over(today)
    if args.json:
        print(json.dumps(found))
        return 0
    said = "would be forgotten" if args.dry_run else "forgotten"
    for rule, number in found.items():
        print(f"{rule}: {number:,} {said}")
    if not found:
        print("There are no rules for cases: everything is kept. A pack brings them (complaints/retention.yaml).")
    return 0
