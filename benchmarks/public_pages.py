"""The pages that residents open, from a real `folkmoot serve` with 100,000 responses to one consultation: the time
within which 95 of 100 requests are answered, and the queries each costs, which may not grow with the responses. The
results page is timed cold too: the first request after the server was started. Run: folkmoot bench public_pages
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from driving.measures import percentile, say
from driving.real_site import ROOT, RealSite, served

RESPONSES = int(os.environ.get("FOLKMOOT_BENCH_RESPONSES", "100000"))
SLUG = "vision-2011"
RESULTS = f"/consultations/{SLUG}/results/"
PAGES = {
    "home": "/",
    "list of consultations": "/consultations/",
    "a consultation": f"/consultations/{SLUG}/",
    "results": RESULTS,
    "an outcome": f"/consultations/{SLUG}/outcome/",
}
REQUESTS = 200
WARMING_UP = 10
COLD_STARTS = 3
MOST_MS, MOST_COLD_MS = 60, 500


def in_site(site: RealSite, module: str, *words: str) -> str:
    """What a program of `driving` prints, run with the settings of the site."""
    command = [sys.executable, "-m", f"driving.{module}", *words]
    done = subprocess.run(command, cwd=ROOT / "benchmarks", env=site.environment, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"driving.{module} did not come to an end.")
    return done.stdout.decode()


def milliseconds(connection: http.client.HTTPConnection, path: str) -> float:
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        sys.exit(f"{path} came with {answer.status}")
    return 1000 * (time.perf_counter() - began)


def cold_results(site: RealSite) -> float:
    """The worst of a few first requests, each to a server just started that has shown its home page only."""
    figures = []
    for _ in range(COLD_STARTS):
        with served(site, workers=1):
            connection = http.client.HTTPConnection("127.0.0.1", site.port)
            milliseconds(connection, "/")
            figures.append(milliseconds(connection, RESULTS))
            connection.close()
    return max(figures)


def main() -> None:
    with TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        site = RealSite(Path(folder) / "site")
        site.make("kent-2011")
        # Serving gathers the static files, which every page names.
        with served(site):
            pass
        few = json.loads(in_site(site, "counting", *PAGES.values()))
        in_site(site, "filling", SLUG, str(RESPONSES))
        many = json.loads(in_site(site, "counting", *PAGES.values()))
        say(f"{RESPONSES:,} responses: results, first time", cold_results(site), "ms", at_most=MOST_COLD_MS)
        with served(site):
            connection = http.client.HTTPConnection("127.0.0.1", site.port)
            for name, path in PAGES.items():
                for _ in range(WARMING_UP):
                    milliseconds(connection, path)
                cpu = site.cpu_seconds()
                taken = [milliseconds(connection, path) for _ in range(REQUESTS)]
                worked = 1000 * (site.cpu_seconds() - cpu) / REQUESTS
                say(f"{RESPONSES:,} responses: {name}, server CPU each", worked, "ms")
                say(
                    f"{RESPONSES:,} responses: {name}, 95 of 100 within", percentile(taken, 0.95), "ms", at_most=MOST_MS
                )
            connection.close()
        for name, path in PAGES.items():
            say(f"{RESPONSES:,} responses: {name}, no more than with 793", many[path], "queries", at_most=few[path])


if __name__ == "__main__":
    main()
