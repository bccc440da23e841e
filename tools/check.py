"""Everything that can be checked without running the product. All checks are run, and then all faults are told.

Use: python tools/check.py [NAME …]     with names, only those checks
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


class Check(NamedTuple):
    """A check: what it is called, the command, and in a few words what it holds."""

    name: str
    command: Sequence[str]
    holds: str


def own(name: str) -> list[str]:
    return [sys.executable, f"tools/check_{name}.py"]


# The long ones first, so that two cores finish together.
CHECKS = (
    # Without a cache: with Django's plug-in, one left by another state of the tree can bring mypy down.
    Check("types", [f"{BIN}/mypy", "--cache-dir", os.devnull], "types, strict in the core"),
    Check("wheel", own("wheel"), "the wheel carries all that a site needs"),
    Check("layers", [f"{BIN}/lint-imports", "--no-cache"], "imports point down; every app has the same rooms"),
    Check("migrations", own("migrations"), "no model without its migration; none that breaks the running release"),
    Check("templates", own("templates"), "every template compiles"),
    Check("markup", [f"{BIN}/djlint", "--lint", "--quiet", "src"], "mistakes in templates"),
    Check("style", [f"{BIN}/ruff", "check", "--quiet", "."], "style and likely mistakes"),
    Check("format", [f"{BIN}/ruff", "format", "--check", "--quiet", "."], "formatting (make fix mends it)"),
    Check("links", own("links"), "links in the documentation"),
    Check("licences", own("licences"), "licences of everything used at run time"),
    Check("sizes", own("sizes"), "sizes of files and functions; names"),
    Check("secrets", own("secrets"), "no secret, no registry address"),
)


def run(check: Check) -> str:
    """Run one check and say how it went. Returns what it said if it failed, else nothing."""
    began = time.monotonic()
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "NO_COLOR": "1", "COLUMNS": "120"}
    # A developer's own choice of mode or database must not decide whether the code is right.
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "FOLKMOOT_MODE"):
        environment.pop(name, None)
    result = subprocess.run(check.command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    verdict = "FAILED" if result.returncode else "ok"
    print(f"  {check.name:<11} {verdict:<7} {time.monotonic() - began:5.1f} s  {check.holds}", flush=True)
    return f"{result.stdout}{result.stderr}".strip() or "failed without a word" if result.returncode else ""


def main() -> int:
    asked = set(sys.argv[1:])
    unknown = asked - {check.name for check in CHECKS}
    if unknown:
        print(f"There is no check called {', '.join(sorted(unknown))}. There are: {', '.join(c.name for c in CHECKS)}.")
        return 2
    chosen = [check for check in CHECKS if not asked or check.name in asked]
    with ThreadPoolExecutor(max_workers=2) as pool:
        said = list(pool.map(run, chosen))
    for check, words in zip(chosen, said, strict=True):
        if words:
            print(f"\n== {check.name}\n{words}")
    failed = sum(map(bool, said))
    print(f"\n{failed} of {len(chosen)} checks failed." if failed else f"\nAll {len(chosen)} checks passed.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
