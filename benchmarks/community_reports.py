"""Reports of a problem, each with a photograph, by 32 clients at once against a real `folkmoot serve`: form → send →
received. What counts is the server's processor time, since the rate depends on what else the machine does; the clients
run on the same machine. Photographs are made anew afterwards, by the worker, and that is measured apart. Run:
folkmoot bench community_reports
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops

from driving.clients import Answers
from driving.crowd import Seen, send_crowd
from driving.measures import say
from driving.real_site import ROOT, RealSite, served
from folkmoot.domains.incidents.adapters.photos import made_anew

CATEGORY = "litter"
PROGRAM = "driving.reporters"
CLIENTS = 32
REPORTS = int(os.environ.get("FOLKMOOT_BENCH_REPORTS", "2000"))
WARMING_UP = 100
CORES = 2
A_SECOND = 100
STORED = (
    "SELECT a.key, a.reference FROM incidents_incident i JOIN intake_arrival a ON a.id = i.arrival_id "
    "JOIN incidents_photo p ON p.incident_id = i.id JOIN documents_document d ON d.id = p.raw_id"
)
INSIDE_POSTGRES = "--inside-postgres"
PHOTOS_MADE = 10


def photo(folder: Path) -> Path:
    """Twelve megapixels, as a telephone takes them: a smooth picture with some grain."""
    path = folder / "photo.jpg"
    size = (4000, 3000)
    smooth = Image.radial_gradient("L").resize(size)
    grain = Image.effect_noise((500, 375), 12).resize(size)
    Image.merge("RGB", [smooth, ImageChops.add(smooth, grain, 2), grain]).save(path, "JPEG", quality=80)
    return path


def forms(picture: Path) -> list[Answers]:
    """One for each of a few places; the amount is the question that must be answered."""
    postcodes = ["ME14 1XX", "CT1 2HQ", "TN23 1PL", "DA1 1DR"]
    return [
        [
            ["postcode", code],
            ["place_words", f"By gate {number}"],
            ["amount", "bag"],
            ["words", "Bags"],
            ["photo", str(picture)],
        ]
        for number, code in enumerate(postcodes)
    ]


def measure(site: RealSite, database: str, picture: Path) -> None:
    every = usable(site, forms(picture))
    with served(site):
        refuse_trouble(
            send_crowd(site, CATEGORY, every, submissions=WARMING_UP, clients=CLIENTS, program=PROGRAM), WARMING_UP
        )
        alone = timed(site, f"+{CATEGORY}", every)
        whole = timed(site, CATEGORY, every)
    kilobytes = picture.stat().st_size // 1024
    say(f"{database}: server CPU for taking a report with a photo of {kilobytes} kB", alone.cpu_ms, "ms")
    say(
        f"{database}: reports a second that this comes to on {CORES} cores",
        CORES * 1000 / alone.cpu_ms,
        "a second",
        at_least=A_SECOND,
    )
    say(f"{database}: server CPU with the form before and the receipt after", whole.cpu_ms, "ms")
    say(f"{database}: reports a second, with {CLIENTS} clients on the same machine", alone.a_second, "a second")
    stored = {str(key): str(reference) for key, reference in site.rows(STORED)}
    lost = sum(stored.get(key) != reference for key, reference in whole.seen.received)
    lost += sum(key not in stored for key, _own in alone.seen.received)
    say(f"{database}: acknowledged and not stored with photo", lost, "reports", at_most=0)


@dataclass(frozen=True)
class Timed:
    """What a crowd saw, the server's processor time for each report, and how many came in a second of the clock."""

    seen: Seen
    cpu_ms: float
    a_second: float


def timed(site: RealSite, slug: str, every: list[Answers]) -> Timed:
    cpu, clock = site.cpu_seconds(), time.perf_counter()
    seen = send_crowd(site, slug, every, submissions=REPORTS, clients=CLIENTS, program=PROGRAM)
    seconds, worked = time.perf_counter() - clock, site.cpu_seconds() - cpu
    refuse_trouble(seen, REPORTS)
    return Timed(seen, 1000 * worked / REPORTS, REPORTS / seconds)


def usable(site: RealSite, every: list[Answers]) -> list[Answers]:
    """Those whose postcode the site knows."""
    known = {str(row[0]) for row in site.rows("SELECT postcode FROM places_postcode")}
    return [form for form in every if form[0][1] in known] or sys.exit("The pack knows none of these postcodes.")


def refuse_trouble(seen: Seen, expected: int) -> None:
    if seen.trouble or seen.cut or len(seen.received) != expected:
        sys.exit(f"{len(seen.received)} of {expected} received, {len(seen.cut)} cut off. {seen.trouble}")


def measure_photos(picture: Path) -> None:
    content = picture.read_bytes()
    started = time.process_time()
    for _turn in range(PHOTOS_MADE):
        made_anew(content, keeps_position=False)
    say(
        "a photo of 12 megapixels made anew by the worker, CPU",
        1000 * (time.process_time() - started) / PHOTOS_MADE,
        "ms",
    )


def main() -> int:
    inside = INSIDE_POSTGRES in sys.argv
    with TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        picture = photo(Path(folder))
        if not inside:
            measure_photos(picture)
        site = RealSite(Path(folder) / "site", os.environ["DATABASE_URL"] if inside else "")
        site.make("kent-2011")
        measure(site, "PostgreSQL" if inside else "SQLite", picture)
    if inside:
        return 0
    on_postgres = [sys.executable, str(ROOT / "tools/with_postgres.py"), "--durable", "--"]
    return subprocess.run([*on_postgres, sys.executable, __file__, INSIDE_POSTGRES], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
