"""Tables for administrators, and reports of consultations as files. Without a name: how many records there are of
each kind."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from django.apps import apps

from folkmoot.domains.consultations.public import write_report
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.site.cli import CannotGoOnError
from folkmoot.site.registries import offered
from folkmoot.site.text_table import Table, as_text

HELP = "Write the report of a consultation to a file, or print a table for administrators"

# What a person writes: what the consultations and the core call it.
KINDS = {"committee": "committee", "resident": "residents", "district": "district", "outcome": "outcome"}
FORMS = {"html": "html", "pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "csv": "csv", "pictures": "slides"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", nargs="?", default="records", help="the consultation (with --kind), or which table (records)"
    )
    parser.add_argument("--kind", choices=KINDS, help="write this report of the consultation to --out")
    parser.add_argument("--district", metavar="CODE", default="", help="of which district, for --kind district")
    parser.add_argument("--snapshot", metavar="DIGEST", default="", help="from which snapshot (as things stand now)")
    parser.add_argument(
        "--edited", action="store_true", help="as officers have it: their edits, weighting and (unless named) snapshot"
    )
    parser.add_argument("--form", choices=FORMS, default="pdf", help="as what; csv and pictures are ZIP files (pdf)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the file to write")
    parser.add_argument("--list", action="store_true", help="list the tables there are")
    parser.add_argument("--json", action="store_true", help="as JSON, for another program")


def run(args: argparse.Namespace) -> int:
    if args.kind:
        return write(args)
    if args.out or args.district or args.snapshot or args.edited:
        raise CannotGoOnError(f"Say which report of '{args.name}' to write: --kind {', '.join(KINDS)}.")
    reports = known_reports()
    if args.list:
        print("\n".join(reports))
        return 0
    if args.name not in reports:
        raise CannotGoOnError(
            f"There is no report '{args.name}'. There are: {', '.join(reports)}. For the report of a "
            f"consultation, add --kind {', '.join(KINDS)}."
        )
    table = reports[args.name]()
    if args.json:
        print(json.dumps([dict(zip(table.columns, row, strict=True)) for row in table.rows], default=str, indent=2))
    else:
        print(as_text(table))
    return 0


def write(args: argparse.Namespace) -> int:
    """The report of a consultation, as a file."""
    if args.out is None:
        raise CannotGoOnError("Say which file to write: --out FILE.")
    if args.kind == "district" and not args.district:
        raise CannotGoOnError("Say which district: --district CODE, such as E07000105.")
    if args.kind != "district" and args.district:
        raise CannotGoOnError("Only --kind district is of one district; leave --district out.")
    if not args.out.parent.is_dir():
        raise CannotGoOnError(f"There is no folder {args.out.parent}; make it first.")
    written = write_report(
        slug=args.name,
        kind=KINDS[args.kind],
        form=FORMS[args.form],
        by=SYSTEM,
        district=args.district,
        digest=args.snapshot,
        edited=args.edited,
    )
    args.out.write_bytes(written.content)
    print(f"{args.out}: {len(written.content):,} bytes.")
    return 0


def known_reports() -> dict[str, Callable[[], Table]]:
    """Our own, and those that the apps offer, by name."""
    reports: dict[str, Callable[[], Table]] = {"records": count_records}
    for _label, offer in offered("reports"):
        reports.update(offer)
    return reports


def count_records() -> Table:
    """One row a kind of record: app, kind, how many."""
    rows = [
        (config.label, str(model._meta.verbose_name_plural), model._default_manager.count())
        for config in apps.get_app_configs()
        if config.name.startswith("folkmoot.")
        for model in config.get_models()
    ]
    return Table(("app", "records", "count"), rows)
