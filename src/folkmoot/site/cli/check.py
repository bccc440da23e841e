"""Look for what is wrong with how the site is set up, and with its records."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from django.conf import settings
from django.core import checks

from folkmoot.site.registries import offered
from folkmoot.site.welcome import needs_migrating

HELP = "Check the settings, the tables, and that the records agree with each other"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings-only", action="store_true", help="leave out the checks that read every record")


def run(args: argparse.Namespace) -> int:
    faults = list(_settings())
    looked_at = "the settings and whether the tables fit"
    if needs_migrating():
        faults.append("The tables are older than this version. Run `folkmoot migrate`.")
    elif not args.settings_only:
        faults.extend(_records())
        looked_at += f"; the records of {', '.join(_coverage())}"
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"Looked at {looked_at}.")
    print(f"{len(faults)} to mend." if faults else "Nothing to mend.")
    return 1 if faults else 0


def _settings() -> Iterator[str]:
    for message in checks.run_checks(include_deployment_checks=settings.PRODUCTION, databases=["default"]):
        if not message.is_silenced():
            yield f"{message.msg} {message.hint or ''}".strip()


def _records() -> Iterator[str]:
    for label, consistency in offered("consistency"):
        for sentence in consistency():
            yield f"{label}: {sentence}"


def _coverage() -> Iterator[str]:
    amounts = {label: coverage() for label, coverage in offered("coverage")}
    for label, _consistency in offered("consistency"):
        yield f"{label} ({amounts[label]})" if label in amounts else label
