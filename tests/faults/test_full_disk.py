"""The disk is full: the resident reads that nothing was stored, nothing is half-written, and later it works."""

from __future__ import annotations

import resource

import pytest
from tests.faults.ledger import half_written, stored
from tests.faults.loops import run_apart

from driving.clients import Resident
from driving.forms import park_visitors
from driving.real_site import RealSite

pytestmark = [pytest.mark.fault, pytest.mark.slow]

ANSWERS = park_visitors(1)[0]


def limit_files_to(site: RealSite, size: int) -> None:
    """No process of the server can make a file longer than `size` bytes: its writes fail as on a full disk."""
    for pid in site.processes():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


async def send(site: RealSite, key: str):
    async with Resident(site.port, "parks") as resident:
        return await resident.post(key, ANSWERS)


def test_nothing_is_half_written_and_the_same_form_can_be_sent_again(new_site) -> None:
    site = new_site("example")
    site.start()
    before = stored(site)
    limit_files_to(site, 4096)
    refused = run_apart(send(site, "65f0c0de.when-full"))
    assert refused.status == 500
    assert "<h1" in refused.text
    assert "Traceback" not in refused.text
    assert "OperationalError" not in refused.text
    assert stored(site) == before

    limit_files_to(site, resource.RLIM_INFINITY)
    assert run_apart(send(site, "65f0c0de.when-full")).status == 302
    assert len(stored(site) - before) == 1
    assert half_written(site) == {"arrivals without a response": 0, "responses without their words": 0}
