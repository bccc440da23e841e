"""A power cut for the server while 24 people report problems with photographs: what was acknowledged is stored, with
its photograph; and one pressed again is one report."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.faults.ledger import number
from tests.faults.loops import run_apart

from driving.clients import Answers
from driving.crowd import Seen, send_crowd
from driving.real_site import RealSite
from driving.reporters import Reporter

pytestmark = [pytest.mark.fault, pytest.mark.slow]

CATEGORY = "litter"
KILL_AFTER = 30
STORED = (
    "SELECT a.key, a.reference, d.file, d.size FROM incidents_incident i JOIN intake_arrival a ON a.id = i.arrival_id \
LEFT JOIN incidents_photo p ON p.incident_id = i.id LEFT JOIN documents_document d ON d.id = p.raw_id"
)


def form(folder: Path) -> Answers:
    made = BytesIO()
    Image.radial_gradient("L").resize((1200, 900)).convert("RGB").save(made, "JPEG")
    path = folder / "photo.jpg"
    path.write_bytes(made.getvalue())
    return [["postcode", "AY1 1AA"], ["words", "Bags"], ["amount", "bag"], ["photo", str(path)]]


def kill_in_the_middle(site: RealSite, answers: Answers) -> Seen:
    """Send far more than will get through, and kill every process of the server once some have."""

    def kill_when_it_is_time(received: int) -> None:
        if received == KILL_AFTER:
            site.kill()

    site.start(workers=2)
    return send_crowd(
        site,
        CATEGORY,
        [answers],
        submissions=100_000,
        clients=24,
        program="driving.reporters",
        at_each=kill_when_it_is_time,
    )


def test_nothing_that_was_acknowledged_is_lost_and_nothing_is_there_twice(parks_site: RealSite, tmp_path: Path) -> None:
    answers = form(tmp_path)
    size = (tmp_path / "photo.jpg").stat().st_size
    seen = kill_in_the_middle(parks_site, answers)
    assert seen.trouble == ""
    assert len(seen.received) >= KILL_AFTER
    assert seen.cut, "nobody was in the middle of reporting: the load was too light to prove anything"

    parks_site.start()
    rows = parks_site.rows(STORED)
    stored = Counter((str(key), str(reference)) for key, reference, _file, _size in rows)
    assert [pair for pair in seen.received if stored[pair] != 1] == []
    files = {str(key): parks_site.folder / "files" / str(file) for key, _reference, file, _size in rows}
    assert [key for key, _reference in seen.received if files[key].stat().st_size != size] == []
    assert number(parks_site, "SELECT count(*) FROM intake_arrival WHERE kind = 'report'") == len(rows)

    # Whoever was cut off presses send again.
    async def send_again(key: str) -> str:
        async with Reporter(parks_site.port, CATEGORY) as reporter:
            return await reporter.send_as(key, answers)

    for key in seen.cut[:10]:
        run_apart(send_again(key))
    keys = Counter(str(row[0]) for row in parks_site.rows(STORED))
    assert all(keys[key] == 1 for key in seen.cut[:10])
    assert set(keys.values()) == {1}
