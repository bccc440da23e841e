"""Run the whole suite: on SQLite on every core, then all that touches the database again on PostgreSQL.

Arguments are given on to pytest (make test ARGS="tests/core -k weights"); with any, the run on PostgreSQL is left out
unless the first is --postgres.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from find_chromium import HOW_TO_GET_IT, find_chromium

ROOT = Path(__file__).resolve().parent.parent

# Each worker has half of the tests, in their order, and one that has ended takes over half of what another still has to
# do: neighbours share what they are tried on, and no core stands idle at the end.
WORKERS = ["-n", os.environ.get("FOLKMOOT_TEST_WORKERS", "auto"), "--dist", "worksteal"]
PYTEST = [sys.executable, "-m", "pytest", *WORKERS]
NO_CHROMIUM = f"Journeys in a browser are left out: there is no Chromium here ({HOW_TO_GET_IT})."


def run(title: str, command: list[str]) -> int:
    print(f"\n== {title}", flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    asked = sys.argv[1:]
    on_postgres = asked[:1] == ["--postgres"]
    asked = asked[on_postgres:]
    browser = find_chromium() is not None
    results = []
    if not on_postgres:
        chosen = "not postgres" if browser else "not postgres and not journey"
        results.append(run("SQLite", [*PYTEST, "-m", chosen, *asked]))
    if on_postgres or not asked:
        # Journeys and walks are about pages and policies, which do not differ between databases; that each page opens,
        # and takes whatever is sent to it, is tried on both (tests/security/test_no_input_breaks_a_page.py).
        with_server = [sys.executable, str(ROOT / "tools/with_postgres.py"), "--tables", "--"]
        chosen = "(database or postgres) and not (journey or one_database)"
        results.append(run("PostgreSQL", [*with_server, *PYTEST, "-m", chosen, *asked]))
    if not browser:
        print(NO_CHROMIUM)
    return max(results)


if __name__ == "__main__":
    sys.exit(main())
