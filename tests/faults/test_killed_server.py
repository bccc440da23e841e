"""A power cut for the server while 32 people answer: what a resident was told is stored, is stored."""

from __future__ import annotations

import pytest
from tests.faults.ledger import half_written, stored
from tests.faults.loops import run_apart

from driving.clients import Answers, Resident
from driving.crowd import Seen, send_crowd
from driving.forms import park_visitors
from driving.real_site import RealSite

pytestmark = [pytest.mark.fault, pytest.mark.slow]

SLUG = "parks"
KILL_AFTER = 60
FORMS = park_visitors(50)


def kill_in_the_middle(site: RealSite, forms: list[Answers] = FORMS) -> Seen:
    """Send far more than will get through, and kill every process of the server once some have."""

    def kill_when_it_is_time(received: int) -> None:
        if received == KILL_AFTER:
            site.kill()

    site.start(workers=2)
    assert len(site.processes()) > 2, "more than one worker, or the test kills less than it says"
    return send_crowd(site, SLUG, forms, submissions=100_000, clients=32, at_each=kill_when_it_is_time)


def test_every_response_that_was_acknowledged_is_there_once(parks_site: RealSite) -> None:
    before = stored(parks_site)
    seen = kill_in_the_middle(parks_site)
    assert seen.trouble == ""
    assert len(seen.received) >= KILL_AFTER
    assert seen.cut, "nobody was in the middle of answering: the load was too light to prove anything"

    parks_site.start()
    after = stored(parks_site)
    assert [pair for pair in seen.received if after[pair] != 1] == []
    assert max(after.values()) == 1
    assert half_written(parks_site) == {"arrivals without a response": 0, "responses without their words": 0}
    # Those cut off may be in or not; nothing else is.
    unknown = {key for key, _reference in after - before} - {key for key, _reference in seen.received} - set(seen.cut)
    assert unknown == set()


def test_whoever_was_cut_off_may_press_send_again(parks_site: RealSite) -> None:
    # One form for all, so that what is sent again is what was sent before.
    seen = kill_in_the_middle(parks_site, FORMS[:1])
    parks_site.start()

    async def send_again(key: str) -> tuple[str, str]:
        async with Resident(parks_site.port, SLUG) as resident:
            return key, await resident.send_as(key, FORMS[0])

    again = [run_apart(send_again(key)) for key in seen.cut]
    after = stored(parks_site)
    assert [pair for pair in again if after[pair] != 1] == []
    keys = [key for key, _reference in after.elements()]
    assert len(keys) == len(set(keys))
