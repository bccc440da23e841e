"""Tables for administrators. Without a name: how many records there are of each kind."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

from django.apps import apps

from folkmoot.site.cli import CannotGoOnError
from folkmoot.site.registries import offered
from folkmoot.site.text_table import Table, as_text

HELP = "Print a table for administrators: how much there is of what, or a report by its name"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default="records", help="which report (records)")
    parser.add_argument("--list", action="store_true", help="list the reports there are")
    parser.add_argument("--json", action="store_true", help="as JSON, for another program")


def run(args: argparse.Namespace) -> int:
    reports = known_reports()
    if args.list:
        print("\n".join(reports))
        return 0
    if args.name not in reports:
        raise CannotGoOnError(f"There is no report '{args.name}'. There are: {', '.join(reports)}.")
    table = reports[args.name]()
    if args.json:
        print(json.dumps([dict(zip(table.columns, row, strict=True)) for row in table.rows], default=str, indent=2))
    else:
        print(as_text(table))
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
