"""Complete submissions of the nine-question Kent form by 32 clients at once, against a real `folkmoot serve`: form →
check → send → received. What counts is the server's processor time, that of all its processes and of the database
server, since the rate depends on what else the machine does. Run: folkmoot bench submissions
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from driving.crowd import Seen, send_crowd
from driving.forms import kent_leaflets
from driving.measures import say
from driving.real_site import ROOT, RealSite, served

SLUG = "vision-refresh"
CLIENTS = 32
SUBMISSIONS = int(os.environ.get("FOLKMOOT_BENCH_SUBMISSIONS", "3000"))
WARMING_UP = 200
MOST_CPU_MS = 12
# Measured on this kind of machine with the same nine questions, and given here; not measured in this run.
GIVEN_CPU_MS = {"LimeSurvey 6": 214, "adhocracy+": 500}
STORED = "SELECT a.key, a.reference FROM consultations_response r JOIN intake_arrival a ON a.id = r.arrival_id"
INSIDE_POSTGRES = "--inside-postgres"


def measure(site: RealSite, database: str) -> None:
    forms = kent_leaflets(500)
    before = len(site.rows(STORED))
    with served(site):
        warm = send_crowd(site, SLUG, forms, submissions=WARMING_UP, clients=CLIENTS)
        cpu, clock = site.cpu_seconds(), time.perf_counter()
        seen = send_crowd(site, SLUG, forms, submissions=SUBMISSIONS, clients=CLIENTS)
        seconds, worked = time.perf_counter() - clock, site.cpu_seconds() - cpu
    refuse_trouble(warm, WARMING_UP)
    refuse_trouble(seen, SUBMISSIONS)
    each = 1000 * worked / SUBMISSIONS
    say(f"{database}: server CPU for a complete submission", each, "ms", at_most=MOST_CPU_MS)
    say(f"{database}: complete submissions, {CLIENTS} clients on the same machine", SUBMISSIONS / seconds, "a second")
    for peer, given in GIVEN_CPU_MS.items():
        say(
            f"{database}: {peer} takes so many times as much (its {given} ms are given, not measured here)",
            given / each,
            "times",
        )
    stored = Counter((str(key), str(reference)) for key, reference in site.rows(STORED))
    received = warm.received + seen.received
    say(f"{database}: acknowledged and not stored", sum(stored[pair] == 0 for pair in received), "responses", at_most=0)
    twice = sum(times > 1 for times in stored.values()) + len(stored) - before - len(set(received))
    say(f"{database}: stored twice, or stored and never acknowledged", twice, "responses", at_most=0)


def refuse_trouble(seen: Seen, expected: int) -> None:
    if seen.trouble or seen.cut or len(seen.received) != expected:
        sys.exit(f"{len(seen.received)} of {expected} received, {len(seen.cut)} cut off. {seen.trouble}")


def main() -> int:
    inside = INSIDE_POSTGRES in sys.argv
    with TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        site = RealSite(Path(folder) / "site", os.environ["DATABASE_URL"] if inside else "")
        site.make("kent-2011")
        measure(site, "PostgreSQL" if inside else "SQLite")
    if inside:
        return 0
    on_postgres = [sys.executable, str(ROOT / "tools/with_postgres.py"), "--durable", "--"]
    return subprocess.run([*on_postgres, sys.executable, __file__, INSIDE_POSTGRES], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
