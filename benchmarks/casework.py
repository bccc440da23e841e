"""The officer's desk and its search with 500,000 cases and 3 million events on SQLite: the time within which 95 of 100
pages are drawn, the database's work included. Run: folkmoot bench casework
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from driving.measures import percentile, say
from driving.real_site import ROOT, RealSite

CASES = int(os.environ.get("FOLKMOOT_BENCH_CASES", "500000"))
MOST_MS = 100


def main() -> None:
    with TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        site = RealSite(Path(folder) / "site")
        site.make("example")
        # Pages name the static files as they are once gathered.
        site.start(1)
        site.kill()
        command = [sys.executable, "-m", "driving.filling_cases", str(CASES)]
        done = subprocess.run(
            command, cwd=ROOT / "benchmarks", env=site.environment, stdout=subprocess.PIPE, check=False
        )
        if done.returncode:
            sys.exit("The desk was not timed to the end.")
        found = json.loads(done.stdout.decode().splitlines()[-1])
        say("cases", found["counts"]["cases"], "cases", at_least=CASES)
        say("events of their clocks", found["counts"]["events"], "events", at_least=6 * CASES)
        for name, figures in found["figures"].items():
            say(f"{CASES:,} cases: {name}, CPU each", found["worked"][name], "ms")
            say(f"{CASES:,} cases: {name}, 95 of 100 within", percentile(figures, 0.95), "ms", at_most=MOST_MS)


if __name__ == "__main__":
    main()
