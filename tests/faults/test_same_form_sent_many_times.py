"""A form posted sixteen times at once – an impatient thumb, a proxy that repeats – is one response."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from tests.faults.ledger import half_written, stored
from tests.faults.loops import run_apart

from driving.clients import Resident
from driving.forms import park_visitors
from driving.real_site import RealSite

pytestmark = [pytest.mark.fault, pytest.mark.slow]

AT_ONCE = 16
ROUNDS = 10


async def sixteen_times(site: RealSite, key: str) -> list[str]:
    answers = park_visitors(1)[0]
    async with AsyncExitStack() as connections:
        residents = [await connections.enter_async_context(Resident(site.port, "parks")) for _ in range(AT_ONCE)]
        return await asyncio.gather(*(resident.send_as(key, answers) for resident in residents))


def test_one_response_and_one_reference_for_all(parks_site: RealSite) -> None:
    before = stored(parks_site)
    parks_site.start(workers=2)
    for turn in range(ROUNDS):
        references = run_apart(sixteen_times(parks_site, f"65f0c0de.the-same-form-{turn}"))
        assert len(set(references)) == 1
    assert len(stored(parks_site) - before) == ROUNDS
    assert max(stored(parks_site).values()) == 1
    assert half_written(parks_site) == {"arrivals without a response": 0, "responses without their words": 0}
